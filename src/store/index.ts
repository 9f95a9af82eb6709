import { Kysely } from 'kysely';
import { recordAnswer } from './answers.ts';
import { ask, findAsk, sweep } from './asks.ts';
import { leaderboard } from './leaderboard.ts';
import { MIGRATIONS_DIR, readMigrations } from './migrations.ts';
import { deleteGuild, deleteUser, exportUser } from './people.ts';
import { reportMistake } from './reports.ts';
import type { Tables } from './schema.ts';
import { openSqlite } from './sqlite.ts';
import { stats } from './stats.ts';
import type { Store } from './store.ts';
import { StoreError } from './store-error.ts';
import { groupCommit } from './write.ts';

export type * from './store.ts';
export { StoreError, type StoreErrorCode } from './store-error.ts';

export interface StoreOptions {
  /** The SQLite file; its folder is created. */
  readonly path: string;
  /** Default: the `migrations/` of this package. */
  readonly migrationsDir?: string;
  /** When it is opened, for the record; default: the machine's clock. */
  readonly now?: number;
}

/**
 * Opens the store for this process alone and brings its schema up to date.
 * Throws StoreError with a sentence for whoever runs the bot: in use by another process, not a database, written
 * by a newer Podium, a migration that was edited or failed.
 */
export async function openStore({ path, migrationsDir, now = Date.now() }: StoreOptions): Promise<Store> {
  const migrations = readMigrations(migrationsDir ?? MIGRATIONS_DIR);
  const engine = openSqlite(path, now);
  try {
    engine.migrate(migrations, now);
  } catch (error) {
    engine.release();
    throw error;
  }
  const db = new Kysely<Tables>({ dialect: engine.dialect });
  const { write, idle } = groupCommit(db);
  let closed = false;

  /** A store that was closed says so, instead of failing inside the driver. */
  function open(): Kysely<Tables> {
    if (closed)
      throw new StoreError('closed', `The database ${engine.location} is closed: the bot is stopping.`);
    return db;
  }
  const commit: typeof write = async (work) => {
    open();
    return write(work);
  };

  return {
    ask: (input) => commit((trx) => ask(trx, input)),
    findAsk: async (id) => findAsk(open(), id),
    recordAnswer: (input) => commit((trx) => recordAnswer(trx, input)),
    leaderboard: async (input) => leaderboard(open(), input),
    stats: async (userId, at) => stats(open(), userId, at),
    reportMistake: (input) => commit((trx) => reportMistake(trx, input)),
    exportUser: async (userId) =>
      open()
        .transaction()
        .execute((trx) => exportUser(trx, userId)),
    deleteUser: (userId) => commit((trx) => deleteUser(trx, userId)),
    deleteGuild: (guildId) => commit((trx) => deleteGuild(trx, guildId)),
    sweep: (at) => commit((trx) => sweep(trx, at)),
    async close() {
      if (closed) return;
      closed = true;
      await idle();
      await db.destroy();
      engine.release();
    },
  };
}
