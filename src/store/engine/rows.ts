import { type Kysely, PostgresAdapter, type SelectQueryBuilder, type Transaction } from 'kysely';
import type { Tables } from '../tables.ts';
import { takeTurn } from './postgres/turns.ts';

// How a transaction takes rows before it decides by them. SQLite has one writer at a time: there all rows are its own.
// FOR NO KEY UPDATE is the FOR UPDATE of those who change no key: it is not in the way of a new row that refers to this one
// (https://www.postgresql.org/docs/current/explicit-locking.html), whose writer may want this one, too.

/** Whether other processes may have the database open: PostgreSQL; an SQLite file is one process's alone. */
export function isShared(db: Kysely<Tables>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** These rows, once whoever changes them has done so, and as they are then; nobody else changes them before the commit. */
export function mine<DB, TB extends keyof DB, O>(
  db: Kysely<Tables>,
  query: SelectQueryBuilder<DB, TB, O>,
): SelectQueryBuilder<DB, TB, O> {
  return isShared(db) ? query.forNoKeyUpdate() : query;
}

/** Those of these rows that nobody else has in hand right now: what is due goes to whoever comes first. */
export function due<DB, TB extends keyof DB, O>(
  db: Kysely<Tables>,
  query: SelectQueryBuilder<DB, TB, O>,
): SelectQueryBuilder<DB, TB, O> {
  return isShared(db) ? query.forNoKeyUpdate().skipLocked() : query;
}

/** These rows as they are, and as they stay until the commit; others may hold them so at the same time. */
export function steady<DB, TB extends keyof DB, O>(
  db: Kysely<Tables>,
  query: SelectQueryBuilder<DB, TB, O>,
): SelectQueryBuilder<DB, TB, O> {
  return isShared(db) ? query.forShare() : query;
}

/**
 * For what writes rows of several people, or of one whom it finds out on the way: from here on it has its turn for each of
 * them, as {@link Doors.own} has. What it knows of them it reads after that.
 */
export async function turnOf(trx: Transaction<Tables>, userIds: readonly string[]): Promise<void> {
  if (isShared(trx)) await takeTurn(trx, userIds);
}
