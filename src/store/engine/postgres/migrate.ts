import type pg from 'pg';
import { type AppliedMigration, type Migration, pendingMigrations } from '../migrations.ts';
import { StoreError } from '../store-error.ts';
import { LOCKS } from './locks.ts';

/** As long as the slowest migration of another process, in ms. */
const WAIT_MS = 600_000;

/**
 * Brings the schema up to date, each migration in a transaction of its own, by whichever process comes first: the others
 * wait and find it done. No copy is made before: the operator's own backups are PostgreSQL's. Throws StoreError.
 */
export async function migratePostgres(
  location: string,
  pool: pg.Pool,
  known: readonly Migration[],
  now: number,
): Promise<void> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await migrateOver(location, client, known, now);
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    // Ending the connection gives the lock back and forgets the timeout, whatever has happened to it.
    client.release(broken ?? true);
  }
}

/** The same over one connection, which keeps the lock and its patience until it ends. */
export async function migrateOver(
  location: string,
  client: pg.ClientBase,
  known: readonly Migration[],
  now: number,
): Promise<void> {
  await expectUnicode(location, client);
  await client.query(`SET statement_timeout = ${WAIT_MS}`);
  await client.query('SELECT pg_advisory_lock($1)', [LOCKS.migrations]);
  await client.query(CREATE);
  const { rows } = await client.query<AppliedMigration>(
    'SELECT version, name, checksum FROM schema_migrations',
  );
  for (const migration of pendingMigrations(location, known, rows))
    await apply(location, client, migration, now);
}

/**
 * A new database must hold whatever people write: other encodings lack characters, or take any bytes for text
 * (SQL_ASCII). One that has served so far goes on.
 */
async function expectUnicode(location: string, client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ encoding: string; served: boolean }>(
    "SELECT current_setting('server_encoding') AS encoding, to_regclass('schema_migrations') IS NOT NULL AS served",
  );
  const [{ encoding, served } = { encoding: '', served: false }] = rows;
  if (encoding === 'UTF8' || served) return;
  throw new StoreError(
    'cannot-open',
    `The database ${location} has the encoding ${encoding}, and Podium needs UTF8. Name one that was made by createdb --encoding UTF8 --template template0.`,
  );
}

async function apply(
  location: string,
  client: pg.ClientBase,
  migration: Migration,
  now: number,
): Promise<void> {
  const { version, name, checksum, sql } = migration;
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query('INSERT INTO schema_migrations VALUES ($1, $2, $3, $4)', [
      version,
      name,
      checksum,
      now,
    ]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    const said = error instanceof Error ? error.message : String(error);
    throw new StoreError(
      'migration-failed',
      `Migration ${name} failed on ${location} and was undone: ${said}. The data is as it was before.`,
      { cause: error },
    );
  }
}

const CREATE =
  'CREATE TABLE IF NOT EXISTS schema_migrations ' +
  '(version BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)';
