import type { Transaction } from 'kysely';
import { chosenItems, pointsOf } from '../../study/mark.ts';
import type { Answer } from '../../study/question.ts';
import { due, turnOf } from '../engine/rows.ts';
import { recordAnswer } from '../questions/answers.ts';
import { ask } from '../questions/asks.ts';
import type { Tables } from '../tables.ts';
import { touch } from './edits.ts';
import type { DailyQuestion } from './interface.ts';
import { toQuestion } from './rows.ts';

/** Answers counted in one transaction, so that a large server holds up nobody. */
const AT_ONCE = 40;

/** Tells the answer of every open question of a server before this date; what was answered is counted soon. */
export async function revealBefore(
  trx: Transaction<Tables>,
  { guildId, day, now }: { readonly guildId: string; readonly day: number; readonly now: number },
): Promise<void> {
  const open = await trx
    .updateTable('daily_questions')
    .set({ state: 'revealed', revealed_at: now, due_at: now })
    .where('guild_id', '=', guildId)
    .where('day', '<', day)
    .where('state', '=', 'open')
    .returning('id')
    .execute();
  for (const { id } of open) await touch(trx, id, now, { atOnce: true });
}

/**
 * Makes some answers to a revealed question reviews of their people, each once: it is marked as counted in the same
 * transaction. Like those of a match they count at the moment at which they were given, so that a card which was
 * reviewed since then keeps what it has.
 */
export async function countAnswers(trx: Transaction<Tables>, question: DailyQuestion): Promise<void> {
  const next = await trx
    .selectFrom('daily_answers')
    .select(['id', 'user_id'])
    .where('question_id', '=', question.id)
    .where('counted', '=', 0)
    .orderBy('id')
    .limit(AT_ONCE)
    .execute();
  await turnOf(
    trx,
    next.map(({ user_id }) => user_id),
  );
  const ids = next.map(({ id }) => id);
  const answers =
    ids.length === 0
      ? []
      : await trx
          .updateTable('daily_answers')
          .set({ counted: 1 })
          .where('id', 'in', ids)
          .where('counted', '=', 0)
          .returning(['user_id', 'answer', 'correct', 'answered_at'])
          .execute();
  for (const { user_id, answer, correct, answered_at } of answers) {
    if (user_id === '') continue;
    await remember(trx, question, {
      userId: user_id,
      answer: JSON.parse(answer) as Answer,
      correct: correct === 1,
      now: answered_at,
    });
  }
  if (answers.length === AT_ONCE) return;
  await trx.updateTable('daily_questions').set({ due_at: null }).where('id', '=', question.id).execute();
}

async function remember(
  trx: Transaction<Tables>,
  { guildId, channelId, question }: DailyQuestion,
  given: {
    readonly userId: string;
    readonly answer: Answer;
    readonly correct: boolean;
    readonly now: number;
  },
): Promise<void> {
  if (question === null) return;
  const run = { index: 0, count: 1, deck: null, topic: null, shared: false, right: 0, seen: [] };
  const { userId, now } = given;
  const { id } = await ask(trx, { userId, guildId, channelId, question, run, now });
  await recordAnswer(trx, {
    ...given,
    askId: id,
    chosen: chosenItems(question, given.answer),
    points: pointsOf(question),
  });
}

/** A question whose answers are to be counted. */
export async function revealedDue(
  trx: Transaction<Tables>,
  now: number,
  limit: number,
): Promise<readonly DailyQuestion[]> {
  const revealed = trx
    .selectFrom('daily_questions')
    .selectAll()
    .where('state', '=', 'revealed')
    .where('due_at', '<=', now)
    .orderBy('id')
    .limit(limit);
  const rows = await due(trx, revealed).execute();
  return rows.map(toQuestion);
}
