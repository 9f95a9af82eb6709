import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../tables.ts';
import type { DailyQuestion, DailyStreak } from './interface.ts';

/**
 * A person's streak in a server: questions answered one after the other. A day without a question breaks none. It stands
 * while the latest question may still be answered.
 */
export async function streakOf(db: Kysely<Tables>, guildId: string, userId: string): Promise<DailyStreak> {
  const row = await rowOf(db, guildId, userId);
  if (row === undefined) return { streak: 0, best: 0, shares: false };
  const posted = await db
    .selectFrom('daily_questions')
    .select(['day', 'state'])
    .where('guild_id', '=', guildId)
    .where('message_id', 'is not', null)
    .orderBy('day', 'desc')
    .limit(2)
    .execute();
  const [latest, before] = posted;
  const mayAnswer = latest?.state === 'open';
  const stands = row.last_day === latest?.day || (mayAnswer && row.last_day === before?.day);
  return { streak: stands ? row.streak : 0, best: row.best, shares: row.shares === 1 };
}

/** One question more, the first time that it is answered. Gives the streak with it. */
export async function lengthen(
  trx: Transaction<Tables>,
  { guildId, day }: DailyQuestion,
  userId: string,
): Promise<DailyStreak> {
  const row = await rowOf(trx, guildId, userId);
  const before = await trx
    .selectFrom('daily_questions')
    .select((eb) => eb.fn.max('day').as('day'))
    .where('guild_id', '=', guildId)
    .where('message_id', 'is not', null)
    .where('day', '<', day)
    .executeTakeFirst();
  const goesOn = row !== undefined && row.last_day === before?.day;
  const streak = goesOn ? row.streak + 1 : 1;
  const now = { streak, best: Math.max(streak, row?.best ?? 0), last_day: day };
  await trx
    .insertInto('daily_streaks')
    .values({ guild_id: guildId, user_id: userId, ...now })
    .onConflict((on) => on.columns(['guild_id', 'user_id']).doUpdateSet(now))
    .execute();
  return { streak, best: now.best, shares: row?.shares === 1 };
}

export async function shareDailyStreak(
  trx: Transaction<Tables>,
  input: { readonly guildId: string; readonly userId: string; readonly shares: boolean },
): Promise<DailyStreak> {
  const { guildId, userId } = input;
  const shares = input.shares ? 1 : 0;
  // Who has answered none yet may choose, too: no date was ever -1.
  await trx
    .insertInto('daily_streaks')
    .values({ guild_id: guildId, user_id: userId, streak: 0, best: 0, last_day: -1, shares })
    .onConflict((on) => on.columns(['guild_id', 'user_id']).doUpdateSet({ shares }))
    .execute();
  return streakOf(trx, guildId, userId);
}

async function rowOf(db: Kysely<Tables>, guildId: string, userId: string) {
  return db
    .selectFrom('daily_streaks')
    .selectAll()
    .where('guild_id', '=', guildId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
}
