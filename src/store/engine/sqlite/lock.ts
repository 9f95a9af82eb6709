import { hostname } from 'node:os';
import { whileBusy } from '../patience.ts';
import { StoreError } from '../store-error.ts';
import { type Connection, sqliteDriver } from './driver.ts';
import { keepPrivate } from './file.ts';
import { isBusy } from './trouble.ts';

/** Held while the store is open. */
export interface Lock {
  release(): void;
}

/** Two that start at the same moment get into each other's way; one of them has it after this, in ms. */
const PATIENCE_MS = 500;

/**
 * Takes the database at `path` for this process, through a small SQLite file beside it (`<path>-lock`) on which
 * a write transaction stays open: the kernel drops it however the process ends, `kill -9` included, and who holds
 * it can still be read. The database itself stays readable, so that a backup can run beside the bot.
 * Throws StoreError `locked` when another process (or another store of this one) has it.
 */
export async function takeLock(path: string, now: number): Promise<Lock> {
  const file = `${path}-lock`;
  keepPrivate(file);
  const db = new (sqliteDriver())(file, { timeout: 0 });
  try {
    await whileBusy(() => hold(db, now), isBusy, PATIENCE_MS);
  } catch (error) {
    const holder = isBusy(error) ? readHolder(db) : undefined;
    db.close();
    if (!isBusy(error)) throw error;
    throw new StoreError(
      'locked',
      `The database ${path} is in use by another process${holder ?? ''}. ` +
        'Stop that one first. A second bot needs a file of its own in DATABASE_PATH.',
      { cause: error },
    );
  }
  return { release: () => db.close() };
}

function hold(db: Connection, now: number): void {
  try {
    // A rollback journal, so that a holder that only began to write does not hide the committed row from readers.
    db.pragma('journal_mode = DELETE');
    db.exec(
      'CREATE TABLE IF NOT EXISTS holder (one INTEGER PRIMARY KEY, pid INTEGER, host TEXT, since INTEGER)',
    );
    db.exec('BEGIN IMMEDIATE');
    db.prepare('INSERT OR REPLACE INTO holder VALUES (1, ?, ?, ?)').run(process.pid, hostname(), now);
    db.exec('COMMIT');
    db.exec('BEGIN IMMEDIATE');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

function readHolder(db: Connection): string | undefined {
  try {
    const row: unknown = db.prepare('SELECT pid, host, since FROM holder').get();
    if (typeof row !== 'object' || row === null) return undefined;
    const { pid, host, since } = row as Record<string, unknown>;
    return ` (process ${pid} on ${host}, since ${new Date(Number(since)).toISOString()})`;
  } catch {
    return undefined;
  }
}
