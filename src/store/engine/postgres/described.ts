import pg from 'pg';
import { type Column, type ColumnKind, MARK, type MovedTable } from '../move/sides.ts';

// What a database says of its tables, for podium move: nothing of them is written down here.

/** Tables that this kind of database has for itself. */
const OWN: readonly string[] = ['schema_migrations', MARK];

const KINDS: Readonly<Record<string, ColumnKind>> = {
  bigint: 'integer',
  'double precision': 'real',
  text: 'text',
  bytea: 'blob',
};

/** Runs a statement; gives rows as lists of values, whole numbers as bigint. */
export type Ask = <R extends readonly unknown[] = readonly unknown[]>(
  text: string,
  values?: readonly unknown[],
) => Promise<R[]>;

/** True where a move into this database was stopped before it was done. */
export async function isMarked(ask: Ask): Promise<boolean> {
  const [row] = await ask<[boolean]>('SELECT to_regclass($1) IS NOT NULL', [MARK]);
  return row?.[0] === true;
}

/** True where Podium has opened this database before. */
export async function hasSchema(ask: Ask): Promise<boolean> {
  const [row] = await ask<[boolean]>("SELECT to_regclass('schema_migrations') IS NOT NULL");
  return row?.[0] === true;
}

/** Tables of the schema that ours are made in, without those that an extension brings. */
const OURS = `FROM pg_class c WHERE c.relkind IN ('r', 'p')
  AND c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
  AND c.relname <> ALL ($1)`;

/** The names of all tables that are moved. */
export async function tableNames(ask: Ask): Promise<readonly string[]> {
  return (await ask<[string]>(`SELECT c.relname ${OURS} ORDER BY c.relname`, [OWN])).map(([name]) => name);
}

/** All tables that are moved, as PostgreSQL describes them. */
export async function tablesOf(ask: Ask): Promise<readonly MovedTable[]> {
  const rows = await ask<[string, { name: string; type: string }[], string[] | null, string[] | null]>(
    `SELECT c.relname,
       (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, NULL)) ORDER BY a.attname COLLATE "C")
          FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped),
       (SELECT json_agg(a.attname ORDER BY k.place)
          FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
         WHERE i.indrelid = c.oid AND i.indisprimary),
       (SELECT json_agg(DISTINCT p.relname) FROM pg_constraint f JOIN pg_class p ON p.oid = f.confrelid
         WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid)
     ${OURS}`,
    [OWN],
  );
  return rows.map(([name, columns, key, parents]) => {
    if (key === null) throw new TypeError(`the table ${name} has no primary key`);
    return { name, columns: columns.map((column) => kindOf(name, column)), key, parents: parents ?? [] };
  });
}

function kindOf(table: string, { name, type }: { readonly name: string; readonly type: string }): Column {
  const kind = KINDS[type];
  if (kind === undefined) throw new TypeError(`${table}.${name} has a type that is not known here: ${type}`);
  return { name, kind };
}

/** The sequence that numbers the rows of a table. */
export async function sequenceOf(ask: Ask, { name }: MovedTable): Promise<string | undefined> {
  const [row] = await ask<[string | null]>(
    `SELECT pg_get_serial_sequence($1, attname) FROM pg_attribute WHERE attrelid = $1::regclass AND attidentity <> ''`,
    [pg.escapeIdentifier(name)],
  );
  return row?.[0] ?? undefined;
}

/** The number behind which the sequence of a table goes on: 0 before the first; undefined where it has none. */
export async function lastNumber(ask: Ask, table: MovedTable): Promise<bigint | undefined> {
  const sequence = await sequenceOf(ask, table);
  if (sequence === undefined) return undefined;
  const [row] = await ask<[bigint]>(`SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM ${sequence}`);
  return row?.[0] ?? 0n;
}

/** How many rows a table has. */
export async function countOf(ask: Ask, { name }: MovedTable): Promise<number> {
  const [row] = await ask<[bigint]>(`SELECT count(*) FROM ${pg.escapeIdentifier(name)}`);
  return Number(row?.[0]);
}

/** The columns of a table, as they stand in a statement. */
export function columnsOf({ columns }: MovedTable): string {
  return columns.map(({ name }) => pg.escapeIdentifier(name)).join(', ');
}

/** A column by its name. */
export function columnOf({ name: table, columns }: MovedTable, wanted: string): Column {
  const column = columns.find(({ name }) => name === wanted);
  if (column === undefined) throw new TypeError(`${table} has no column ${wanted}`);
  return column;
}
