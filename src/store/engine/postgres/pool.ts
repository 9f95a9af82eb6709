import { createHash } from 'node:crypto';
import { PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { PATIENCE_MS } from '../patience.ts';
import { holdForBot } from './hold.ts';

/** Connections of one process; PostgreSQL itself allows 100 of everybody together (`max_connections`). */
export const MOST_CONNECTIONS = 10;
/** No statement of ours takes this long; one that does is in a fight that somebody else must win, in ms. */
const STATEMENT_MS = 10_000;
/** A transaction that was left open (its process stands still) gives its locks back after this, in ms. */
const IDLE_IN_TRANSACTION_MS = 10_000;

/** Numbers of PostgreSQL that come as text, for they may be larger than JavaScript's; none of ours is. */
const INT8 = 20;
const NUMERIC = 1700;

/** How values are read: whole numbers as JavaScript's. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === INT8 || oid === NUMERIC
      ? Number
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/**
 * A pool of connections to `url`. Each of them holds the database for a bot ({@link holdForBot}); the last one is not
 * closed for having nothing to do, so that a bot that has nothing to do holds it, too.
 */
export function openPool(url: string, connections: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    min: 1,
    onConnect: holdForBot,
    connectionTimeoutMillis: PATIENCE_MS,
    application_name: 'podium',
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    keepAlive: true,
    // A store that was forgotten keeps no process alive.
    allowExitOnIdle: true,
    types,
  });
  // One that breaks while nobody uses it is left out by the pool; the next statement opens another.
  pool.on('error', () => undefined);
  // One that breaks while it is in use tells whoever uses it; without a listener it would end the process, too.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}

/** How Kysely talks to the pool: each statement is prepared once on each connection, under a name made of its text. */
export function preparedDialect(pool: pg.Pool): PostgresDialect {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const prepared: PostgresPool = {
    async connect() {
      const client = await pool.connect();
      const known = clients.get(client) ?? withPrepared(client);
      clients.set(client, known);
      return known;
    },
    end: () => pool.end(),
    options: pool.options,
  };
  return new PostgresDialect({ pool: prepared });
}

function withPrepared(client: pg.PoolClient): PostgresPoolClient {
  const query = async (text: string, values: readonly unknown[]): Promise<pg.QueryResult> => {
    const name = nameOf(text, values.length);
    return client.query({ text, values: values.map(toPostgres), ...(name === undefined ? {} : { name }) });
  };
  return {
    query: query as unknown as PostgresPoolClient['query'],
    release: (broken?: boolean) => client.release(broken),
  };
}

/**
 * A list of unusual length is a text of its own, and a connection keeps what it prepared for ever; what has no values
 * (BEGIN, COMMIT) goes in one message as it is.
 */
const MOST_VALUES_PREPARED = 60;

const names = new Map<string, string>();

function nameOf(text: string, values: number): string | undefined {
  if (values === 0 || values > MOST_VALUES_PREPARED || names.size >= 2_000) return names.get(text);
  let name = names.get(text);
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 24);
    names.set(text, name);
  }
  return name;
}

function toPostgres(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return typeof value === 'string' ? holdableText(value) : value;
}

/** PostgreSQL's text holds no U+0000 (https://www.postgresql.org/docs/current/datatype-character.html): it becomes U+FFFD. */
export function holdableText(text: string): string {
  return text.replaceAll('\u0000', '\ufffd');
}
