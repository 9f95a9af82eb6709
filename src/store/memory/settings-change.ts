import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../tables.ts';
import { currentBreak, takeBreak } from './breaks.ts';
import type { LearnerSettings, SettingsChange } from './interface.ts';
import { remindAt, reminderHour } from './reminders.ts';
import { saveSettings, settingsOf, shownOnBoards, showOnBoards } from './settings.ts';

/** All that a person has set. */
export async function learnerSettings(
  db: Kysely<Tables>,
  userId: string,
  now: number,
): Promise<LearnerSettings> {
  return {
    schedule: await settingsOf(db, userId),
    reminderHour: await reminderHour(db, userId),
    pause: await currentBreak(db, userId, now),
    onBoards: await shownOnBoards(db, userId),
  };
}

/**
 * Changes several settings at once, or none where one of them cannot be. The zone comes first: a break and a reminder
 * of the same change are meant in it. Throws StoreError `not-possible` naming what is out of range.
 */
export async function changeSettings(
  trx: Transaction<Tables>,
  userId: string,
  { schedule, breakUntil, remindAt: hour, onBoards }: SettingsChange,
  now: number,
): Promise<LearnerSettings> {
  if (schedule !== undefined) await saveSettings(trx, userId, schedule, now);
  if (breakUntil !== undefined) await takeBreak(trx, userId, breakUntil, now);
  if (hour !== undefined) await remindAt(trx, userId, hour, now);
  if (onBoards !== undefined) await showOnBoards(trx, userId, onBoards);
  return learnerSettings(trx, userId, now);
}
