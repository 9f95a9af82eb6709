import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { migrationsOf, readMigrations } from '../migrations.ts';
import {
  type ColumnKind,
  MARK,
  MOST_BYTES,
  MOST_ROWS,
  type MoveSource,
  type MoveTarget,
  notEmpty,
  type Row,
  sizeOf,
} from '../move/sides.ts';
import { StoreError } from '../store-error.ts';
import { withoutPassword } from './address.ts';
import { arrayOf } from './array.ts';
import {
  type Ask,
  columnOf,
  columnsOf,
  countOf,
  hasSchema,
  isMarked,
  lastNumber,
  sequenceOf,
  tableNames,
  tablesOf,
} from './described.ts';
import { HeldError } from './hold.ts';
import { LOCKS } from './locks.ts';
import { migrateOver } from './migrate.ts';
import { holdableText, types } from './pool.ts';
import { isLost, refusal } from './trouble.ts';

const TYPES: Readonly<Record<ColumnKind, string>> = {
  integer: 'bigint',
  real: 'float8',
  text: 'text',
  blob: 'bytea',
};

const INT8 = 20;
/** How values of rows are read: whole numbers as bigint. */
const exactly: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === INT8 ? BigInt : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** How long the connections of a bot that was just killed are waited for, in ms: PostgreSQL needs a moment to see it. */
const WAIT_MS = 5_000;
/** How long the last step, whose answer was lost, is asked after, in ms. */
const ASK_AFTER_MS = 30_000;

/**
 * Opens a PostgreSQL database to be copied from, without any bot, and brings its schema up to date. Throws StoreError:
 * it cannot be reached, a bot has it, it is half moved, and as the migrations do.
 */
