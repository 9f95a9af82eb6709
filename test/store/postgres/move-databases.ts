import Database from 'better-sqlite3';
import pg from 'pg';
import { openStore } from '../../../src/store/index.ts';
import { fill } from '../filled.ts';

// What the tests of podium move move, and how they read it: apart from what the program itself does.

/** Rows of every table, each with its values as text that says of which type they are, in no order. */
export type Everything = Readonly<Record<string, readonly string[]>>;

/** Tables that are not data of Podium's. */
const NO_DATA = new Set(['schema_migrations', 'owed_rewrite', 'sqlite_sequence', 'half_moved']);

function plain(value: unknown): string {
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`;
  return `${typeof value} ${Object.is(value, -0) ? '-0' : String(value)}`;
}

function rowText(row: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(
    Object.keys(row)
      .sort()
      .map((name) => [name, plain(row[name])]),
  );
}

/** `asPostgres`: as PostgreSQL holds it, which has no U+0000. */
export function everythingIn(path: string, { asPostgres = false } = {}): Everything {
  const db = new Database(path, { readonly: true });
  db.defaultSafeIntegers();
  const names = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
  const textOf = (row: unknown): string => {
    const text = rowText(row as Record<string, unknown>);
    return asPostgres ? text.replaceAll(/(?<!\\)((?:\\\\)*)\\u0000/g, '$1\ufffd') : text;
  };
  const found = names
    .filter((name) => !NO_DATA.has(name))
    .sort()
    .map((name) => [name, db.prepare(`SELECT * FROM "${name}"`).all().map(textOf).sort()]);
  db.close();
  return Object.fromEntries(found);
}

export async function everythingAt(url: string): Promise<Everything> {
  return onDatabase(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      'SELECT tablename AS name FROM pg_tables WHERE schemaname = \'public\' ORDER BY tablename COLLATE "C"',
    );
    const found: [string, string[]][] = [];
    for (const { name } of tables.filter((table) => !NO_DATA.has(table.name)))
      found.push([
        name,
        (await client.query<Record<string, unknown>>(`SELECT * FROM "${name}"`)).rows.map(rowText).sort(),
      ]);
    return Object.fromEntries(found);
  });
}

/** Does something on a database by a connection of its own, whole numbers as bigint. */
export async function onDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const types = {
    getTypeParser: (oid: number, format?: 'text') =>
      oid === 20 ? BigInt : pg.types.getTypeParser(oid, format),
  };
  const client = new pg.Client({ connectionString: url, types: types as unknown as pg.CustomTypesConfig });
  await client.connect();
  return work(client).finally(() => client.end());
}

/** What fill() leaves empty, and values that are easily lost on the way. */
const MORE = `
  INSERT INTO guilds VALUES ('200000000000000001', NULL), ('200000000000000002', 1772452800000);
  INSERT INTO lab_misses VALUES ('kubectl/top', 9007199254740993), ('emoji/🦀', -9223372036854775808);
  INSERT INTO deck_order VALUES ('200000000000000001', 0, 'basics');
  INSERT INTO match_rounds (guild_id, match_id, round, card, question) SELECT guild_id, id, 0, 'a/b', '{"a":"\\u0000 \\"quoted\\", {braces}"}' FROM matches;
  INSERT INTO match_answers SELECT id, 0, 0, '', 1, 9223372036854775807, 0, 1, NULL, guild_id FROM matches;
  INSERT INTO retired_cards VALUES (NULL, '200000000000000001', 'a/b', 1), (900, '200000000000000001', 'a/c', 1);
  DELETE FROM retired_cards WHERE id = 900;
  INSERT INTO server_settings VALUES ('200000000000000001', NULL, 'NULL'), ('200000000000000002', '', '{}');
  INSERT INTO identify_slots VALUES (0, 1772452800000), (15, 1);
  INSERT INTO match_channels VALUES ('200000000000000001', '300000000000000001');
  INSERT INTO exam_rules VALUES ('200000000000000001', NULL, 'x', 0);
  INSERT INTO item_counts VALUES ('a/b', 'line' || char(10) || 'break \\ back', 1), ('a/b', 'nul' || char(0) || 'in a key', 2),
    ('a/b', 'NULL', 3), ('a/b', '', 4), ('a/b', 'ﬀ', 5), ('a/b', '🦀', 6);
  UPDATE settings SET retention = 0.1 + 0.2;
  INSERT INTO cards (user_id, card, stability, difficulty) VALUES
    ('1', 'a', 5e-324, -0.0), ('1', 'b', 1.7976931348623157e308, 1e23), ('1', 'c', 9e999, 1.0), ('1', 'd', 123456789.123456789, -1e-7);
  UPDATE lab_checkpoints SET state = x'';
  UPDATE lab_entries SET output = x'00ff5c22275c785c30', typed = 'a' || char(0) || 'b' || char(0);`;

/** Texts of {@link MORE} with U+0000 in them. */
export const WITH_NULL = 2;

/** An SQLite file with rows in every table; throws where one is empty. */
export async function filledFile(path: string): Promise<void> {
  const store = await openStore({ path });
  await fill(store, '100000000000000001');
  await fill(store, '100000000000000002');
  await store.close();
  const db = new Database(path);
  db.exec(MORE);
  db.close();
  const empty = Object.entries(everythingIn(path)).filter(([, rows]) => rows.length === 0);
  if (empty.length > 0)
    throw new Error(`a new table? Give it a row in MORE: ${empty.map(([name]) => name).join(', ')}`);
}
