import { sql, type Transaction } from 'kysely';
import { DEFAULT_CLOCK, learnerDay } from '../study/schedule/day.ts';
import { findOutcome, toOutcome } from './asks.ts';
import { count } from './counters.ts';
import type { Tables } from './schema.ts';
import type { AnswerInput, Outcome } from './store.ts';
import { StoreError } from './store-error.ts';

/**
 * Records an answer exactly once. That it is once is said by two unique keys: one row an ask, and one scoring row
 * a card a day; a second click, a retry or a replayed interaction finds the first row and changes nothing.
 * Throws StoreError `not-yours`, `ask-gone`.
 */
export async function recordAnswer(trx: Transaction<Tables>, input: AnswerInput): Promise<Outcome> {
  const asked = await trx
    .selectFrom('asks')
    .select(['user_id', 'guild_id', 'card', 'topic', 'closed_at'])
    .where('id', '=', input.askId)
    .executeTakeFirst();
  if (asked === undefined) {
    throw new StoreError('ask-gone', 'This question is no longer kept. Ask for a new one with /quiz.');
  }
  if (asked.user_id !== input.userId) {
    throw new StoreError('not-yours', 'This question was put to somebody else. Ask for your own with /quiz.');
  }
  if (asked.closed_at !== null) {
    const earlier = await findOutcome(trx, input.askId);
    if (earlier !== undefined) return earlier;
  }

  const cardId = await cardOf(trx, input.userId, asked.card);
  const day = learnerDay(input.now, DEFAULT_CLOCK);
  const answer = {
    card_id: cardId,
    ask_id: input.askId,
    day,
    answered_at: input.now,
    answer: JSON.stringify(input.answer),
    correct: input.correct ? 1 : 0,
    points: input.correct ? input.points : 0,
    scored: 1,
  };
  let row = answer;
  const scored = await trx
    .insertInto('reviews')
    .values(row)
    .onConflict((on) => on.columns(['card_id', 'day']).where('scored', '=', sql.lit(1)).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (scored === undefined) {
    row = { ...answer, points: 0, scored: 0 };
    await trx.insertInto('reviews').values(row).execute();
  }
  await trx.updateTable('asks').set({ closed_at: input.now }).where('id', '=', input.askId).execute();
  const { userId, correct, now: answeredAt } = input;
  const counted = { userId, guildId: asked.guild_id, topic: asked.topic, day, answeredAt, correct };
  await count(trx, { ...counted, points: row.points }, 1);
  return toOutcome(row, true);
}

async function cardOf(trx: Transaction<Tables>, userId: string, card: string): Promise<number> {
  const known = await trx
    .selectFrom('cards')
    .select('id')
    .where('user_id', '=', userId)
    .where('card', '=', card)
    .executeTakeFirst();
  if (known !== undefined) return known.id;
  const { id } = await trx
    .insertInto('cards')
    .values({ user_id: userId, card })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
