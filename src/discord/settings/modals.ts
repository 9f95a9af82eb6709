import type { APIModalInteractionResponseCallbackData } from 'discord.js';
import type { LearnerSettings } from '../../store/store.ts';
import { shownShare } from '../../study/percent.ts';
import { SETTING_LIMITS } from '../../study/schedule/settings.ts';
import { isoDay } from '../platform/calendar.ts';
import { type ShortInput, shortInputs } from '../platform/short-inputs.ts';
import { PAUSE_INPUTS, SCHEDULE_INPUTS, settingsIds } from './ids.ts';
import { clockHour } from './view.ts';

/** The schedule as it is, to be changed. */
export function scheduleModal({ schedule }: LearnerSettings): APIModalInteractionResponseCallbackData {
  const { zone, rollover, newPerDay, reviewsPerDay, retention } = schedule;
  const { least, most } = SETTING_LIMITS.retention;
  const inputs: Readonly<Record<(typeof SCHEDULE_INPUTS)[number], ShortInput>> = {
    zone: { label: 'Time zone', description: 'A city in it, for instance Berlin or New York', value: zone },
    rollover: {
      label: 'Your day begins at',
      description: 'A full hour; answers before it count for the day before',
      value: clockHour(rollover),
    },
    'new-cards': {
      label: 'New cards a day',
      description: `0 to ${SETTING_LIMITS.newPerDay.most}`,
      value: String(newPerDay),
    },
    reviews: {
      label: 'Reviews a day',
      description: `0 to ${SETTING_LIMITS.reviewsPerDay.most}`,
      value: String(reviewsPerDay),
    },
    retention: {
      label: 'Desired retention',
      description: `${shownShare(least)} to ${shownShare(most)}: higher means more reviews`,
      value: shownShare(retention),
    },
  };
  return shortInputs(
    settingsIds.changed.id(),
    'Change your settings',
    SCHEDULE_INPUTS.map((id) => [id, inputs[id]]),
  );
}

/** Reminder and break as they are, to be changed. */
export function pauseModal({
  reminderHour,
  pause,
}: LearnerSettings): APIModalInteractionResponseCallbackData {
  const inputs: Readonly<Record<(typeof PAUSE_INPUTS)[number], ShortInput>> = {
    reminder: {
      label: 'Reminder',
      description: 'A direct message at this hour, on days with cards due; or off',
      value: reminderHour === null ? 'off' : clockHour(reminderHour),
    },
    'break-until': {
      label: 'Last day of your break',
      description: 'Year-month-day, for instance 2026-12-24; or end. Your streak is kept',
      value: pause === null ? '' : isoDay(pause.lastDay),
    },
  };
  return shortInputs(
    settingsIds.paused.id(),
    'Reminder and break',
    PAUSE_INPUTS.map((id) => [id, inputs[id]]),
  );
}
