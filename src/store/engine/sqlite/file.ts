import { chmodSync, existsSync, mkdirSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Only for the account that the bot runs as: it holds what people answered, under their Discord ids. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/** The file's one true name, so that a link to it is held by the same lock. Creates the folder. */
export function trueName(path: string): string {
  makeFolder(dirname(path));
  const folder = realpathSync(dirname(path));
  try {
    return realpathSync(join(folder, basename(path)));
  } catch {
    return join(folder, basename(path));
  }
}

/**
 * Makes the folder and those above it, for this account alone; one that is there stays as it is. One level at a time:
 * where a parent cannot be made (under /proc), Node's own `recursive` tries for ever.
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  mkdirSync(folder, { mode: FOLDER_MODE });
}

/** Makes an empty file for this account alone; throws `EEXIST` where there is one. SQLite takes it as a new database. */
export function makePrivate(path: string): void {
  writeFileSync(path, '', { mode: FILE_MODE, flag: 'wx' });
}

/**
 * Creates the file where there is none, and takes what is there from everybody but this account; SQLite gives its log
 * and its index the same rights. Never opens a file that is there: closing it would drop SQLite's locks on it
 * (https://sqlite.org/howtocorrupt.html, 2.2). A file of another owner stays as it is.
 */
export function keepPrivate(path: string): void {
  if (!existsSync(path)) makePrivate(path);
  for (const file of [path, `${path}-wal`, `${path}-shm`]) {
    if (!existsSync(file) || (statSync(file).mode & 0o077) === 0) continue;
    try {
      chmodSync(file, FILE_MODE);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
    }
  }
}
