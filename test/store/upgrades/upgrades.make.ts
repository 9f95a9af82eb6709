import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { migrationsOf, readMigrations } from '../../../src/store/engine/migrations.ts';
import { GIVEN, type Rows, rowsAt, SAME_DAY } from './rows.ts';

/**
 * Writes the fixtures that are not there yet: `node test/store/upgrades/upgrades.make.ts`. One that is there is what a
 * database was like and is never written anew, whatever comes of the rows and of this file. When a migration is added,
 * give rows.ts what the schema before it has and let this write that schema's fixture, before the migration is there.
 */

const folder = fileURLToPath(new URL('.', import.meta.url));
const APPLIED_AT = Date.UTC(2026, 2, 1);

type Literal = (value: unknown) => string;

const literal: Literal = (value) => {
  if (value === null || value === undefined) return 'NULL';
  return typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
};
const inSqlite: Literal = (value) =>
  value instanceof Uint8Array ? `x'${Buffer.from(value).toString('hex')}'` : literal(value);
const inPostgres: Literal = (value) =>
  value instanceof Uint8Array ? `'\\x${Buffer.from(value).toString('hex')}'` : literal(value);

/** Rows of the tables and columns that there are, in the order of `tables`. */
function inserts(tables: ReadonlyMap<string, readonly string[]>, rows: Rows, write: Literal): string[] {
  return [...tables].flatMap(([table, columns]) => {
    const own = rows[table] ?? [];
    if (own.length === 0) throw new Error(`rows.ts has no row of ${table}`);
    return own.map((row) => {
      const missing = columns.find((column) => row[column] === undefined);
      if (missing !== undefined) throw new Error(`rows.ts has no ${table}.${missing}`);
      return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => write(row[column])).join(', ')});`;
    });
  });
}

function applied(kind: 'sqlite' | 'postgres', version: number): string[] {
  return readMigrations(migrationsOf(kind))
    .slice(0, version)
    .map(
      ({ version: number, name, checksum }) =>
        `INSERT INTO schema_migrations VALUES (${number}, '${name}', '${checksum}', ${APPLIED_AT});`,
    );
}

function columnsOf(db: Database.Database): ReadonlyMap<string, readonly string[]> {
  const names = db
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'schema_migrations'",
    )
    .pluck()
    .all() as string[];
  return new Map(
    names.map((name) => [
      name,
      (db.pragma(`table_info(${name})`) as { name: string }[]).map((column) => column.name),
    ]),
  );
}

function sqliteFixture(version: number): string {
  const db = new Database(':memory:');
  db.exec(
    'CREATE TABLE schema_migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at INTEGER NOT NULL)',
  );
  for (const { sql } of readMigrations(migrationsOf('sqlite')).slice(0, version)) db.exec(sql);
  const objects = db
    .prepare(
      "SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    )
    .all() as { name: string; type: string; sql: string }[];
  const numbered = objects.filter(({ sql }) => sql.includes('AUTOINCREMENT')).map(({ name }) => name);
  const lines = [
    ...objects.map(({ sql }) => `${sql};`),
    ...applied('sqlite', version),
    ...inserts(columnsOf(db), rowsAt(version), inSqlite),
    ...Object.entries(GIVEN)
      .filter(([table]) => numbered.includes(table))
      .map(([table, last]) => `UPDATE sqlite_sequence SET seq = ${last} WHERE name = '${table}';`),
  ];
  db.close();
  return `${lines.join('\n')}\n`;
}

/** The tables of a PostgreSQL database are those of the SQLite schema of the same day. */
function postgresFixture(version: number, sqliteVersion: number): string {
  const db = new Database(':memory:');
  for (const { sql } of readMigrations(migrationsOf('sqlite')).slice(0, sqliteVersion)) db.exec(sql);
  const tables = new Map([...columnsOf(db)].filter(([name]) => name !== 'owed_rewrite'));
  db.close();
  const rows = rowsAt(sqliteVersion);
  const schema = readMigrations(migrationsOf('postgres'))
    .slice(0, version)
    .map(({ sql }) => sql);
  const ids = [...tables].filter(([, columns]) => columns[0] === 'id').map(([name]) => name);
  const lines = [
    'CREATE TABLE schema_migrations (version BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL);',
    ...schema,
    ...applied('postgres', version),
    ...inserts(tables, rows, inPostgres),
    ...ids.map((name) => {
      const largest = Math.max(...(rows[name] ?? []).map(({ id }) => Number(id)));
      return `SELECT setval(pg_get_serial_sequence('${name}', 'id'), ${Math.max(largest, GIVEN[name] ?? 0)});`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}

function write(file: string, make: () => string): void {
  if (existsSync(file)) return;
  writeFileSync(file, make());
  process.stdout.write(`${file}\n`);
}

const fixture = (kind: string, version: number): string =>
  `${folder}${kind}/${String(version).padStart(4, '0')}.sql`;

for (const { version } of readMigrations(migrationsOf('sqlite')))
  write(fixture('sqlite', version), () => sqliteFixture(version));
for (const { version } of readMigrations(migrationsOf('postgres'))) {
  const sqliteVersion = SAME_DAY[version];
  if (sqliteVersion !== undefined)
    write(fixture('postgres', version), () => postgresFixture(version, sqliteVersion));
}
