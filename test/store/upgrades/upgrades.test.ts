import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { migrationsOf, readMigrations } from '../../../src/store/engine/migrations.ts';
import { openStore } from '../../../src/store/index.ts';
import { tempFolder } from '../fixtures.ts';
import { type Everything, expectKept, expectUsable, fixture, fixtures } from './use.ts';

function everythingIn(path: string): Everything {
  const db = new Database(path, { readonly: true });
  const names = db
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'schema_migrations'",
    )
    .pluck()
    .all() as string[];
  const found = names.map((name) => [name, db.prepare(`SELECT * FROM ${name}`).all()]);
  db.close();
  return Object.fromEntries(found) as Everything;
}

describe('a database of an earlier Podium', () => {
  test('has a filled fixture of every schema before the newest: one a migration', () => {
    const versions = readMigrations(migrationsOf('sqlite')).map(({ version }) => version);
    const missing = versions.slice(0, -1).filter((version) => !fixtures('sqlite').includes(version));
    expect(missing, 'make it with upgrades.make.ts, before the migration is there').toEqual([]);
  });

  test.each(fixtures('sqlite'))(
    'of schema %i, filled, opens with everything that was in it, and works',
    async (version) => {
      const path = join(tempFolder(), 'podium.db');
      const db = new Database(path);
      db.exec(`BEGIN; ${fixture('sqlite', version)} COMMIT;`);
      expect(db.pragma('foreign_key_check')).toEqual([]);
      db.close();
      const before = everythingIn(path);
      const empty = Object.keys(before).filter((table) => before[table]?.length === 0);
      expect(empty, 'every table has rows').toEqual([]);
      const store = await openStore({ path });
      expectKept(before, everythingIn(path), version);
      await expectUsable(store, version);
      await store.close();
      const after = new Database(path, { readonly: true });
      expect(after.pragma('foreign_key_check')).toEqual([]);
      expect(after.pragma('integrity_check', { simple: true })).toBe('ok');
      after.close();
    },
  );
});
