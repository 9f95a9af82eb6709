import { rm } from 'node:fs/promises';
import type { TestProject } from 'vitest/node';
import { openStore } from '../src/store/index.ts';
import { startCluster } from './store/postgres-cluster.ts';
import { onServer, TEMPLATE } from './store/postgres-server.ts';

/**
 * Before the suites on PostgreSQL: a server of their own on 127.0.0.1, with the schema as a template, thrown away after
 * them. Without PostgreSQL on the machine they are skipped, and that is said.
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  // What a power cut would cost is not tried here, and the disk is slow.
  const cluster = await startCluster({ max_connections: 1000, fsync: 'off' });
  if (cluster === undefined) {
    process.stderr.write('No PostgreSQL here (initdb, pg_ctl): its suites are skipped; SQLite’s run.\n');
    return undefined;
  }
  const { server, folder, end } = cluster;
  await onServer(server, `CREATE DATABASE ${TEMPLATE}`);
  await (await openStore({ url: `${server}/${TEMPLATE}` })).close();
  project.provide('postgres', server);
  return async () => {
    end();
    // Of hundreds of databases it takes half a minute, in which Vitest has its workers to end.
    await rm(folder, { recursive: true, force: true });
  };
}
