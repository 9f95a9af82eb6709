import type { Transaction } from 'kysely';
import { itemOf } from '../../study/mark.ts';
import type { Question, QuestionOption } from '../../study/question.ts';
import { inChunks } from '../engine/chunks.ts';
import type { Tables } from '../tables.ts';
import { renameCounted } from './item-counts.ts';

/** What the options of a card are called from now on. */
export interface RenamedOptions {
  readonly card: string;
  /** Ids (or, of a card of an earlier version, labels) before → ids now. */
  readonly ids: ReadonlyMap<string, string>;
  /** Every id there is now. */
  readonly now: readonly string[];
}

/** Statistics and questions that were put already follow their options to the new ids. */
export async function renameOptions(
  trx: Transaction<Tables>,
  cards: readonly RenamedOptions[],
): Promise<void> {
  const changed = cards.filter(
    ({ ids, now }) => now.length > ids.size || [...ids].some(([old, id]) => old !== id),
  );
  for (const chunk of inChunks(changed)) {
    await renameCounted(trx, chunk);
    await renameInQuestions(trx, chunk);
  }
}

async function renameInQuestions(trx: Transaction<Tables>, cards: readonly RenamedOptions[]): Promise<void> {
  const renamed = new Map(cards.map(({ card, ids }) => [card, ids]));
  const asks = await trx
    .selectFrom('asks')
    .select(['id', 'user_id', 'card', 'question'])
    .where('card', 'in', [...renamed.keys()])
    .execute();
  for (const { id, user_id, card, question } of asks) {
    const before = JSON.parse(question) as Question;
    const after = withNames(before, renamed.get(card) ?? new Map());
    await trx
      .updateTable('asks')
      .set({ question: JSON.stringify(after) })
      .where('user_id', '=', user_id)
      .where('id', '=', id)
      .execute();
  }
}

function withNames(question: Question, ids: ReadonlyMap<string, string>): Question {
  if (question.options === undefined) return question;
  const named = (option: QuestionOption): QuestionOption => {
    const id = ids.get(itemOf(question.kind, option)) ?? option.id;
    return id === undefined ? option : { ...option, id };
  };
  return { ...question, options: question.options.map(named) };
}
