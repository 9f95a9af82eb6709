import type { Kysely, Transaction } from 'kysely';
import { learnerDay } from '../../study/schedule/day.ts';
import { retrievability } from '../../study/schedule/scheduler.ts';
import type { Tables } from '../tables.ts';
import type { CardInfo } from './interface.ts';
import { gradeName, MEMORY_COLUMNS, toMemory } from './memories.ts';
import { settingsOf } from './settings.ts';

/** Takes a card out of the queue, or in again; one that was never met may be suspended too. */
export async function suspend(
  trx: Transaction<Tables>,
  userId: string,
  card: string,
  suspended: boolean,
): Promise<void> {
  const set = { suspended: suspended ? 1 : 0 };
  await trx
    .insertInto('cards')
    .values({ user_id: userId, card, ...set })
    .onConflict((on) => on.columns(['user_id', 'card']).doUpdateSet(set))
    .execute();
}

/** Takes these out of the suspended cards, in one statement. */
export async function takeIn(
  trx: Transaction<Tables>,
  userId: string,
  cards: readonly string[],
): Promise<void> {
  if (cards.length === 0) return;
  const theirs = trx.updateTable('cards').where('user_id', '=', userId);
  await theirs.set({ suspended: 0 }).where('card', 'in', cards).execute();
}

/** The cards this person has suspended, or that were as leeches, by key. */
export async function suspendedCards(db: Kysely<Tables>, userId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('cards')
    .select('card')
    .where('user_id', '=', userId)
    .where('suspended', '=', 1)
    .orderBy('card')
    .execute();
  return rows.map(({ card }) => card);
}

/** Takes a card out of the queue until the learner's tomorrow. */
export async function bury(
  trx: Transaction<Tables>,
  userId: string,
  card: string,
  now: number,
): Promise<void> {
  const set = { buried_day: learnerDay(now, await settingsOf(trx, userId)) };
  await trx
    .insertInto('cards')
    .values({ user_id: userId, card, ...set })
    .onConflict((on) => on.columns(['user_id', 'card']).doUpdateSet(set))
    .execute();
}

/** What is known of a card; undefined when this person never met it. */
export async function cardInfo(
  db: Kysely<Tables>,
  userId: string,
  card: string,
  now: number,
): Promise<CardInfo | undefined> {
  const row = await db
    .selectFrom('cards')
    .select(['id', 'suspended', 'buried_day', ...MEMORY_COLUMNS])
    .where('user_id', '=', userId)
    .where('card', '=', card)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const today = learnerDay(now, await settingsOf(db, userId));
  const memory = toMemory(row);
  const history = await db
    .selectFrom('reviews')
    .select(['answered_at', 'correct', 'grade'])
    .where('user_id', '=', userId)
    .where('card_id', '=', row.id)
    .where('undone', '=', 0)
    .orderBy('id')
    .execute();
  return {
    memory,
    retrievability: retrievability(memory, today),
    suspended: row.suspended === 1,
    buried: row.buried_day !== null && row.buried_day >= today,
    history: history.map((one) => ({
      answeredAt: one.answered_at,
      correct: one.correct === 1,
      grade: one.grade === null ? null : gradeName(one.grade),
    })),
  };
}
