import { describe, expect, inject, test } from 'vitest';
import { migrationsOf, readMigrations } from '../../../src/store/engine/migrations.ts';
import { openStore } from '../../../src/store/index.ts';
import { onServer } from '../postgres-server.ts';
import { SAME_DAY } from '../upgrades/rows.ts';
import { type Everything, expectKept, expectUsable, fixture, fixtures } from '../upgrades/use.ts';
import { onDatabase } from './move-databases.ts';

const server = inject('postgres') ?? '';
function everythingAt(url: string): Promise<Everything> {
  return onDatabase(url, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migrations'",
    );
    const found: [string, Record<string, unknown>[]][] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<Record<string, unknown>>(`SELECT * FROM ${name}`);
      found.push([name, rows.map(plain)]);
    }
    return Object.fromEntries(found);
  });
}

function plain(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
  );
}

describe('a PostgreSQL database of an earlier Podium', () => {
  test('has a filled fixture of every schema before the newest: one a migration', () => {
    const versions = readMigrations(migrationsOf('postgres')).map(({ version }) => version);
    const missing = versions.slice(0, -1).filter((version) => !fixtures('postgres').includes(version));
    expect(missing, 'make it with upgrades.make.ts, before the migration is there').toEqual([]);
  });

  test.skipIf(server === '').each(fixtures('postgres'))(
    'of schema %i, filled, opens with everything that was in it, and works',
    async (version) => {
      const name = `podium_upgrade_${version}`;
      await onServer(server, `CREATE DATABASE ${name}`);
      const url = `${server}/${name}`;
      await onDatabase(url, (client) => client.query(fixture('postgres', version)));
      const before = await everythingAt(url);
      expect(Object.keys(before).filter((table) => before[table]?.length === 0)).toEqual([]);
      const store = await openStore({ url });
      const then = SAME_DAY[version] ?? Number.POSITIVE_INFINITY;
      expectKept(before, await everythingAt(url), then);
      await expectUsable(store, then);
      await store.close();
    },
  );
});
