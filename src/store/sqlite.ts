import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { type Dialect, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import { type Lock, takeLock } from './lock.ts';
import { type AppliedMigration, type Migration, pendingMigrations } from './migrations.ts';
import { readDialect } from './sqlite-reader.ts';
import { StoreError } from './store-error.ts';

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
 * survives a power cut. Throws StoreError: `locked`, `cannot-open`, `not-a-database`.
 */
export function openSqlite(path: string, now: number): Engine {
  const location = resolve(path);
  let lock: Lock | undefined;
  let db: Database.Database | undefined;
  let reader: Database.Database | undefined;
  try {
    lock = takeLock(location, now);
    db = new Database(location, { timeout: 5_000 });
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    for (const setting of SPEED) db.pragma(setting);
    reader = new Database(location, { timeout: 5_000, readonly: true });
  } catch (error) {
    reader?.close();
    db?.close();
    lock?.release();
    throw refusal(location, error);
  }
  return engine(location, db, reader, lock);
}

function engine(location: string, db: Database.Database, reader: Database.Database, lock: Lock): Engine {
  return {
    location,
    dialect: new SqliteDialect({ database: prepared(db) }),
    readDialect: readDialect(prepared(reader)),
    migrate: (migrations, now) => migrate(location, db, migrations, now),
    release() {
      if (reader.open) reader.close();
      if (db.open) db.close();
      lock.release();
    },
  };
}

/** The database with each of its statements prepared once. */
function prepared(db: Database.Database): SqliteDatabase {
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

function migrate(location: string, db: Database.Database, known: readonly Migration[], now: number): void {
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
