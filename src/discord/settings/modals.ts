import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js';
import type { LearnerSettings } from '../../store/store.ts';
import { shownShare } from '../../study/percent.ts';
import { SETTING_LIMITS } from '../../study/schedule/settings.ts';
import { PAUSE_INPUTS, SCHEDULE_INPUTS, settingsIds } from './ids.ts';
import { clockHour, isoDay } from './view.ts';

interface Input {
  readonly label: string;
  readonly description: string;
  readonly value: string;
}

/** The schedule as it is, to be changed. */
export function scheduleModal({ schedule }: LearnerSettings): APIModalInteractionResponseCallbackData {
  const { zone, rollover, newPerDay, reviewsPerDay, retention } = schedule;
  const { least, most } = SETTING_LIMITS.retention;
  const inputs: Readonly<Record<(typeof SCHEDULE_INPUTS)[number], Input>> = {
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
  return modal(
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
  const inputs: Readonly<Record<(typeof PAUSE_INPUTS)[number], Input>> = {
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
  return modal(
    settingsIds.paused.id(),
    'Reminder and break',
    PAUSE_INPUTS.map((id) => [id, inputs[id]]),
  );
}

function modal(
  custom_id: string,
  title: string,
  inputs: readonly (readonly [id: string, input: Input])[],
): APIModalInteractionResponseCallbackData {
  return {
    custom_id,
    title,
    components: inputs.map(([id, { label, description, value }]) => ({
      type: ComponentType.Label,
      label,
      description,
      component: {
        type: ComponentType.TextInput,
        custom_id: id,
        style: TextInputStyle.Short,
        required: false,
        max_length: 60,
        ...(value === '' ? {} : { value }),
      },
    })),
  };
}
