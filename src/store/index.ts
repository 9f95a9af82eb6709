import { Kysely } from 'kysely';
import { deckStore } from './decks/index.ts';
import type { Doors } from './engine/doors.ts';
import { MIGRATIONS_DIR, readMigrations } from './engine/migrations.ts';
import { PATIENCE_MS, whileBusy } from './engine/patience.ts';
import { oweRewrite, rewriter } from './engine/rewrites.ts';
import { openSqlite } from './engine/sqlite/open.ts';
import { StoreError } from './engine/store-error.ts';
import { groupCommit } from './engine/write.ts';
import { groupStore } from './groups/index.ts';
import { labStore } from './labs/index.ts';
import { lessonStore } from './lessons/index.ts';
import { matchStore } from './matches/index.ts';
import { memoryStore } from './memory/index.ts';
import { peopleStore } from './people/index.ts';
import { questionStore } from './questions/index.ts';
import { reportStore } from './reports/index.ts';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';

export { MOST_SERVER_DECKS } from './decks/interface.ts';
export { backup } from './engine/sqlite/backup.ts';
/** @public The command line loads the store as a whole. */
export { labMissesIn } from './engine/sqlite/lab-misses.ts';
export { openReportsIn, settleReportIn } from './engine/sqlite/reports.ts';
export { restore } from './engine/sqlite/restore.ts';
export { StoreError } from './engine/store-error.ts';
export type * from './store.ts';

export interface StoreOptions {
  /** The SQLite file; its folder is created. */
  readonly path: string;
  /** Default: the `migrations/` of this package. */
  readonly migrationsDir?: string;
  /** For the record, and for what is done later; ms since the epoch. Default: the machine's clock. */
  readonly clock?: () => number;
  /** Told that the schema is up to date now, and where a copy of the database as it was before is kept. */
  readonly onMigrated?: (copy: string) => void;
}

/**
 * Opens the store for this process alone and brings its schema up to date.
 * Throws StoreError with a sentence for whoever runs the bot: in use by another process, not a database, written
 * by a newer Podium, a migration that was edited or failed.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { path, migrationsDir = MIGRATIONS_DIR, clock = Date.now, onMigrated } = options;
  const migrations = readMigrations(migrationsDir);
  const engine = await openSqlite(path, clock());
  try {
    const copy = await engine.migrate(migrations, clock());
    if (copy !== undefined) onMigrated?.(copy);
  } catch (error) {
    engine.release();
    throw error;
  }
  const db = new Kysely<Tables>({ dialect: engine.dialect });
  const reader = new Kysely<Tables>({ dialect: engine.readDialect });
  const { isBusy, troubleOf, rewrite, space } = engine;
  const writer = groupCommit(db, { isBusy, troubleOf, onWaiting: (ms) => rewrites.waited(ms) });
  const { write, quietFor, giveWay } = writer;
  const rewrites = rewriter({ reader, write, quietFor, giveWay, clock, rewrite, space });
  let closed = false;

  /** A store that was closed says so, instead of failing inside the driver. */
  function open<T>(part: T): T {
    if (closed)
      throw new StoreError('closed', `The database ${engine.location} is closed: the bot is stopping.`);
    return part;
  }
  const commit: Doors['commit'] = async (work, patienceMs) => open(write)(work, patienceMs);
  const read: Doors['read'] = (work) =>
    whileBusy(() => work(open(reader)), isBusy, PATIENCE_MS).catch((error: unknown) => {
      throw troubleOf(error);
    });
  const doors: Doors = {
    read,
    commit,
    snapshot: (work) => read(() => open(db).transaction().setAccessMode('read only').execute(work)),
    async removed(trx) {
      writer.afterwards(engine.purgeLog);
      await oweRewrite(trx, clock());
    },
    removing: (work, isRemoval, patienceMs) =>
      commit(async (trx) => {
        const value = await work(trx);
        if (isRemoval(value)) await doors.removed(trx);
        return value;
      }, patienceMs),
    dropOldCopies: (now) => open(engine).dropOldCopies(now),
  };

  return {
    ...questionStore(doors),
    ...memoryStore(doors),
    ...deckStore(doors),
    ...peopleStore(doors),
    ...groupStore(doors),
    ...labStore(doors),
    ...lessonStore(doors),
    ...matchStore(doors),
    ...reportStore(doors),
    rewrite: async () => open(rewrites).check(),
    async close() {
      if (closed) return;
      closed = true;
      await rewrites.close();
      await writer.end();
      await reader.destroy();
      await db.destroy();
      engine.release();
    },
  };
}
