import { afterEach, describe, expect, inject, test } from 'vitest';
import { openStore, type Store } from '../../../src/store/index.ts';
import { askInput, NOON, right } from '../fixtures.ts';
import { type Cluster, startCluster } from '../postgres-cluster.ts';
import { crashed, onServer } from '../postgres-server.ts';
import { cuttingProxy } from './cutting-proxy.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A server that writes its log only when somebody commits, and a store that reaches it over a network that can be cut. */
async function ownServer() {
  const settings = { max_connections: 20, fsync: 'off', wal_writer_delay: 10_000, autovacuum: 'off' };
  const cluster = (await startCluster(settings)) as Cluster;
  cleanups.push(() => cluster.stop());
  await onServer(cluster.server, 'CREATE DATABASE podium');
  const proxy = await cuttingProxy(Number(new URL(cluster.server).port));
  const store = await openStore({ url: `postgres://podium@127.0.0.1:${proxy.port}/podium`, connections: 3 });
  cleanups.push(
    () => proxy.close(),
    () => store.close(),
  );
  return { ...cluster, proxy, store };
}

/** The answer whose COMMIT never arrives, because the server crashes before; then `meanwhile`, while nobody reaches it. */
async function answeredIntoACrash(meanwhile: (server: string) => Promise<void>) {
  const { server, proxy, store } = await ownServer();
  const { id } = await store.ask(askInput());
  const atCommit = new Promise<void>((resolve) => {
    let away = false;
    proxy.cutWhere(({ way, commit }) => {
      if (away) return true;
      away = way === 'asked' && commit;
      if (away) resolve();
      return away ? 'hold' : false;
    });
  });
  const told = store.recordAnswer(right(id)).catch((error: unknown) => error);
  await atCommit;
  await crashed(server);
  await meanwhile(server);
  proxy.cutWhere(() => false);
  return { told: await told, id, store };
}

async function answered(store: Store): Promise<number> {
  return (await store.stats(askInput().userId, NOON)).answered;
}

describe.skipIf(inject('postgres') === undefined)('a server that crashes while an answer is recorded', () => {
  test('and gives its number to another transaction, which commits: nobody is told that the answer is recorded', async () => {
    const { told, id, store } = await answeredIntoACrash(async (server) => {
      for (let n = 0; n < 5; n += 1) await onServer(server, `CREATE ROLE somebody_${n}`);
    });
    expect(told).toMatchObject({ code: 'unknown' });
    expect(await answered(store)).toBe(0);
    expect(await store.recordAnswer(right(id))).toMatchObject({ first: true });
    expect(await answered(store)).toBe(1);
  });

  test('and has never heard of its number since: it is recorded with a second try, once', async () => {
    const { told, id, store } = await answeredIntoACrash(async () => undefined);
    expect(told).toMatchObject({ first: true });
    expect(await answered(store)).toBe(1);
    expect(await store.recordAnswer(right(id))).toMatchObject({ first: false });
  });
});
