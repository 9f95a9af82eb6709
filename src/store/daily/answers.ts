import type { Transaction } from 'kysely';
import { Overtaken, StoreError } from '../engine/store-error.ts';
import type { Tables } from '../tables.ts';
import { dailyPosted } from './claim.ts';
import { touch } from './edits.ts';
import type { AnswerDaily, AnsweredDaily, DailyQuestion } from './interface.ts';
import { heldQuestion, questionRow } from './rows.ts';
import { lengthen, streakOf } from './streaks.ts';

/**
 * Takes an answer, or changes an earlier one, once. Touches rows of this person and the version of the question alone, so
 * that hundreds may answer in the same second. Throws StoreError `daily-gone`; `not-possible` where the answer is told
 * already or the change was used.
 */
export async function answerDaily(trx: Transaction<Tables>, input: AnswerDaily): Promise<AnsweredDaily> {
  const { questionId, userId, correct, now } = input;
  const question = await opened(trx, input);
  const answer = JSON.stringify(input.answer);
  const earlier = await trx
    .selectFrom('daily_answers')
    .select(['id', 'answer', 'changed'])
    .where('question_id', '=', questionId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (earlier === undefined) {
    const streak = await lengthen(trx, question, userId);
    const given = { answer, correct: correct ? 1 : 0, answered_at: now, streak: streak.streak };
    await trx
      .insertInto('daily_answers')
      .values({ guild_id: question.guildId, question_id: questionId, user_id: userId, ...given })
      .execute();
    await stayOpen(trx, questionId);
    await touch(trx, questionId, now);
    return { became: 'taken', streak };
  }
  const streak = await streakOf(trx, question.guildId, userId);
  if (earlier.answer === answer) return { became: 'same', streak };
  if (earlier.changed === 1)
    throw new StoreError(
      'not-possible',
      'You have changed your answer once already; it stays as it is. The right answer is told with the next question.',
    );
  await stayOpen(trx, questionId);
  await trx
    .updateTable('daily_answers')
    .set({ answer, correct: correct ? 1 : 0, changed: 1, answered_at: now })
    .where('id', '=', earlier.id)
    .execute();
  return { became: 'changed', streak };
}

/**
 * From here to the commit the question stays open; where its answer was told since it was looked at, this is done again.
 * Called last, because everybody who answers it waits here for each other.
 */
async function stayOpen(trx: Transaction<Tables>, questionId: number): Promise<void> {
  const { state } = await heldQuestion(trx, questionId);
  if (state !== 'open') throw new Overtaken();
}

/** The question while it may be answered. A press on its message proves that it was posted, whatever became of who did. */
async function opened(
  trx: Transaction<Tables>,
  { questionId, messageId, now }: AnswerDaily,
): Promise<DailyQuestion> {
  const found = await questionRow(trx, questionId);
  const there = found.state === 'posting' && found.question !== null && messageId !== null;
  if (there) await dailyPosted(trx, { questionId, messageId, now });
  const question = there ? await questionRow(trx, questionId) : found;
  if (question.state === 'open') return question;
  throw new StoreError(
    'not-possible',
    'This question is over, so an answer to it no longer counts. The right answer stands in its message; /daily status says when the next one comes.',
  );
}
