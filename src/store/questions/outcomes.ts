import type { Kysely, Selectable } from 'kysely';
import type { Answer } from '../../study/question.ts';
import { becomesLeech, type Memory } from '../../study/schedule/memory.ts';
import { gradeName, MEMORY_COLUMNS, toMemory, unfold } from '../memory/memories.ts';
import type { ReviewsTable } from '../memory/tables.ts';
import type { BeliefShown, Outcome } from '../store.ts';
import type { Tables } from '../tables.ts';
import { beliefsShown } from './beliefs.ts';

/** What came of an ask, as a later call sees it; undefined while it is open. */
export async function findOutcome(
  db: Kysely<Tables>,
  askId: number,
  userId: string,
): Promise<Outcome | undefined> {
  const row = await db
    .selectFrom('reviews')
    .selectAll()
    .where('user_id', '=', userId)
    .where('ask_id', '=', askId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const card = await db
    .selectFrom('cards')
    .select(MEMORY_COLUMNS)
    .where('user_id', '=', userId)
    .where('id', '=', row.card_id)
    .executeTakeFirst();
  const beliefs = row.correct === 1 ? [] : await beliefsShown(db, askId, userId);
  return toOutcome(row, card === undefined ? null : toMemory(card), false, beliefs);
}

/** A row of `reviews` as the outcome it stands for; `memory` is the card's as it is now. */
export function toOutcome(
  row: Omit<Selectable<ReviewsTable>, 'id'>,
  memory: Memory | null,
  first: boolean,
  beliefs: readonly BeliefShown[],
): Outcome {
  return {
    answer: JSON.parse(row.answer) as Answer,
    correct: row.correct === 1,
    points: row.points,
    repeated: row.scored === 0,
    answeredAt: row.answered_at,
    day: row.day,
    first,
    undone: row.undone === 1,
    review: toReview(row, memory),
    beliefs,
  };
}

function toReview(row: Omit<Selectable<ReviewsTable>, 'id'>, memory: Memory | null): Outcome['review'] {
  if (row.before === null || row.grade === null) return null;
  const before = unfold(row.before);
  const after = memory !== null && row.undone === 0 && memory.reps === row.rep ? memory : null;
  return {
    grade: gradeName(row.grade),
    before,
    after,
    leech: after !== null && becomesLeech(before, after),
  };
}
