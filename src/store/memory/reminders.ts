import type { Kysely, Transaction } from 'kysely';
import { HOUR, learnerDay } from '../../study/schedule/day.ts';
import { metServerCards } from '../decks/server-decks.ts';
import { due } from '../engine/rows.ts';
import { StoreError } from '../engine/store-error.ts';
import type { Tables } from '../tables.ts';
import { breaksOf, isBreak } from './breaks.ts';
import type { ClaimInput, Reminder } from './interface.ts';
import { dueToday } from './review-queue.ts';
import { nextHour, settingsOf } from './settings.ts';

/** A reminder this late (the bot was down) is left out: it would come at an hour nobody chose. */
const TOO_LATE = 3 * HOUR;

/** Reminds a person every day at this hour of their own clock, or (null) never again. */
export async function remindAt(
  trx: Transaction<Tables>,
  userId: string,
  hour: number | null,
  now: number,
): Promise<number | null> {
  if (hour === null) {
    await trx.deleteFrom('reminders').where('user_id', '=', userId).execute();
    return null;
  }
  if (!(Number.isInteger(hour) && hour >= 0 && hour <= 23)) {
    throw new StoreError('not-possible', `The hour is ${hour}; it must be a whole number from 0 to 23.`);
  }
  const next_at = nextHour(hour, (await settingsOf(trx, userId)).zone, now);
  await trx
    .insertInto('reminders')
    .values({ user_id: userId, hour, next_at, last_day: null, channel_id: null })
    // last_day stays: moving the hour earns no second reminder on one day.
    .onConflict((on) => on.column('user_id').doUpdateSet({ hour, next_at }))
    .execute();
  return next_at;
}

export async function reminderHour(db: Kysely<Tables>, userId: string): Promise<number | null> {
  const row = await db
    .selectFrom('reminders')
    .select('hour')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row?.hour ?? null;
}

/** Puts today's reminder off: it comes once more, at `until`. */
export async function snoozeReminder(
  trx: Transaction<Tables>,
  userId: string,
  until: number,
  now: number,
): Promise<void> {
  if (!(until > now)) throw new StoreError('not-possible', 'A reminder can only be put off to a later time.');
  const later = { next_at: until, last_day: null };
  await trx.updateTable('reminders').set(later).where('user_id', '=', userId).execute();
}

/**
 * Takes the reminders that are due. Taking one moves it to its next day in the same transaction, before anything
 * is sent: a crash or a second process may lose today's, never send it twice.
 */
export async function claimReminders(
  trx: Transaction<Tables>,
  { now, limit, pool }: ClaimInput,
): Promise<readonly Reminder[]> {
  const waiting = trx
    .selectFrom('reminders')
    .selectAll()
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(limit);
  const rows = await due(trx, waiting).execute();
  const claimed: Reminder[] = [];
  for (const row of rows) {
    const userId = row.user_id;
    const settings = await settingsOf(trx, userId);
    const today = learnerDay(now, settings);
    const { numUpdatedRows } = await trx
      .updateTable('reminders')
      .set({ next_at: nextHour(row.hour, settings.zone, now), last_day: today })
      .where('user_id', '=', userId)
      .where('next_at', '=', row.next_at)
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n || now - row.next_at > TOO_LATE) continue;
    // Later than today: who was reminded and then flew west over midnight.
    if (row.last_day !== null && row.last_day >= today) continue;
    if (isBreak(await breaksOf(trx, userId), today)) continue;
    const everything = [...pool, ...(await metServerCards(trx, userId))];
    const { now: cards } = await dueToday(trx, { userId, pool: everything, now }, settings);
    if (cards > 0) claimed.push({ userId, due: cards, channelId: row.channel_id });
  }
  return claimed;
}

export async function reminderChannel(
  trx: Transaction<Tables>,
  userId: string,
  channelId: string | null,
): Promise<void> {
  await trx.updateTable('reminders').set({ channel_id: channelId }).where('user_id', '=', userId).execute();
}

export async function nextReminderAt(db: Kysely<Tables>): Promise<number | null> {
  const row = await db
    .selectFrom('reminders')
    .select('next_at')
    .orderBy('next_at')
    .limit(1)
    .executeTakeFirst();
  return row?.next_at ?? null;
}
