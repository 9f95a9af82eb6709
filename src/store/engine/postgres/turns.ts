import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { Work } from '../doors.ts';
import { LOCKS } from './locks.ts';

/**
 * Waits until it is the turn of this transaction for each of these people, and keeps it until its end. Turns are taken in
 * one order, so that no two who want several wait for each other. The lock is a hash of the id: two people may share one,
 * and then take turns with each other, too.
 */
export async function takeTurn(trx: Kysely<Tables>, userIds: readonly string[]): Promise<void> {
  for (const userId of [...new Set(userIds)].sort())
    await sql`select pg_advisory_xact_lock(hashtextextended(${userId}, 0))`.execute(trx);
}

/** The work of whoever comes first; what comes while that is at it does nothing and gives 0. */
export function whoIsFirst(work: Work<number>): Work<number> {
  return async (trx: Transaction<Tables>) => {
    const { rows } = await sql<{
      first: boolean;
    }>`select pg_try_advisory_xact_lock(${LOCKS.sweep}) as first`.execute(trx);
    return rows[0]?.first === true ? work(trx) : 0;
  };
}
