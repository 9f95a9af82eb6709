import { Kysely } from 'kysely';
import type { Tables } from '../../tables.ts';
import { type Doors, NOBODY_WAITS } from '../doors.ts';
import type { Engine, EngineOptions } from '../engine.ts';
import { migrationsOf, readMigrations } from '../migrations.ts';
import { PATIENCE_MS, whileBusy } from '../patience.ts';
import { StoreError } from '../store-error.ts';
import { withoutPassword } from './address.ts';
import { commitOnce } from './commit.ts';
import { lookAtLife } from './life.ts';
import { migratePostgres } from './migrate.ts';
import { MOST_CONNECTIONS, openPool, preparedDialect } from './pool.ts';
import { isConflict, isLost, refusal, troubleOf } from './trouble.ts';
import { whoIsFirst } from './turns.ts';

export interface PostgresOptions extends EngineOptions {
  readonly connections?: number | undefined;
}

/** What nobody waits for is given up after this, to come again with the next round of its job, in ms. */
const LONGEST_MS = 60_000;

/**
 * Opens a PostgreSQL database, which other processes may have open, too. What is removed stays in dead rows until
 * (auto)vacuum, and in the server's log: that is for whoever runs it. Throws StoreError `cannot-open`, and as the
 * migrations do.
 */
export async function postgresEngine(url: string, options: PostgresOptions): Promise<Engine> {
  const { migrationsDir = migrationsOf('postgres'), clock, connections = MOST_CONNECTIONS } = options;
  const location = withoutPassword(url);
  const migrations = readMigrations(migrationsDir);
  const pool = openPool(url, connections);
  const db = new Kysely<Tables>({ dialect: preparedDialect(pool) });
  try {
    await migratePostgres(location, pool, migrations, clock());
    // The pool keeps this one: whoever wants to move the database sees by it that a bot has it.
    (await pool.connect()).release();
    await lookAtLife(db);
  } catch (error) {
    await pool.end();
    throw refusal(location, error);
  }
  const inFlight = new Set<Promise<unknown>>();
  let closed = false;

  /** What is in flight when the store is closed is waited for; what comes later is refused. */
  function flight<T>(work: () => Promise<T>): Promise<T> {
    if (closed) {
      const said = `The database ${location} is closed: the bot is stopping.`;
      return Promise.reject(new StoreError('closed', said));
    }
    const running = work();
    inFlight.add(running);
    const done = (): unknown => inFlight.delete(running);
    running.then(done, done);
    return running;
  }
  const again = (error: unknown): boolean => isConflict(error) || isLost(error);
  const reading = <T>(work: () => Promise<T>): Promise<T> =>
    flight(() =>
      whileBusy(work, again, PATIENCE_MS).catch((error: unknown) => {
        throw troubleOf(error, 'read');
      }),
    );
  const doors: Doors = {
    read: (work) => reading(() => work(db)),
    snapshot: (work) =>
      reading(() =>
        db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
      ),
    commit: (work, patienceMs = PATIENCE_MS) => flight(() => commitOnce(db, work, longest(patienceMs))),
    own: (userId, work, patienceMs = PATIENCE_MS) =>
      flight(() => commitOnce(db, work, patienceMs, { userId })),
    rows: (work, patienceMs = PATIENCE_MS) => flight(() => commitOnce(db, work, longest(patienceMs), 'rows')),
    sweeping: (work) => flight(() => commitOnce(db, whoIsFirst(work), LONGEST_MS, 'rows')),
    removed: async () => undefined,
    removing: (work, _isRemoval, patienceMs) => doors.commit(work, patienceMs),
    dropOldCopies: () => undefined,
  };
  return {
    doors,
    rewrite: async () => 'not-owed',
    async close() {
      if (closed) return;
      closed = true;
      await Promise.allSettled(inFlight);
      await db.destroy();
      // Kysely leaves a pool alone that it was never asked for a connection of.
      if (!pool.ending) await pool.end();
    },
  };
}

function longest(patienceMs: number): number {
  return patienceMs === NOBODY_WAITS ? LONGEST_MS : patienceMs;
}
