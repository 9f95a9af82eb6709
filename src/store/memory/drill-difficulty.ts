import type { Kysely } from 'kysely';
import { type DrillAnswer, ownDifficulty } from '../../study/schedule/own-difficulty.ts';
import { statement } from '../engine/statement.ts';
import type { Tables } from '../tables.ts';
import { gradeName } from './memories.ts';

const answersTo = statement((db, { userId, card }: { readonly userId: string; readonly card: string }) =>
  db
    .selectFrom('reviews')
    .innerJoin('cards', (join) =>
      join.onRef('cards.user_id', '=', 'reviews.user_id').onRef('cards.id', '=', 'reviews.card_id'),
    )
    .select(['reviews.correct', 'reviews.grade', 'reviews.asked_difficulty', 'reviews.undone'])
    .where('cards.user_id', '=', userId)
    .where('cards.card', '=', card)
    .orderBy('reviews.id'),
);

/** At which difficulty (1 to 5) this person is asked a drill next, by their own answers to it. */
export async function drillDifficulty(db: Kysely<Tables>, userId: string, card: string) {
  const rows = await answersTo(db, { userId, card });
  return ownDifficulty(rows.filter(({ undone }) => undone === 0).map(toDrillAnswer));
}

function toDrillAnswer(row: {
  readonly correct: number;
  readonly grade: number | null;
  readonly asked_difficulty: number | null;
}): DrillAnswer {
  return {
    correct: row.correct === 1,
    grade: row.grade === null ? null : gradeName(row.grade),
    difficulty: row.asked_difficulty,
  };
}
