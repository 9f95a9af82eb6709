import type { SettingsChange } from '../../store/store.ts';
import { learnerDay } from '../../study/schedule/day.ts';
import type { ScheduleSettings } from '../../study/schedule/settings.ts';
import type { Context } from '../context.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { readBreak } from './options.ts';
import { settingsMessage } from './view.ts';

/** What a person wants changed, as a command's options or a box say it; null and absent stay as they are. */
export interface Wanted {
  readonly schedule: Partial<ScheduleSettings>;
  /** An hour, or `off`. */
  readonly reminder: string | null;
  /** `2026-12-24`, or `end`. */
  readonly breakUntil: string | null;
  /** Whether others see them on boards. */
  readonly onBoards: boolean | null;
}

/** Saves what is wanted, all of it or nothing, and shows the settings then. Throws UserError for a day that is none. */
export async function changedSettings(
  context: Context,
  userId: string,
  { schedule, reminder, breakUntil, onBoards }: Wanted,
): Promise<OutgoingMessage> {
  const { store } = context;
  const now = context.now();
  const clock = breakUntil === null ? undefined : { ...(await store.settings(userId)), ...schedule };
  const change: SettingsChange = {
    ...(Object.keys(schedule).length === 0 ? {} : { schedule }),
    ...(breakUntil === null || clock === undefined
      ? {}
      : { breakUntil: readBreak(breakUntil, learnerDay(now, clock)) }),
    ...(reminder === null ? {} : { remindAt: reminder === 'off' ? null : Number(reminder) }),
    ...(onBoards === null ? {} : { onBoards }),
  };
  const saved = Object.keys(change).length > 0;
  const set = saved
    ? await store.changeSettings(userId, change, now)
    : await store.learnerSettings(userId, now);
  return settingsMessage({ ...set, saved, now });
}
