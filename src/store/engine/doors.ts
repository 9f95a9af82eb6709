import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../tables.ts';

/** What a use-case does in its transaction. It may be run again where the first run was undone: it changes nothing but the database. */
export type Work<T> = (trx: Transaction<Tables>) => Promise<T>;

/** What no person waits for waits itself for the database, until the store is closed. */
export const NOBODY_WAITS = Number.POSITIVE_INFINITY;

/** The ways into the database that a folder of use-cases is given. Each throws StoreError `closed` once it is closed. */
export interface Doors {
  /** For use-cases of one statement, or of several that need not see the same moment. */
  read<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** Several reads of one moment. */
  snapshot<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>;
  /** One transaction; resolves once it is on disk. `patienceMs`: how long a lock held elsewhere is waited for. */
  commit<T>(work: Work<T>, patienceMs?: number): Promise<T>;
  /**
   * The same for what writes rows of one person. What is done by this door for one person happens one after the other,
   * whichever process does it; people are not in each other's way. See engine/postgres/commit.ts for what that asks of it.
   */
  own<T>(userId: string, work: Work<T>, patienceMs?: number): Promise<T>;
  /**
   * The same for what takes its rows by {@link mine} or {@link due} before it decides by them: it then waits for whoever
   * has them, instead of being done again.
   */
  rows<T>(work: Work<T>, patienceMs?: number): Promise<T>;
  /**
   * What is swept by the hour, in whichever process comes first: nothing is done, and 0 given, while another one is at it.
   * Gives how many rows went. `work` that tells {@link removed} itself says so with `tells`.
   */
  sweeping(work: Work<number>, tells?: 'tells'): Promise<number>;
  /** The same for what removes something for good where `isRemoval` says so of its result. */
  removing<T>(work: Work<T>, isRemoval: (value: T) => boolean, patienceMs?: number): Promise<T>;
  /** With what was removed for good, in its transaction: the log is emptied, and the file is to be rewritten. */
  removed(trx: Transaction<Tables>): Promise<void>;
  /** Removes copies of the database from before a migration that are old by now. */
  dropOldCopies(now: number): void;
}