export async function postgresSource(url: string, now: number): Promise<MoveSource> {
  const { location, client, ask } = await opened(url, '--from', async ({ location, client, ask, marked }) => {
    if (await marked()) throw new HeldError('half-moved');
    if (!(await hasSchema(ask)))
      throw new StoreError(
        'not-possible',
        `${location} is no database of Podium's; nothing was copied. Check --from.`,
      );
    await migrateOver(location, client, readMigrations(migrationsOf('postgres')), now);
    // One moment for everything that is read from here on, however long it takes.
    await ask('SET statement_timeout = 0');
    await ask('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  });
  return {
    location,
    tables: () => tablesOf(ask),
    count: (table) => countOf(ask, table),
    async *rows(table) {
      const order = table.key.map(pg.escapeIdentifier).join(', ');
      await ask(
        `DECLARE moved NO SCROLL CURSOR FOR SELECT ${columnsOf(table)} FROM ${pg.escapeIdentifier(table.name)} ORDER BY ${order}`,
      );
      // How many rows fill a part is learned from those before.
      for (let count = 50; ; ) {
        const part = await ask<Row>(`FETCH ${count} FROM moved`);
        if (part.length === 0) break;
        yield part;
        const bytes = part.reduce((sum, row) => sum + sizeOf(row), 0) / part.length;
        count = Math.max(1, Math.min(MOST_ROWS, Math.floor(MOST_BYTES / Math.max(1, bytes)), count * 4));
      }
      await ask('CLOSE moved');
    },
    lastNumber: (table) => lastNumber(ask, table),
    close: () => client.end(),
  };
}

/**
 * Opens a PostgreSQL database to be copied into, without any bot: it is empty, or a move into it was stopped, which begins
 * anew. Throws StoreError: it cannot be reached, it has data of its own, a bot has it, a newer Podium made it.
 */
export async function postgresTarget(url: string, now: number): Promise<MoveTarget> {
  let begunBefore = false;
  const { location, client, ask } = await opened(url, '--to', async ({ location, client, ask, marked }) => {
    begunBefore = await marked();
    if (!(await hasSchema(ask))) {
      const [foreign] = await tableNames(ask);
      if (foreign !== undefined) throw new StoreError('not-possible', notEmpty(location, foreign, ANOTHER));
    }
    await migrateOver(location, client, readMigrations(migrationsOf('postgres')), now);
    await ask('SET statement_timeout = 0');
    // Until it is finished a power cut costs no more than beginning anew.
    await ask('SET synchronous_commit = off');
    // Rows are looked for by their keys, some thousand at a time, never by reading a table as a whole.
    for (const other of ['hashjoin', 'mergejoin', 'seqscan']) await ask(`SET enable_${other} = off`);
    for (const name of begunBefore ? [] : await tableNames(ask)) {
      const [row] = await ask(`SELECT 1 FROM ${pg.escapeIdentifier(name)} LIMIT 1`);
      if (row !== undefined) throw new StoreError('not-possible', notEmpty(location, name, ANOTHER));
    }
  });
  return {
    location,
    tables: () => tablesOf(ask),
    count: (table) => countOf(ask, table),
    async begin() {
      const names = (await tableNames(ask)).map(pg.escapeIdentifier).join(', ');
      if (begunBefore) await ask(`TRUNCATE ${names} RESTART IDENTITY`);
      else await ask(`CREATE TABLE ${MARK} ()`);
    },
    holdable: (value) => (typeof value === 'string' ? holdableText(value) : value),
    async insert(table, rows) {
      const names = columnsOf(table);
      const lists = table.columns.map(({ kind }, place) => `$${place + 1}::${TYPES[kind]}[]`).join(', ');
      const values = table.columns.map(({ kind }, place) =>
        arrayOf(
          kind,
          rows.map((row) => row[place] ?? null),
        ),
      );
      await ask(
        `INSERT INTO ${pg.escapeIdentifier(table.name)} (${names}) SELECT * FROM unnest(${lists})`,
        values,
      );
    },
    async find(table, rows) {
      const key = table.key.map((name) => columnOf(table, name));
      const lists = key.map(({ kind }, place) => `$${place + 1}::${TYPES[kind]}[]`).join(', ');
      const names = key.map((_, place) => `key${place}`);
      const on = key.map(({ name }, place) => `t.${pg.escapeIdentifier(name)} = k.key${place}`).join(' AND ');
      const columns = table.columns.map(({ name }) => `t.${pg.escapeIdentifier(name)}`).join(', ');
      const values = key.map((column) => {
        const place = table.columns.indexOf(column);
        return arrayOf(
          column.kind,
          rows.map((row) => row[place] ?? null),
        );
      });
      const found = await ask<[bigint, ...Row]>(
        `SELECT k.n, ${columns} FROM unnest(${lists}) WITH ORDINALITY AS k (${names.join(', ')}, n) ` +
          `JOIN ${pg.escapeIdentifier(table.name)} AS t ON ${on}`,
        values,
      );
      const byPlace = new Map(found.map(([n, ...row]) => [Number(n) - 1, row]));
      return rows.map((_, place) => byPlace.get(place));
    },
    async numberAfter(table, last) {
      const sequence = await sequenceOf(ask, table);
      if (sequence !== undefined && last > 0n) await ask('SELECT setval($1::regclass, $2)', [sequence, last]);
    },
    goesOnBehind: (table) => lastNumber(ask, table),
    async finish() {
      for (const { name } of await tablesOf(ask)) await ask(`ANALYZE ${pg.escapeIdentifier(name)}`);
      await ask('SET synchronous_commit = on');
      try {
        await client.query(`DROP TABLE ${MARK}`);
      } catch (error) {
        if (!isLost(error)) throw error;
        await finishAnew(url, location, error);
      }
    },
    close: () => client.end(),
  };
}

const ANOTHER = 'Make another one (createdb) and name it with --to.';

interface Opened {
  readonly location: string;
  readonly client: pg.Client;
  readonly ask: Ask;
  readonly marked: () => Promise<boolean>;
}

async function opened(
  url: string,
  named: string,
  prepare: (parts: Opened) => Promise<void>,
): Promise<Opened> {
  const location = withoutPassword(url);
  const client = clientTo(url);
  const ask: Ask = async <R>(text: string, values: readonly unknown[] = []) => {
    const { rows } = await client.query({ text, values: [...values], rowMode: 'array', types: exactly });
    return rows as R[];
  };
  const parts = { location, client, ask, marked: () => isMarked(ask) };
  try {
    await client.connect();
    await takeWhole(location, ask);
    await prepare(parts);
    return parts;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw refusal(location, error, named);
  }
}

function clientTo(url: string): pg.Client {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'podium move',
    keepAlive: true,
    types,
  });
  // What breaks tells whoever waits for an answer; without a listener it would end the process, too.
  client.on('error', () => undefined);
  return client;
}

/** Keeps every bot away for as long as this connection lasts. Throws StoreError `locked` while one is there. */
async function takeWhole(location: string, ask: Ask): Promise<void> {
  const until = performance.now() + WAIT_MS;
  for (;;) {
    const [row] = await ask<[boolean]>('SELECT pg_try_advisory_lock($1)', [LOCKS.hold]);
    if (row?.[0] === true) return;
    if (performance.now() >= until) break;
    await sleep(100);
  }
  const [holder] = await ask<[string, string]>(
    `SELECT coalesce(host(a.client_addr), 'the same machine'), to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')
       FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
      WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND (l.classid::bigint << 32) + l.objid::bigint = $1
      ORDER BY a.backend_start LIMIT 1`,
    [LOCKS.hold],
  );
  const who = holder === undefined ? '' : ` (from ${holder[0]}, since ${holder[1]} UTC)`;
  throw new StoreError(
    'locked',
    `The database ${location} is in use by another process of Podium${who}. Stop every one, then try again.`,
  );
}

/** The answer to the last step was lost: looks whether it was done, and does it where it was not. */
async function finishAnew(url: string, location: string, cause: unknown): Promise<void> {
  const until = performance.now() + ASK_AFTER_MS;
  while (performance.now() < until) {
    const client = clientTo(url);
    try {
      await client.connect();
      await client.query(`DROP TABLE IF EXISTS ${MARK}`);
      return;
    } catch (error) {
      if (!isLost(error)) throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
    await sleep(250);
  }
  throw new StoreError(
    'unreachable',
    `Everything is in ${location} and equal, but the connection broke at the very last step, and the server has not come ` +
      `back since. Once it is there, start Podium on it: if it calls the database half moved, run the same podium move again.`,
    { cause },
  );
}
