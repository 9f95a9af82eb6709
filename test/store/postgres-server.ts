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
