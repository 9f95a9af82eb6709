import type { Kysely, Transaction } from 'kysely';
import { statement } from '../engine/statement.ts';
import type { BeliefShown } from '../store.ts';
import type { Tables } from '../tables.ts';

/** Beliefs that are told of a person at most. */
const MOST = 20;

interface Row {
  readonly user_id: string;
  readonly belief: string;
  readonly ask_id: number;
  readonly answered_at: number;
}

const insertBelief = statement((db, { user_id, belief, ask_id, answered_at }: Row) =>
  db
    .insertInto('beliefs')
    .values({ user_id, belief, ask_id, answered_at })

    // Its key begins with the person on PostgreSQL (migrations/), so it is not named here: there is no other.
    .onConflict((on) => on.doNothing()),
);

/** Remembers what an answer shows, in its transaction. */
export async function rememberBeliefs(
  trx: Transaction<Tables>,
  { askId, userId, now }: { readonly askId: number; readonly userId: string; readonly now: number },
  beliefs: readonly string[],
): Promise<void> {
  for (const belief of beliefs)
    await insertBelief(trx, { user_id: userId, belief, ask_id: askId, answered_at: now });
}

/** Takes back what an answer showed. */
export async function forgetBeliefs(trx: Transaction<Tables>, askId: number, userId: string): Promise<void> {
  await trx.deleteFrom('beliefs').where('user_id', '=', userId).where('ask_id', '=', askId).execute();
}

/** What an answer shows; each belief counted up to that answer, so that a later look tells the same. */
export async function beliefsShown(
  db: Kysely<Tables>,
  askId: number,
  userId: string,
): Promise<readonly BeliefShown[]> {
  const rows = await db
    .selectFrom('beliefs as shown')
    .innerJoin('beliefs as each', (on) =>
      on
        .onRef('each.user_id', '=', 'shown.user_id')
        .onRef('each.belief', '=', 'shown.belief')
        .onRef('each.id', '<=', 'shown.id'),
    )
    .select(({ fn }) => ['shown.belief', fn.countAll<number>().as('times')])
    .where('shown.user_id', '=', userId)
    .where('shown.ask_id', '=', askId)
    .groupBy(['shown.id', 'shown.belief'])
    .orderBy('shown.id')
    .execute();
  return rows.map(({ belief, times }) => ({ id: belief, times: Number(times) }));
}

/** The beliefs of a person, the latest first. */
export async function beliefsOf(db: Kysely<Tables>, userId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('beliefs')
    .select('belief')
    .where('user_id', '=', userId)
    .groupBy('belief')
    .orderBy(({ fn }) => fn.max('id'), 'desc')
    .limit(MOST)
    .execute();
  return rows.map(({ belief }) => belief);
}
