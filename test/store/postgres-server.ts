import pg from 'pg';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of a PostgreSQL server, without a database, on which a suite runs; none where it runs on SQLite. */
    postgres: string | undefined;
  }
}

/** A database with the schema and nothing else, of which every other one is a copy. */
export const TEMPLATE = 'podium_template';

/** Runs one statement on the server's own database. */
export async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/**
 * Kills a process of the server, upon which the server ends all of them, forgets what it had in memory only, and starts
 * anew from its log, as after any crash. Resolves once it lets people in again.
 */
export async function crashed(server: string): Promise<void> {
  const victim = new pg.Client({ connectionString: `${server}/postgres` });
  const gone = new Promise((resolve) => victim.once('end', resolve));
  // It is told of its end by an error, too.
  victim.on('error', () => undefined);
  await victim.connect();
  const { rows } = await victim.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  process.kill(rows[0]?.pid ?? 0, 'SIGKILL');
  await gone;
  for (;;) {
    const client = new pg.Client({ connectionString: `${server}/postgres` });
    client.on('error', () => undefined);
    const back = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    if (back) return;
  }
}
