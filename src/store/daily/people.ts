import type { Kysely, Transaction } from 'kysely';
import { DAY } from '../../study/schedule/day.ts';
import type { Tables } from '../tables.ts';

/** Answers are kept this long after the right one was told. */
const KEEP_ANSWERS = 60 * DAY;

/** Everything that is kept of a person of daily questions, but their streaks: where they set one, and their answers. */
export async function exportDaily(
  db: Kysely<Tables>,
  userId: string,
): Promise<{ readonly daily: readonly unknown[]; readonly daily_answers: readonly unknown[] }> {
  const answers = await db
    .selectFrom('daily_answers as given')
    .innerJoin('daily_questions as question', 'question.id', 'given.question_id')
    .where('given.user_id', '=', userId)
    .select(['question.guild_id', 'question.card', 'given.answer', 'given.correct', 'given.changed'])
    .select(['given.answered_at', 'given.streak'])
    .orderBy('given.id')
    .execute();
  return {
    daily: await db.selectFrom('daily').selectAll().where('user_id', '=', userId).execute(),
    daily_answers: answers.map((one) => ({ ...one, answer: JSON.parse(one.answer) as unknown })),
  };
}

/** Their answers stay in the counts, as nobody's; so does what they set for a server. Gives how many rows. */
export async function forgetInDaily(trx: Transaction<Tables>, userId: string): Promise<number> {
  let rows = 0n;
  for (const table of ['daily', 'daily_answers'] as const) {
    const emptied = await trx
      .updateTable(table)
      .set({ user_id: '' })
      .where('user_id', '=', userId)
      .executeTakeFirstOrThrow();
    rows += emptied.numUpdatedRows;
  }
  return Number(rows);
}

/** Everything of a server's daily question. Gives how many rows. */
export async function deleteDaily(trx: Transaction<Tables>, guildId: string): Promise<number> {
  let rows = 0n;
  for (const table of ['daily', 'daily_questions', 'daily_streaks'] as const) {
    const gone = await trx.deleteFrom(table).where('guild_id', '=', guildId).executeTakeFirstOrThrow();
    rows += gone.numDeletedRows;
  }
  return Number(rows);
}

export async function sweepDailies(trx: Transaction<Tables>, now: number): Promise<number> {
  const old = trx
    .selectFrom('daily_questions')
    .select('id')
    .where('revealed_at', '<=', now - KEEP_ANSWERS);
  const gone = await trx
    .deleteFrom('daily_answers')
    .where('question_id', 'in', old)
    .where('counted', '=', 1)
    .executeTakeFirstOrThrow();
  return Number(gone.numDeletedRows);
}
