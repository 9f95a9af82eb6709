import type { LearnerSettings } from '../../store/store.ts';
import { DAY } from '../../study/schedule/day.ts';
import { ACCENT, container, text } from '../platform/components.ts';
import type { OutgoingMessage } from '../platform/message.ts';

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
  saved,
  now,
}: SettingsView): OutgoingMessage {
  const { zone, rollover, newPerDay, reviewsPerDay, retention } = schedule;
  const lines = [
    `Time zone: **${zone}**, where it is ${wallTime(now, zone)} now`,
    `Your day begins at **${clockHour(rollover)}**; what you answer before belongs to the day before`,
    `New cards a day: **${newPerDay}**`,
    `Reviews a day: **${reviewsPerDay}**`,
    `Desired retention: **${Math.round(retention * 100)} %**, the chance of knowing a card when it comes back`,
    reminderHour === null
      ? 'Reminder: **off**'
      : `Reminder: **${clockHour(reminderHour)}** by direct message, on days with cards due`,
    pause === null
      ? 'Break: **none**'
      : `Break: **until ${isoDay(pause.lastDay)}**; no reminders, and your streak is kept`,
  ];
  return {
    components: [
      container(saved ? ACCENT.right : ACCENT.neutral, [
        text(`## ${saved ? 'Saved. Your settings are now' : 'Your settings'}\n${lines.join('\n')}`),
        text('-# Change them with the options of /settings. What is scheduled already keeps its day.'),
      ]),
    ],
  };
}

/** `2026-03-29` for a day counted from 1970-01-01. */
export function isoDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** `04:00` */
export function clockHour(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

/** What a clock on the wall reads in this zone: `13:04`. */
export function wallTime(at: number, zone: string): string {
  const format = { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat('en-GB', format).format(at);
}
