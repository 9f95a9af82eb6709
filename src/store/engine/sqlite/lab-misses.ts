import { existsSync } from 'node:fs';
import { StoreError } from '../store-error.ts';
import { type Connection, sqliteDriver } from './driver.ts';

/** What was asked for in labs and is not simulated: its code, and how often, of everyone together. */
interface Miss {
  readonly code: string;
  readonly count: number;
}

/**
 * Reads {@link Miss}es from a database file, most often first, also while the bot has it open: nothing is written.
 * Throws StoreError `not-possible` where there is no database, or none that a Podium with labs wrote.
 * @public The command line loads the store as a whole.
 */
export function labMissesIn(file: string, limit: number): readonly Miss[] {
  if (!existsSync(file))
    throw new StoreError('not-possible', `There is no database at ${file}. Check DATABASE_PATH.`);
  let db: Connection | undefined;
  try {
    db = new (sqliteDriver())(file, { readonly: true, timeout: 10_000 });
    return db
      .prepare('SELECT code, count FROM lab_misses ORDER BY count DESC, code LIMIT ?')
      .all(limit) as Miss[];
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new StoreError('not-possible', `${file} could not be read: ${said}. Check DATABASE_PATH.`, {
      cause: error,
    });
  } finally {
    db?.close();
  }
}
