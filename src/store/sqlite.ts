import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Dialect, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import { type Connection, sqliteDriver } from './driver.ts';
import { type Lock, takeLock } from './lock.ts';
import { type AppliedMigration, type Migration, pendingMigrations } from './migrations.ts';
import { readDialect } from './sqlite-reader.ts';
import { StoreError } from './store-error.ts';

/** How long a statement waits for another process that has the file, in ms. */
const BUSY_MS = 5_000;

/** What the store needs of a database server; another one than SQLite comes in here. */
export interface Engine {
  /** How Kysely talks to it. Destroying the Kysely instance closes the database. */
  readonly dialect: Dialect;
  /** For single reads of what is committed: they wait for no transaction. Destroyed before the other. */
  readonly readDialect: Dialect;
  /** Where the data is, for messages. */
  readonly location: string;
  /** Brings the schema up to date, each migration in a transaction of its own. Throws StoreError. */
  migrate(migrations: readonly Migration[], now: number): void;
  /**
   * Empties the log of changes, in which what was removed from the data still stands. False when it cannot be done
   * now, because a transaction is open or another process is reading.
   */
  readonly purgeLog: () => boolean;
  /** Gives the database up to the next process; called after Kysely was destroyed. */
  release(): void;
}

/**
 * None of these touches what survives a crash. Statements that change several rows keep a journal of their own, by
 * default in a temporary file each, which cost as much as all the rest of an answer; 16 MB of pages hold the indexes
 * of a busy evening; and the WAL is written back every 16 MB instead of every 4.
 */
const SPEED = ['temp_store = MEMORY', 'cache_size = -16000', 'wal_autocheckpoint = 4000'] as const;

/**
 * Opens (or creates) the SQLite file for this process alone: WAL, foreign keys, `synchronous=FULL` so that a commit
 * survives a power cut, `secure_delete` so that what is removed is overwritten. Throws StoreError: `locked`, `cannot-open`, `not-a-database`.
 */
export function openSqlite(path: string, now: number): Engine {
  const location = resolve(path);
  let lock: Lock | undefined;
  let db: Connection | undefined;
  let reader: Connection | undefined;
  try {
    lock = takeLock(location, now);
    db = new (sqliteDriver())(location, { timeout: BUSY_MS });
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('secure_delete = ON');
    for (const setting of SPEED) db.pragma(setting);
    reader = new (sqliteDriver())(location, { timeout: BUSY_MS, readonly: true });
  } catch (error) {
    reader?.close();
    db?.close();
    lock?.release();
    throw refusal(location, error);
  }
  return engine(location, db, reader, lock);
}

function engine(location: string, db: Connection, reader: Connection, lock: Lock): Engine {
  return {
    location,
    dialect: new SqliteDialect({ database: prepared(db) }),
    readDialect: readDialect(prepared(reader)),
    migrate: (migrations, now) => migrate(location, db, migrations, now),
    purgeLog() {
      if (db.inTransaction) return false;
      // Nobody waits for a backup that is reading: it is tried again later.
      db.pragma('busy_timeout = 0');
      try {
        const [done] = db.pragma('wal_checkpoint(TRUNCATE)') as { readonly busy: number }[];
        return done?.busy === 0;
      } catch {
        return false;
      } finally {
        db.pragma(`busy_timeout = ${BUSY_MS}`);
      }
    },
    release() {
      if (reader.open) reader.close();
      if (db.open) db.close();
      lock.release();
    },
  };
}

/** The database with each of its statements prepared once. */
function prepared(db: Connection): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    prepare(sql) {
      const known = statements.get(sql);
      if (known !== undefined) return known;
      const statement = db.prepare(sql) as unknown as SqliteStatement;
      // The use-cases have a fixed set of statements; a list of unusual length must not grow it without end.
      if (statements.size < 500) statements.set(sql, statement);
      return statement;
    },
    close: () => db.close(),
  };
}

function migrate(location: string, db: Connection, known: readonly Migration[], now: number): void {
  db.exec(
    'CREATE TABLE IF NOT EXISTS schema_migrations ' +
      '(version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL)',
  );
  const select = db.prepare('SELECT version, name, checksum FROM schema_migrations');
  const pending = pendingMigrations(location, known, select.all() as AppliedMigration[]);
  const remember = db.prepare('INSERT INTO schema_migrations VALUES (?, ?, ?, ?)');
  for (const { version, name, checksum, sql } of pending) {
    try {
      db.transaction(() => {
        db.exec(sql);
        remember.run(version, name, checksum, now);
      }).immediate();
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      throw new StoreError(
        'migration-failed',
        `Migration ${name} failed on ${location} and was undone: ${said}. The data is as it was before.`,
        { cause: error },
      );
    }
  }
}

/** The file's one true name, so that a link to it is held by the same lock. Creates the folder. */
function resolve(path: string): string {
  try {
    makeFolder(dirname(path));
    const folder = realpathSync(dirname(path));
    try {
      return realpathSync(join(folder, basename(path)));
    } catch {
      return join(folder, basename(path));
    }
  } catch (error) {
    throw refusal(path, error);
  }
}

/** One level at a time: where a parent cannot be made (under /proc), Node's own `recursive` tries for ever. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  mkdirSync(folder);
}

function refusal(location: string, error: unknown): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error;
  if ('code' in error && error.code === 'SQLITE_NOTADB') {
    return new StoreError(
      'not-a-database',
      `${location} is not an SQLite database. Point DATABASE_PATH at another file, or restore a backup.`,
      { cause: error },
    );
  }
  return new StoreError(
    'cannot-open',
    `The database ${location} cannot be opened: ${error.message}. ` +
      'Check that DATABASE_PATH names a file in a folder this process may write to.',
    { cause: error },
  );
}
