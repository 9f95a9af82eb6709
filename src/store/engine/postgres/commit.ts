import { setTimeout as sleep } from 'node:timers/promises';
import { type ControlledTransaction, type Kysely, sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { Work } from '../doors.ts';
import { backOff, PATIENCE_MS } from '../patience.ts';
import { StoreError } from '../store-error.ts';
import { knownLife, LIFE, noteLife } from './life.ts';
import { isConflict, isLost, isUnheardOf, troubleOf } from './trouble.ts';
import { takeTurn } from './turns.ts';

/**
 * What keeps a transaction from those that run beside it.
 *
 * `serializable`: PostgreSQL's own judgement, right for anything. It judges by pages and by what was read, so that people
 * who have nothing to do with each other are sent back again and again when many come at once.
 *
 * A person's id: what is done for one person takes turns by an advisory lock, which is held until the commit. Each
 * statement sees what was committed before it (READ COMMITTED). That is enough for rows of that person, because whoever
 * writes them takes the same turn; for a counter that everybody shares, because it is added to in one statement; and for
 * rows of a server, because whoever decides by them takes them first (`mine`). Those who write rows of many people
 * without a turn (a deck that is learned anew, a server that goes) are met by a condition on the row itself.
 *
 * `rows`: it takes the rows it decides by (engine/rows.ts), and reads whatever hangs on them after that.
 */
export type Guard = 'serializable' | 'rows' | { readonly userId: string };

/** What came of a COMMIT that nobody answered. */
type Fate = 'committed' | 'undone' | 'unknown';

/**
 * Runs one use-case in a transaction; resolves once it is on disk. What keeps it right with many is its {@link Guard}. A
 * transaction that another was in the way of, or whose connection broke, left nothing behind and is run again, for
 * `patienceMs` at most. Where the connection breaks at COMMIT itself the server is asked what became of
 * the transaction, by its number: so it is done once, whatever the network does.
 * Throws what `work` throws, and StoreError `busy`, `unreachable` (nothing was recorded), `unknown` (nobody can say).
 */
export async function commitOnce<T>(
  db: Kysely<Tables>,
  work: Work<T>,
  patienceMs: number,
  guard: Guard = 'serializable',
): Promise<T> {
  const until = performance.now() + patienceMs;
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt(db, work, until, guard);
    } catch (error) {
      if (!(isConflict(error) || isLost(error))) throw troubleOf(error);
      // A row that is there already stays there; it is tried again only for the case that somebody was just inserting it.
      const given = isDuplicate(error) && tries >= TRIES_DUPLICATE;
      const wait = Math.random() * backOff(tries);
      if (given || performance.now() + wait >= until) throw isDuplicate(error) ? error : troubleOf(error);
      await sleep(wait);
    }
  }
}

const TRIES_DUPLICATE = 5;

function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505';
}

async function attempt<T>(db: Kysely<Tables>, work: Work<T>, until: number, guard: Guard): Promise<T> {
  const level = guard === 'serializable' ? guard : 'read committed';
  const trx = await db.startTransaction().setIsolationLevel(level).execute();
  const life = knownLife(db);
  let value: T;
  let number: string | null;
  try {
    if (typeof guard === 'object') await takeTurn(trx, [guard.userId]);
    value = await work(trx);
    number = await numberOf(trx);
  } catch (error) {
    await trx
      .rollback()
      .execute()
      .catch(() => undefined);
    throw error;
  }
  try {
    await trx.commit().execute();
    return value;
  } catch (error) {
    // This is what gives the connection back, or away where it broke.
    await trx
      .rollback()
      .execute()
      .catch(() => undefined);
    if (!isLost(error)) throw error;
    // One without a number wrote nothing.
    const fate =
      number === null
        ? 'undone'
        : await fateOf(db, { number, life }, Math.max(until, performance.now() + PATIENCE_MS));
    if (fate === 'committed') return value;
    if (fate === 'undone') throw error;
    throw new StoreError(
      'unknown',
      'The connection to my database broke at the very moment of recording this, so I cannot say whether it was. ' +
        'Wait a minute, then look (with /stats, for instance) before you try again.',
      { cause: error },
    );
  }
}

/** The transaction's number, null while it has written nothing. */
async function numberOf(trx: ControlledTransaction<Tables>): Promise<string | null> {
  const { rows } = await sql<{
    number: string | null;
  }>`select pg_current_xact_id_if_assigned()::text as number`.execute(trx);
  return rows[0]?.number ?? null;
}

/**
 * Asks, on other connections, what became of a transaction; one still in progress is being committed by a server that
 * does not know yet that nobody listens. A server that has crashed since may have given the number to another one: that one
 * is committed may then be said of either, and that it is not is true of both.
 * https://www.postgresql.org/docs/current/functions-info.html (pg_xact_status)
 */
async function fateOf(
  db: Kysely<Tables>,
  { number, life }: { readonly number: string; readonly life: string },
  until: number,
): Promise<Fate> {
  for (let tries = 0; performance.now() < until; tries += 1) {
    try {
      const query = sql<{
        status: string | null;
        life: string;
      }>`select pg_xact_status(${number}::xid8) as status, ${LIFE} as life`;
      const [row] = (await query.execute(db)).rows;
      const same = row?.life === life;
      if (row !== undefined) noteLife(db, row.life);
      if (row?.status === 'committed') return same ? 'committed' : 'unknown';
      if (row?.status === 'aborted' || (row?.status === 'in progress' && !same)) return 'undone';
      if (row?.status !== 'in progress') return 'unknown';
    } catch (error) {
      if (isUnheardOf(error)) return 'undone';
      if (!isLost(error)) throw error;
    }
    await sleep(backOff(tries));
  }
  return 'unknown';
}
