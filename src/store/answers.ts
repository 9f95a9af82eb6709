import { sql, type Transaction } from 'kysely';
import { learnerDay } from '../study/schedule/day.ts';
import { becomesLeech, countsAsReview, NEW_MEMORY } from '../study/schedule/memory.ts';
import { grade } from '../study/schedule/scheduler.ts';
import { count } from './counters.ts';
import { fold, gradeNumber, MEMORY_COLUMNS, toMemory, toRow } from './memories.ts';
import { findOutcome, toOutcome } from './outcomes.ts';
import type { Tables } from './schema.ts';
import { settingsOf } from './settings.ts';
import type { AnswerInput, Outcome } from './store.ts';
import { StoreError } from './store-error.ts';

/**
 * Records an answer exactly once: the row, the card's memory and every counter, or nothing of it. That it is once
 * is said by unique keys: one row an ask, one scoring row a card a day, one row a repetition; a second click, a
 * retry or a replayed interaction finds the first row and changes nothing. Throws StoreError `not-yours`, `ask-gone`.
 */
export async function recordAnswer(trx: Transaction<Tables>, input: AnswerInput): Promise<Outcome> {
  const { askId, userId, correct, now } = input;
  const asked = await askedOf(trx, askId, userId);
  if (asked.closed_at !== null) {
    const earlier = await findOutcome(trx, askId);
    if (earlier !== undefined) return earlier;
  }
  const settings = await settingsOf(trx, userId);
  const today = learnerDay(now, settings);
  const known = await cardOf(trx, userId, asked.card);
  const before = known.memory;
  const reviewed = !known.suspended && countsAsReview(before, today, now, input.inReview ?? false);
  const given = input.grade ?? (correct ? 'good' : 'again');
  const after = reviewed ? grade(before, given, now, { ...settings, card: asked.card }) : before;

  const cap = await undoneToday(trx, known.id, today);
  const answer = {
    card_id: known.id,
    ask_id: askId,
    day: today,
    answered_at: now,
    answer: JSON.stringify(input.answer),
    correct: correct ? 1 : 0,
    points: correct ? Math.min(input.points, cap) : 0,
    scored: 1,
    grade: reviewed ? gradeNumber(given) : null,
    rep: reviewed ? after.reps : null,
    before: reviewed ? fold(before) : null,
    undone: 0,
  };
  let row = answer;
  const scored = await trx
    .insertInto('reviews')
    .values(row)
    .onConflict((on) =>
      on
        .columns(['card_id', 'day'])
        .where('scored', '=', sql.lit(1))
        .where('undone', '=', sql.lit(0))
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  if (scored === undefined) {
    row = { ...answer, points: 0, scored: 0 };
    await trx.insertInto('reviews').values(row).execute();
  }
  if (reviewed) {
    const suspended = becomesLeech(before, after) ? { suspended: 1 } : {};
    await trx
      .updateTable('cards')
      .set({ ...toRow(after), ...suspended })
      .where('id', '=', known.id)
      .execute();
  }
  await trx.updateTable('asks').set({ closed_at: now }).where('id', '=', askId).execute();
  const counted = {
    userId,
    guildId: asked.guild_id,
    topic: asked.topic,
    day: today,
    answeredAt: now,
    correct,
  };
  await count(trx, { ...counted, points: row.points, before: reviewed ? before : null }, 1);
  return toOutcome(row, after, true);
}

/** The question an answer belongs to. Throws StoreError `ask-gone`, `not-yours`. */
export async function askedOf(trx: Transaction<Tables>, askId: number, userId: string) {
  const asked = await trx
    .selectFrom('asks')
    .select(['user_id', 'guild_id', 'card', 'topic', 'closed_at'])
    .where('id', '=', askId)
    .executeTakeFirst();
  if (asked === undefined) {
    throw new StoreError('ask-gone', 'This question is no longer kept. Ask for a new one with /quiz.');
  }
  if (asked.user_id !== userId) {
    throw new StoreError('not-yours', 'This question was put to somebody else. Ask for your own with /quiz.');
  }
  return asked;
}

async function cardOf(trx: Transaction<Tables>, userId: string, card: string) {
  const known = await trx
    .selectFrom('cards')
    .select(['id', 'suspended', ...MEMORY_COLUMNS])
    .where('user_id', '=', userId)
    .where('card', '=', card)
    .executeTakeFirst();
  if (known !== undefined) {
    return { id: known.id, suspended: known.suspended === 1, memory: toMemory(known) };
  }
  const { id } = await trx
    .insertInto('cards')
    .values({ user_id: userId, card })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, suspended: false, memory: NEW_MEMORY };
}

/** Who undoes an answer has seen the solution: a new one that day is worth no more than the one taken back. */
async function undoneToday(trx: Transaction<Tables>, cardId: number, today: number): Promise<number> {
  const { points } = await trx
    .selectFrom('reviews')
    .select((eb) => eb.fn.min('points').as('points'))
    .where('card_id', '=', cardId)
    .where('day', '=', today)
    .where('undone', '=', sql.lit(1))
    .where('scored', '=', 1)
    .executeTakeFirstOrThrow();
  return points ?? Number.POSITIVE_INFINITY;
}
