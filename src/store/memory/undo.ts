import type { Transaction } from 'kysely';
import { chosenItems } from '../../study/mark.ts';
import type { Answer, Question } from '../../study/question.ts';
import { grade } from '../../study/schedule/scheduler.ts';
import { StoreError } from '../engine/store-error.ts';
import { takeBackLab } from '../labs/finish.ts';
import { count } from '../people/counters.ts';
import { askedOf, keepPromise } from '../questions/answers.ts';
import { forgetBeliefs } from '../questions/beliefs.ts';
import { countItems } from '../questions/item-counts.ts';
import { findOutcome } from '../questions/outcomes.ts';
import type { Outcome, RegradeInput } from '../store.ts';
import type { Tables } from '../tables.ts';
import { gradeNumber, toRow, unfold } from './memories.ts';
import { settingsOf } from './settings.ts';

/**
 * Takes an answer back: the memory from the snapshot in the log (ts-fsrs' own rollback is not exact), the counters
 * by what was added. The row stays, so that its button still finds it. Throws StoreError.
 */
export async function undo(trx: Transaction<Tables>, askId: number, userId: string): Promise<Outcome> {
  const asked = await askedOf(trx, askId, userId);
  const row = await answerOf(trx, askId, userId);
  if (row.undone === 0) {
    if (row.before !== null) {
      if (row.card_reps !== row.rep) throw builtUpon();
      const leech = (await outcomeOf(trx, askId, userId)).review?.leech;
      await trx
        .updateTable('cards')
        .set({ ...toRow(unfold(row.before)), ...(leech ? { suspended: 0 } : {}) })
        .where('user_id', '=', userId)
        .where('id', '=', row.card_id)
        .execute();
    }
    await trx
      .updateTable('reviews')
      .set({ undone: 1, rep: null })
      .where('user_id', '=', userId)
      .where('id', '=', row.id)
      .execute();
    const answer = {
      userId,
      guildId: asked.guild_id,
      card: asked.card,
      topic: asked.topic,
      day: row.day,
      answeredAt: row.answered_at,
      points: row.points,
      correct: row.correct === 1,
      before: row.before === null ? null : unfold(row.before),
    };
    await forgetBeliefs(trx, askId, userId);
    await count(trx, answer, -1);
    await takeBackLab(trx, answer);
    if (row.scored === 1 && asked.stale === 0) {
      const question = JSON.parse(asked.question) as Question;
      const chosen = chosenItems(question, JSON.parse(row.answer) as Answer);
      await countItems(trx, { card: asked.card, correct: answer.correct, chosen }, -1);
    }
  }
  return outcomeOf(trx, askId, userId);
}

/** Grades a right answer's review again, from the memory before it, at its own time and day. Throws StoreError. */
export async function regrade(
  trx: Transaction<Tables>,
  { askId, userId, grade: given, promised }: RegradeInput,
): Promise<Outcome> {
  const asked = await askedOf(trx, askId, userId);
  const row = await answerOf(trx, askId, userId);
  if (row.before === null || row.undone === 1) {
    throw new StoreError(
      'not-possible',
      'This answer was practice or was taken back: there is no grade to change.',
    );
  }
  if (row.correct === 0) {
    throw new StoreError('not-possible', 'Only a right answer can be graded Hard, Good or Easy.');
  }
  if (row.card_reps !== row.rep) throw builtUpon();
  const settings = await settingsOf(trx, userId);
  const options = { ...settings, card: asked.card, day: row.day };
  const after = grade(unfold(row.before), given, row.answered_at, options);
  keepPromise(promised, after);
  await trx
    .updateTable('cards')
    .set(toRow(after))
    .where('user_id', '=', userId)
    .where('id', '=', row.card_id)
    .execute();
  await trx
    .updateTable('reviews')
    .set({ grade: gradeNumber(given) })
    .where('user_id', '=', userId)
    .where('id', '=', row.id)
    .execute();
  return outcomeOf(trx, askId, userId);
}

async function answerOf(trx: Transaction<Tables>, askId: number, userId: string) {
  const row = await trx
    .selectFrom('reviews')
    .innerJoin('cards', (join) =>
      join.onRef('cards.user_id', '=', 'reviews.user_id').onRef('cards.id', '=', 'reviews.card_id'),
    )
    .selectAll('reviews')
    .select('cards.reps as card_reps')
    .where('reviews.user_id', '=', userId)
    .where('reviews.ask_id', '=', askId)
    .executeTakeFirst();
  if (row === undefined) throw new StoreError('not-possible', 'This question was not answered yet.');
  return row;
}

async function outcomeOf(trx: Transaction<Tables>, askId: number, userId: string): Promise<Outcome> {
  const outcome = await findOutcome(trx, askId, userId);
  if (outcome === undefined) throw new StoreError('ask-gone', 'This answer is no longer kept.');
  return outcome;
}

function builtUpon(): StoreError {
  return new StoreError(
    'not-possible',
    'This card was reviewed again since, or its answer changed, so this grade can no longer be changed. A later review can be undone first.',
  );
}
