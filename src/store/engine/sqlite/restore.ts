import { existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type AppliedMigration, migrationsOf, pendingMigrations, readMigrations } from '../migrations.ts';
import { StoreError } from '../store-error.ts';
import { backup } from './backup.ts';
import { type Connection, sqliteDriver } from './driver.ts';
import { trueName } from './file.ts';
import { takeLock } from './lock.ts';
import { isBusy } from './trouble.ts';

/**
 * Puts the backup in the place of the database, which is kept beside it; gives where (undefined: there was none). The
 * new one takes the old one's name in one step: whenever this is cut off, there is a whole database under it. Throws
 * StoreError `locked` while a bot (or another program) has the database open, `not-possible` for a file that is no
 * sound backup of a Podium as new as this one.
 */
export async function restore(source: string, path: string, now: number): Promise<string | undefined> {
  const file = resolve(source);
  examine(file);
  const location = trueName(path);
  if (existsSync(location) && trueName(file) === location) {
    throw new StoreError('not-possible', `${file} is the database itself. Name the backup.`);
  }
  const lock = await takeLock(location, now);
  const unfinished = `${location}.restoring`;
  try {
    rmSync(unfinished, { force: true });
    await backup(file, unfinished);
    const kept = existsSync(location) ? keepOld(location, now) : undefined;
    renameSync(unfinished, location);
    await flushFolder(dirname(location));
    return kept;
  } finally {
    rmSync(unfinished, { force: true });
    lock.release();
  }
}

/** Throws StoreError where the file is no database of Podium's, a newer Podium's, or damaged. */
function examine(file: string): void {
  if (!existsSync(file)) throw new StoreError('not-possible', `There is no file ${file}. Name the backup.`);
  let db: Connection | undefined;
  try {
    db = new (sqliteDriver())(file, { readonly: true });
    const select = db.prepare('SELECT version, name, checksum FROM schema_migrations');
    pendingMigrations(file, readMigrations(migrationsOf('sqlite')), select.all() as AppliedMigration[]);
    const found = db.pragma('quick_check(1)', { simple: true });
    if (found !== 'ok') throw new TypeError(String(found));
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const said = error instanceof Error ? error.message : String(error);
    throw new StoreError(
      'not-possible',
      `${file} is no sound backup of Podium (${said}). Name another file; nothing was changed.`,
      { cause: error },
    );
  } finally {
    db?.close();
  }
}

/** Gives the old database a second name, with everything that still stands in its log. */
function keepOld(location: string, now: number): string {
  const kept = `${location}.replaced-${new Date(now).toISOString().replaceAll(':', '-').replace(/\..*/, '')}`;
  const log = `${location}-wal`;
  const whole = takeInLog(location);
  linkSync(location, kept);
  // A log that could not be taken in belongs to the old file; the new one must never meet it.
  if (!whole && existsSync(log)) renameSync(log, `${kept}-wal`);
  rmSync(`${location}-shm`, { force: true });
  return kept;
}

/** Writes the log into the file. False where the file is damaged: it is kept as it is. Throws StoreError `locked`. */
function takeInLog(location: string): boolean {
  let db: Connection | undefined;
  try {
    db = new (sqliteDriver())(location, { timeout: 0 });
    // Leaving WAL needs the file to oneself, so this finds out whoever else has it open.
    return db.pragma('journal_mode = DELETE', { simple: true }) === 'delete';
  } catch (error) {
    if (!isBusy(error)) return false;
    throw new StoreError(
      'locked',
      `The database ${location} is open in another program, a sqlite3 shell or a backup perhaps. ` +
        'Close it there and try again; nothing was changed.',
      { cause: error },
    );
  } finally {
    db?.close();
  }
}

/** A new name is safe from a power cut once its folder is on disk; not every system can do that. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle
    ?.sync()
    .catch(() => undefined)
    .finally(() => handle.close());
}
