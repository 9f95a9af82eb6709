import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DAY } from '../../../study/schedule/day.ts';
import { type AppliedMigration, type Migration, pendingMigrations } from '../migrations.ts';
import { halfMoved, MARK } from '../move/sides.ts';
import { whileBusy } from '../patience.ts';
import { StoreError } from '../store-error.ts';
import { backup } from './backup.ts';
import type { Connection } from './driver.ts';
import { isBusy } from './trouble.ts';

/** A migration waits this long for another program that is writing, in ms. */
const PATIENCE_MS = 5_000;

/** The copy made before a migration is kept this long: what people delete later still stands in it. */
const COPY_KEPT_DAYS = 7;

/**
 * Brings the schema up to date, each migration in a transaction of its own; a database that has one already is copied
 * before. Gives the copy, undefined where none was needed. Throws StoreError, also where the database is half moved.
 */
export async function migrateSqlite(
  location: string,
  db: Connection,
  known: readonly Migration[],
  now: number,
): Promise<string | undefined> {
  if (await whileBusy(() => hasMark(db), isBusy, PATIENCE_MS))
    throw new StoreError('half-moved', halfMoved(location, 'remove the file'));
  await whileBusy(() => db.exec(CREATE), isBusy, PATIENCE_MS);
  const applied = db
    .prepare('SELECT version, name, checksum FROM schema_migrations')
    .all() as AppliedMigration[];
  const pending = pendingMigrations(location, known, applied);
  if (pending.length === 0) return undefined;
  const copy = applied.length === 0 ? undefined : await keepCopy(location, applied.length);
  const remember = db.prepare('INSERT INTO schema_migrations VALUES (?, ?, ?, ?)');
  for (const { version, name, checksum, sql } of pending) {
    const apply = db.transaction(() => {
      db.exec(sql);
      remember.run(version, name, checksum, now);
    });
    try {
      await whileBusy(() => apply.immediate(), isBusy, PATIENCE_MS);
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      throw new StoreError(
        'migration-failed',
        `Migration ${name} failed on ${location} and was undone: ${said}. The data is as it was before.`,
        { cause: error },
      );
    }
  }
  return copy;
}

/** True where a move into this file was stopped before it was done. */
export function hasMark(db: Connection): boolean {
  return db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(MARK) !== undefined;
}

const CREATE =
  'CREATE TABLE IF NOT EXISTS schema_migrations ' +
  '(version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL)';

/** `podium.db.schema-5`: the database as schema 5 left it. One of an earlier try is replaced. */
async function keepCopy(location: string, version: number): Promise<string> {
  const copy = `${location}.schema-${version}`;
  const unfinished = `${copy}.unfinished`;
  rmSync(unfinished, { force: true });
  try {
    await backup(location, unfinished);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new StoreError(
      'migration-failed',
      `Before the schema of ${location} is changed a copy is kept, and it could not be made: ${said}`,
      { cause: error },
    );
  }
  renameSync(unfinished, copy);
  return copy;
}

/** Removes the copies that were made before migrations more than {@link COPY_KEPT_DAYS} days ago; gives their names. */
export function dropOldCopies(location: string, now: number): readonly string[] {
  const prefix = `${basename(location)}.schema-`;
  const old = readdirSync(dirname(location))
    .filter((name) => name.startsWith(prefix) && /^\d+(\.unfinished)?$/.test(name.slice(prefix.length)))
    .map((name) => join(dirname(location), name))
    .filter((file) => existsSync(file) && now - statSync(file).mtimeMs > COPY_KEPT_DAYS * DAY);
  for (const file of old) rmSync(file, { force: true });
  return old;
}
