import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { setup as plain } from './postgres.ts';
import { OF_A_PERSON } from './store/postgres/places.ts';
import { TEMPLATE } from './store/postgres-server.ts';

/** As many as machines, of which each has some of the people. */
const PARTS = 4;

/**
 * The same server with every person's table split by its person, as PostgreSQL's own partitions: the rules for keys are
 * those of a database that is spread over machines, so the suites show that the use-cases keep to them.
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  let server: string | undefined;
  const provide = (_: 'postgres', value: string): void => {
    server = value;
  };
  const stop = await plain({ provide } as unknown as TestProject);
  if (server === undefined) return stop;
  const client = new pg.Client({ connectionString: `${server}/${TEMPLATE}` });
  await client.connect();
  await splitByPerson(client).finally(() => client.end());
  project.provide('postgres', server);
  return stop;
}

async function splitByPerson(client: pg.Client): Promise<void> {
  const references = await client.query<{ table: string; definition: string }>(
    `SELECT conrelid::regclass::text AS table, pg_get_constraintdef(oid) AS definition FROM pg_constraint
      WHERE contype = 'f' AND conrelid::regclass::text = ANY ($1)`,
    [[...OF_A_PERSON]],
  );
  for (const table of OF_A_PERSON) {
    await client.query(`ALTER TABLE ${table} RENAME TO ${table}_whole`);
    await client.query(
      `CREATE TABLE ${table} (LIKE ${table}_whole INCLUDING ALL) PARTITION BY HASH (user_id)`,
    );
    for (let part = 0; part < PARTS; part += 1)
      await client.query(
        `CREATE TABLE ${table}_${part} PARTITION OF ${table} FOR VALUES WITH (MODULUS ${PARTS}, REMAINDER ${part})`,
      );
  }
  for (const table of OF_A_PERSON) await client.query(`DROP TABLE ${table}_whole CASCADE`);
  for (const { table, definition } of references.rows)
    await client.query(`ALTER TABLE ${table} ADD ${definition}`);
}
