import type { Kysely, Transaction } from 'kysely';
import { learnerDay } from '../../study/schedule/day.ts';
import { StoreError } from '../engine/store-error.ts';
import type { Tables } from '../tables.ts';
import type { Break } from './interface.ts';
import { settingsOf } from './settings.ts';

/** Every break of a person, for the streak. */
export async function breaksOf(db: Kysely<Tables>, userId: string): Promise<readonly Break[]> {
  const rows = await db.selectFrom('breaks').selectAll().where('user_id', '=', userId).execute();
  return rows.map((row) => ({ firstDay: row.first_day, lastDay: row.last_day }));
}

export function isBreak(breaks: readonly Break[], day: number): boolean {
  return breaks.some(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay);
}

/** The break that lasts now; null when there is none. */
export async function currentBreak(db: Kysely<Tables>, userId: string, now: number): Promise<Break | null> {
  const today = learnerDay(now, await settingsOf(db, userId));
  return (await breaksOf(db, userId)).find((one) => isBreak([one], today)) ?? null;
}

/** Begins a break today, moves the end of the current one, or (null) ends it as of today. */
export async function takeBreak(
  trx: Transaction<Tables>,
  userId: string,
  lastDay: number | null,
  now: number,
): Promise<Break | null> {
  const today = learnerDay(now, await settingsOf(trx, userId));
  if (lastDay !== null && !(Number.isInteger(lastDay) && lastDay >= today)) {
    throw new StoreError('not-possible', 'A break ends today or later. Give a day that is still to come.');
  }
  const current = (await breaksOf(trx, userId)).find((one) => isBreak([one], today));
  const firstDay = current?.firstDay ?? today;
  if (current !== undefined) {
    await trx.deleteFrom('breaks').where('user_id', '=', userId).where('first_day', '=', firstDay).execute();
  }
  const end = lastDay ?? today - 1;
  if (end >= firstDay && (current !== undefined || lastDay !== null)) {
    await trx.insertInto('breaks').values({ user_id: userId, first_day: firstDay, last_day: end }).execute();
  }
  return lastDay === null ? null : { firstDay, lastDay };
}
