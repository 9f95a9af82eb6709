import pg from 'pg';
import { expect, inject, test } from 'vitest';
import { TEMPLATE } from '../postgres-server.ts';
import { EVERYWHERE, OF_A_PERSON, OF_A_SERVER } from './places.ts';

const server = inject('postgres');

interface Key {
  readonly table: string;
  readonly name: string;
  readonly primary: boolean;
  readonly columns: readonly string[];
}

interface Reference {
  readonly table: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly parent: string;
  readonly parentColumns: readonly string[];
}

async function rowsOf<Row extends pg.QueryResultRow>(statement: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: `${server}/${TEMPLATE}` });
  await client.connect();
  const { rows } = await client.query<Row>(statement).finally(() => client.end());
  return rows;
}

const columnsOf = (numbers: string, table: string): string =>
  `(SELECT array_agg(a.attname::text ORDER BY k.place) FROM unnest(${numbers}) WITH ORDINALITY AS k (attnum, place)
      JOIN pg_attribute a ON a.attrelid = ${table} AND a.attnum = k.attnum)`;

const KEYS = `SELECT t.relname AS table, i.relname AS name, x.indisprimary AS primary,
    ${columnsOf('x.indkey::int2[]', 't.oid')} AS columns
  FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
  WHERE x.indisunique AND t.relnamespace = 'public'::regnamespace`;

const REFERENCES = `SELECT c.conrelid::regclass::text AS table, c.conname AS name, c.confrelid::regclass::text AS parent,
    ${columnsOf('c.conkey', 'c.conrelid')} AS columns, ${columnsOf('c.confkey', 'c.confrelid')} AS "parentColumns"
  FROM pg_constraint c WHERE c.contype = 'f'`;

/** The column that says where a row is; undefined where it is everywhere. */
function placeOf(table: string): string | undefined {
  if ((OF_A_PERSON as readonly string[]).includes(table)) return 'user_id';
  return (OF_A_SERVER as readonly string[]).includes(table) ? 'guild_id' : undefined;
}

test.skipIf(server === undefined)('every table is said to be somewhere', async () => {
  const rows = await rowsOf<{ table: string }>(
    `SELECT table_name AS table FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
  );
  const said = [...OF_A_PERSON, ...OF_A_SERVER, ...EVERYWHERE].toSorted();
  expect(
    rows.map(({ table }) => table).toSorted(),
    'a new table: say in test/store/postgres/places.ts and docs/scaling.md whose it is',
  ).toEqual(said);
});

// The rules of Citus: https://docs.citusdata.com/en/stable/develop/reference_ddl.html (constraints). Those of PostgreSQL's own
// partitions are the same for keys: https://www.postgresql.org/docs/current/ddl-partitioning.html
test.skipIf(server === undefined)(
  'every unique key has the column that says where its rows are',
  async () => {
    const keys = (await rowsOf<Key & pg.QueryResultRow>(KEYS)).filter(
      ({ table }) => placeOf(table) !== undefined,
    );
    expect(keys.length).toBeGreaterThan(40);
    expect(keys.filter(({ table, columns }) => !columns.includes(placeOf(table) ?? ''))).toEqual([]);
  },
);

test.skipIf(server === undefined)('every primary key begins with it', async () => {
  const keys = (await rowsOf<Key & pg.QueryResultRow>(KEYS)).filter(({ primary }) => primary);
  const first = new Map(keys.map(({ table, columns }) => [table, columns[0]]));
  for (const table of [...OF_A_PERSON, ...OF_A_SERVER]) expect(first.get(table), table).toBe(placeOf(table));
});

test.skipIf(server === undefined)(
  'a row refers to rows at the same place, or to what is everywhere',
  async () => {
    const references = await rowsOf<Reference & pg.QueryResultRow>(REFERENCES);
    expect(references.length).toBeGreaterThan(5);
    const wrong = references.filter(({ table, columns, parent, parentColumns }) => {
      const place = placeOf(parent);
      if (place === undefined) return false;
      const at = columns.indexOf(place);
      return placeOf(table) !== place || at < 0 || parentColumns[at] !== place;
    });
    expect(wrong).toEqual([]);
  },
);
