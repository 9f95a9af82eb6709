import { statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Dialect, SqliteDatabase, SqliteStatement } from 'kysely';
import type { Migration } from '../migrations.ts';
import { whileBusy } from '../patience.ts';
import { StoreError } from '../store-error.ts';
import { type Connection, sqliteDriver } from './driver.ts';
import { keepPrivate, trueName } from './file.ts';
import { type Lock, takeLock } from './lock.ts';
import { dropOldCopies, migrateSqlite } from './migrate.ts';
import { readDialect } from './reader.ts';
import { type Rewriting, rewriteSqlite } from './rewrite.ts';
import { isBusy, troubleOf } from './trouble.ts';
import { writeDialect } from './writer.ts';

/** How long the start waits for another program that has the file to itself, in ms. */
const OPEN_PATIENCE_MS = 5_000;

/** An SQLite file that this process has to itself. */
export interface SqliteFile {
  /** How Kysely talks to it. Destroying the Kysely instance closes the database. */
  readonly dialect: Dialect;
  /** For single reads of what is committed: they wait for no transaction. Destroyed before the other. */
  readonly readDialect: Dialect;
  /** Where the data is, for messages. */
  readonly location: string;
  /**
   * Brings the schema up to date, each migration in a transaction of its own. Gives the copy that was kept of the
   * database as it was, where it had a schema before. Throws StoreError.
   */
  migrate(migrations: readonly Migration[], now: number): Promise<string | undefined>;
  /** True for the error of a statement that only has to be tried again: nothing here waits by itself. */
  readonly isBusy: (error: unknown) => boolean;
  /** Turns what was no fault of ours (a lock, a disk) into a StoreError that says so; gives any other as it is. */
  readonly troubleOf: (error: unknown) => unknown;
  /**
   * Empties the log of changes, in which what was removed from the data still stands. False when it cannot be done
   * now, because a transaction is open or another process is reading.
   */
  readonly purgeLog: () => boolean;
  /** Writes the whole file anew, without the copies that were left of what was removed. */
  readonly rewrite: (bytes: number) => Rewriting;
  /** Bytes that the database takes, and that are free on its disk. */
  readonly space: () => Promise<{ readonly bytes: number; readonly free: number }>;
  /** Removes the copies that were kept before migrations long ago; gives their names. */
  readonly dropOldCopies: (now: number) => readonly string[];
  /** Gives the database up to the next process; called after Kysely was destroyed. */
  release(): void;
}

/**
 * None of these touches what survives a crash. Statements that change several rows keep a journal of their own, by
 * default in a temporary file each, which cost as much as all the rest of an answer; 16 MB of pages hold the indexes
 * of a busy evening; and the WAL is written back every 16 MB instead of every 4.
 */
const SPEED = ['temp_store = MEMORY', 'cache_size = -16000', 'wal_autocheckpoint = 4000'] as const;
const NO_CHECKPOINT = 'wal_autocheckpoint = 0';

/** SQLite's own waiting would hold the event loop: what finds a lock fails at once, and is tried again with a timer. */
const NO_WAITING = { timeout: 0 } as const;

/**
 * Opens (or creates) the SQLite file for this process alone: WAL, foreign keys, `synchronous=FULL` so that a commit
 * survives a power cut, `secure_delete` so that what is removed is overwritten. Throws StoreError: `locked`, `cannot-open`, `not-a-database`.
 */
export async function openSqlite(path: string, now: number): Promise<SqliteFile> {
  let location = path;
  let lock: Lock | undefined;
  let db: Connection | undefined;
  let reader: Connection | undefined;
  try {
    location = trueName(path);
    lock = await takeLock(location, now);
    keepPrivate(location);
    const writer = new (sqliteDriver())(location, NO_WAITING);
    db = writer;
    await whileBusy(() => prepareToWrite(writer), isBusy, OPEN_PATIENCE_MS);
    reader = new (sqliteDriver())(location, { ...NO_WAITING, readonly: true });
    return engine(location, db, reader, lock);
  } catch (error) {
    reader?.close();
    db?.close();
    lock?.release();
    throw refusal(location, error);
  }
}

function prepareToWrite(db: Connection): void {
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('secure_delete = ON');
  for (const setting of SPEED) db.pragma(setting);
}

function engine(location: string, db: Connection, reader: Connection, lock: Lock): SqliteFile {
  let rewriting = false;
  return {
    location,
    dialect: writeDialect(db, prepared(db)),
    readDialect: readDialect(prepared(reader)),
    isBusy,
    troubleOf,
    async migrate(migrations, now) {
      try {
        return await migrateSqlite(location, db, migrations, now);
      } catch (error) {
        throw refusal(location, error);
      }
    },
    purgeLog() {
      if (db.inTransaction || rewriting) return false;
      try {
        const [done] = db.pragma('wal_checkpoint(TRUNCATE)') as { readonly busy: number }[];
        return done?.busy === 0;
      } catch {
        return false;
      }
    },
    rewrite(bytes) {
      // The whole file goes through the log, which this connection would write back on the event loop.
      rewriting = true;
      db.pragma(NO_CHECKPOINT);
      const { end, ...controls } = rewriteSqlite(location, bytes);
      const after = end.finally(() => {
        rewriting = false;
        if (db.open) for (const setting of SPEED) db.pragma(setting);
      });
      return { ...controls, end: after };
    },
    async space() {
      const { bavail, bsize } = await statfs(dirname(location));
      return { bytes: sizeOf(location) + sizeOf(`${location}-wal`), free: bavail * bsize };
    },
    dropOldCopies: (now) => dropOldCopies(location, now),
    release() {
      if (reader.open) reader.close();
      if (db.open) db.close();
      lock.release();
    },
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
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

/** A sentence for whoever starts Podium; `named` is where the path stands. */
export function refusal(location: string, error: unknown, named = 'DATABASE_PATH'): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error;
  const code = 'code' in error ? error.code : undefined;
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') {
    const what = code === 'SQLITE_NOTADB' ? 'is not an SQLite database' : 'is damaged';
    return new StoreError(
      'not-a-database',
      `${location} ${what}. Point ${named} at another file, or restore a backup with: podium restore FILE`,
      { cause: error },
    );
  }
  if (isBusy(error)) {
    return new StoreError(
      'locked',
      `The database ${location} is being written by another program, a sqlite3 shell perhaps. ` +
        'Close it there, then start again.',
      { cause: error },
    );
  }
  const advice =
    code === 'SQLITE_FULL'
      ? 'Make room on its disk, then start again.'
      : `Check that ${named} names a file in a folder this process may write to.`;
  return new StoreError(
    'cannot-open',
    `The database ${location} cannot be opened: ${error.message}. ${advice}`,
    {
      cause: error,
    },
  );
}
