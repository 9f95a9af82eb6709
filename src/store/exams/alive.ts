import type { Transaction } from 'kysely';
import type { Tables } from '../tables.ts';

/**
 * From so long a silence on nobody was up: three times as long as a process that serves exams waits between two signs,
 * in ms.
 */
export const AWAY_MS = 15_000;

/** A sign so short a time after the last one is not noted, in ms: people who click at once would wait for each other. */
const NOTED_AGAIN_MS = 1_000;

/**
 * A sign that a process is up. Where the last one of any process is long ago, nobody was: exams that were running then
 * get all of that time back. One row says when the last sign was, and it changes in the transaction that gives the time
 * back, so that it is given once however many processes come back. Called first by everything that happens in an exam,
 * so that no click is judged by a deadline that is still to be moved. Gives the time that was given back, in ms.
 */
export async function beat(trx: Transaction<Tables>, now: number): Promise<number> {
  const last = await trx.selectFrom('heartbeat').select('seen_at').where('one', '=', 1).executeTakeFirst();
  if (last === undefined) {
    await trx
      .insertInto('heartbeat')
      .values({ one: 1, seen_at: now })
      .onConflict((on) => on.column('one').doNothing())
      .execute();
    return 0;
  }
  if (now < last.seen_at + NOTED_AGAIN_MS) return 0;
  const { numUpdatedRows } = await trx
    .updateTable('heartbeat')
    .set({ seen_at: now })
    .where('one', '=', 1)
    .where('seen_at', '=', last.seen_at)
    .executeTakeFirstOrThrow();
  const away = now - last.seen_at;
  if (numUpdatedRows === 0n || away <= AWAY_MS) return 0;
  await trx
    .updateTable('exams')
    .set((eb) => ({
      deadline_at: eb('deadline_at', '+', away),
      away_ms: eb('away_ms', '+', away),
    }))
    .where('state', '=', 'running')
    // Whose time was over before has lost nothing.
    .where('deadline_at', '>', last.seen_at)
    .execute();
  return away;
}
