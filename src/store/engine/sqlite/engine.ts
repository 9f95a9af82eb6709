import { Kysely } from 'kysely';
import type { Tables } from '../../tables.ts';
import { type Doors, NOBODY_WAITS } from '../doors.ts';
import type { Engine, EngineOptions } from '../engine.ts';
import { migrationsOf, readMigrations } from '../migrations.ts';
import { PATIENCE_MS, whileBusy } from '../patience.ts';
import { StoreError } from '../store-error.ts';
import { openSqlite } from './open.ts';
import { oweRewrite, rewriter } from './rewrites.ts';
import { groupCommit } from './write.ts';

/** Opens the SQLite file at `path` for this process alone. Throws StoreError as {@link openSqlite} and the migrations do. */
export async function sqliteEngine(path: string, options: EngineOptions): Promise<Engine> {
  const { migrationsDir = migrationsOf('sqlite'), clock, onMigrated } = options;
  const migrations = readMigrations(migrationsDir);
  const file = await openSqlite(path, clock());
  try {
    const copy = await file.migrate(migrations, clock());
    if (copy !== undefined) onMigrated?.(copy);
  } catch (error) {
    file.release();
    throw error;
  }
  const db = new Kysely<Tables>({ dialect: file.dialect });
  const reader = new Kysely<Tables>({ dialect: file.readDialect });
  const { isBusy, troubleOf, rewrite, space } = file;
  const writer = groupCommit(db, { isBusy, troubleOf, onWaiting: (ms) => rewrites.waited(ms) });
  const { write, quietFor, giveWay } = writer;
  const rewrites = rewriter({ reader, write, quietFor, giveWay, clock, rewrite, space });
  let closed = false;

  /** A store that was closed says so, instead of failing inside the driver. */
  function open<T>(part: T): T {
    if (closed)
      throw new StoreError('closed', `The database ${file.location} is closed: the bot is stopping.`);
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
    own: (_userId, work, patienceMs) => commit(work, patienceMs),
    rows: commit,
    sweeping: (work, tells) =>
      tells === 'tells' ? commit(work, NOBODY_WAITS) : doors.removing(work, (rows) => rows > 0, NOBODY_WAITS),
    snapshot: (work) => read(() => open(db).transaction().setAccessMode('read only').execute(work)),
    async removed(trx) {
      writer.afterwards(file.purgeLog);
      await oweRewrite(trx, clock());
    },
    removing: (work, isRemoval, patienceMs) =>
      commit(async (trx) => {
        const value = await work(trx);
        if (isRemoval(value)) await doors.removed(trx);
        return value;
      }, patienceMs),
    dropOldCopies: (now) => open(file).dropOldCopies(now),
  };
  return {
    doors,
    rewrite: async () => open(rewrites).check(),
    async close() {
      if (closed) return;
      closed = true;
      await rewrites.close();
      await writer.end();
      await reader.destroy();
      await db.destroy();
      file.release();
    },
  };
}
