import { type ColumnKind, MARK, type MovedTable, nameOf, type Row, type Value } from '../move/sides.ts';
import { StoreError } from '../store-error.ts';
import type { Connection } from './driver.ts';

// What a file says of its tables, for podium move: nothing of them is written down here.

/** Tables that this kind of database has for itself. */
const OWN: ReadonlySet<string> = new Set(['schema_migrations', 'owed_rewrite', MARK]);

const KINDS: Readonly<Record<string, ColumnKind>> = {
  INTEGER: 'integer',
  REAL: 'real',
  TEXT: 'text',
  BLOB: 'blob',
};

/** A table of a database that is none of Podium's. */
export function others(db: Connection): string | undefined {
  const names = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
  return names.includes('schema_migrations') ? undefined : names[0];
}

/** All tables that are moved, as SQLite describes them. */
export function tablesOf(db: Connection): readonly MovedTable[] {
  const names = db
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
    .pluck()
    .all() as string[];
  return names.filter((name) => !OWN.has(name)).map((name) => tableOf(db, name));
}

function tableOf(db: Connection, name: string): MovedTable {
  const columns = db.pragma(`table_info(${quoted(name)})`) as readonly {
    readonly name: string;
    readonly type: string;
    readonly pk: number | bigint;
  }[];
  const references = db.pragma(`foreign_key_list(${quoted(name)})`) as readonly { readonly table: string }[];
  const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => Number(a.pk) - Number(b.pk));
  if (key.length === 0) throw new TypeError(`the table ${name} has no primary key`);
  return {
    name,
    columns: columns
      .map(({ name: column, type }) => {
        const kind = KINDS[type.toUpperCase()];
        if (kind === undefined)
          throw new TypeError(`${name}.${column} has a type that is not known here: ${type}`);
        return { name: column, kind };
      })
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    key: key.map((column) => column.name),
    parents: [...new Set(references.map(({ table }) => table))].filter((table) => table !== name),
  };
}

/** SQLite holds any value in any column; throws StoreError for one that the column is not for. */
export function checkKinds(location: string, table: MovedTable, row: Row): void {
  for (const [place, { name, kind }] of table.columns.entries()) {
    const value = row[place];
    if (value === null || isOf(kind, value)) continue;
    throw new StoreError(
      'not-possible',
      `${location} has something in ${table.name}.${name} (the row with ${nameOf(table, row)}) that is not of the ` +
        `kind that the column is for (${kind}), as if it was put there by hand. Mend that row, then run it again.`,
    );
  }
}

function isOf(kind: ColumnKind, value: Value | undefined): boolean {
  if (kind === 'integer') return typeof value === 'bigint';
  if (kind === 'real') return typeof value === 'number';
  return kind === 'text' ? typeof value === 'string' : value instanceof Uint8Array;
}

/** The column whose numbers SQLite gives, where there is one: https://sqlite.org/lang_createtable.html#rowid */
export function numbered(db: Connection, { name, columns, key }: MovedTable): string | undefined {
  const [only, ...more] = key;
  if (only === undefined || more.length > 0 || /\bWITHOUT\s+ROWID\b/i.test(textOf(db, name)))
    return undefined;
  return columns.some((column) => column.name === only && column.kind === 'integer') ? only : undefined;
}

/** AUTOINCREMENT: the number of a row that is gone is not given again. https://sqlite.org/autoinc.html */
export function isNeverGivenTwice(db: Connection, { name }: MovedTable): boolean {
  return /\bAUTOINCREMENT\b/i.test(textOf(db, name).replace(/--.*/g, ''));
}

function textOf(db: Connection, name: string): string {
  return db.prepare('SELECT sql FROM sqlite_master WHERE name = ?').pluck().get(name) as string;
}

/** The largest number that AUTOINCREMENT has given; undefined before the first, and without it. */
export function sequenceOf(db: Connection, { name }: MovedTable): bigint | undefined {
  return db.prepare('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck().get(name) as bigint | undefined;
}

/** How many rows a table has. */
export function countOf(db: Connection, { name }: MovedTable): number {
  return Number(
    db
      .prepare(`SELECT count(*) FROM ${quoted(name)}`)
      .pluck()
      .get(),
  );
}

/** The columns of a table, as they stand in a statement. */
export function columnsOf({ columns }: MovedTable): string {
  return columns.map(({ name }) => quoted(name)).join(', ');
}

/** A name as it stands in a statement. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
