import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { openStore } from '../../../src/store/index.ts';
import { tempFolder } from '../fixtures.ts';
import { TEMPLATE } from '../postgres-server.ts';

/** Only SQLite leaves copies of what was removed in its file, and has to remember that. */
const SQLITE_ALONE = ['owed_rewrite'];

type Columns = Readonly<Record<string, readonly string[]>>;

async function sqliteColumns(): Promise<Columns> {
  const path = join(tempFolder(), 'podium.db');
  await (await openStore({ path })).close();
  const db = new Database(path, { readonly: true });
  const tables = db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")
    .pluck()
    .all() as string[];
  const columns = (table: string) =>
    (db.pragma(`table_info(${table})`) as { name: string; notnull: number; pk: number }[])
      .map(({ name, notnull, pk }) => `${name}${notnull === 1 || pk > 0 ? '' : ' or null'}`)
      .sort();
  const found = Object.fromEntries(tables.map((table) => [table, columns(table)]));
  db.close();
  return Object.fromEntries(Object.entries(found).filter(([table]) => !SQLITE_ALONE.includes(table)));
}

async function postgresColumns(server: string): Promise<Columns> {
  const client = new pg.Client({ connectionString: `${server}/${TEMPLATE}` });
  await client.connect();
  const { rows } = await client
    .query<{ table: string; columns: string[] }>(
      `SELECT table_name AS table, array_agg(column_name || CASE is_nullable WHEN 'YES' THEN ' or null' ELSE '' END) AS columns
         FROM information_schema.columns WHERE table_schema = 'public' GROUP BY table_name ORDER BY table_name`,
    )
    .finally(() => client.end());
  return Object.fromEntries(rows.map(({ table, columns }) => [table, [...columns].sort()]));
}

const server = inject('postgres');

test.skipIf(server === undefined)('both kinds of database have the same tables and columns', async () => {
  expect(await postgresColumns(server ?? '')).toEqual(await sqliteColumns());
});
