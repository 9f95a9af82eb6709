import { existsSync } from 'node:fs';
import { Kysely } from 'kysely';
import type { Tables } from '../../tables.ts';
import type { Work } from '../doors.ts';
import { halfMoved } from '../move/sides.ts';
import { StoreError } from '../store-error.ts';
import { type Connection, sqliteDriver } from './driver.ts';
import { hasMark } from './migrate.ts';
import { readDialect } from './reader.ts';
import { writeDialect } from './writer.ts';

/** How long a lock that the bot holds is waited for; it holds none for longer than a moment. */
const WAIT = { timeout: 10_000 } as const;

/**
 * Reads a database file, also while the bot has it to itself: nothing is written. Throws StoreError `not-possible` where
 * there is no database, or none that this version of Podium has opened.
 */
export function readBeside<T>(file: string, work: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  return inFile(file, 'read', (connection) => work(new Kysely<Tables>({ dialect: readDialect(connection) })));
}

/** Writes to a database file, in one short transaction, also while the bot has it open. Throws as {@link readBeside}. */
export function writeBeside<T>(file: string, work: Work<T>): Promise<T> {
  return inFile(file, 'written', async (connection) => {
    // As the bot sets its own: a commit survives a power cut, what is overwritten is gone.
    for (const pragma of ['synchronous = FULL', 'foreign_keys = ON', 'secure_delete = ON'])
      connection.pragma(pragma);
    const db = new Kysely<Tables>({ dialect: writeDialect(connection, connection) });
    return db.transaction().execute(work);
  });
}

async function inFile<T>(
  file: string,
  what: 'read' | 'written',
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  if (!existsSync(file))
    throw new StoreError('not-possible', `There is no database at ${file}. Check DATABASE_PATH.`);
  let connection: Connection | undefined;
  try {
    connection = new (sqliteDriver())(file, { ...WAIT, readonly: what === 'read', fileMustExist: true });
    if (hasMark(connection)) throw new StoreError('half-moved', halfMoved(file, 'remove the file'));
    return await work(connection);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const said = error instanceof Error ? error.message : String(error);
    const old = /no such (table|column)/.test(said)
      ? 'Start the bot of this version once, which brings the database up to date.'
      : 'Check DATABASE_PATH.';
    throw new StoreError('not-possible', `${file} could not be ${what}: ${said}. ${old}`, { cause: error });
  } finally {
    connection?.close();
  }
}
