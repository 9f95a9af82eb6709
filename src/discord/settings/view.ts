import type { LearnerSettings } from '../../store/store.ts';
import { shownShare } from '../../study/percent.ts';
import { isoDay } from '../platform/calendar.ts';
import { ACCENT, button, container, row, text } from '../platform/components.ts';
import { reviewButton } from '../platform/lead-on.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { wallTime } from '../platform/time-zones.ts';
import { settingsIds } from './ids.ts';

export interface SettingsView extends LearnerSettings {
  /** True when something was just changed. */
  readonly saved: boolean;
  readonly now: number;
}

/** One person's settings as they are. */
export function settingsMessage({
  schedule,
  reminderHour,
  pause,
  onBoards,
  saved,
  now,
}: SettingsView): OutgoingMessage {
  const { zone, rollover, newPerDay, reviewsPerDay, retention } = schedule;
  const lines = [
    `Time zone: **${zone}** (it is ${wallTime(now, zone)} there now)`,
    `Your day begins at **${clockHour(rollover)}**; answers before that count for the day before`,
    `New cards a day: **${newPerDay}**`,
    `Reviews a day: **${reviewsPerDay}**`,
    `Desired retention: **${shownShare(retention)}**, the chance that you still know a card when it comes back`,
    reminderHour === null
      ? 'Reminder: **off**'
      : `Reminder: **${clockHour(reminderHour)}** by direct message, on days with cards due`,
    pause === null
      ? 'Break: **none**'
      : `Break: **until ${isoDay(pause.lastDay)}**; no reminders, and your streak is kept`,
    onBoards
      ? 'Leaderboards: **on**; `/settings board:off` hides you from others, in earlier seasons too'
      : 'Leaderboards: **off**; nobody sees you on boards or in seasons. The players of a match you join still see you there',
  ];
  return {
    components: [
      container(saved ? ACCENT.right : ACCENT.neutral, [
        text(`## ${saved ? 'Saved. These are your settings now' : 'Your settings'}\n${lines.join('\n')}`),
        text('-# Cards that are already scheduled keep their day.'),
        row([
          button(settingsIds.change.id(), 'Change…', saved ? 'secondary' : 'primary'),
          button(settingsIds.pause.id(), 'Reminder and break…'),
          reviewButton(saved ? 'primary' : 'secondary'),
        ]),
      ]),
    ],
  };
}

/** `04:00` */
export function clockHour(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
