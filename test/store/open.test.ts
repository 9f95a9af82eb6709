import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { dropOldCopies } from '../../src/store/engine/sqlite/migrate.ts';
import { openStore } from '../../src/store/index.ts';
import { DAY } from '../../src/study/schedule/day.ts';
import { answered, askInput, NOON, tempFolder, tempStore } from './fixtures.ts';

const OURS = fileURLToPath(new URL('../../migrations/sqlite', import.meta.url));

function migrations(more: Readonly<Record<string, string>>): string {
  const dir = join(tempFolder(), 'migrations');
  mkdirSync(dir);
  for (const [name, sql] of Object.entries(more)) writeFileSync(join(dir, name), sql);
  return dir;
}

describe('opening', () => {
  test('creates the folder and the file', async () => {
    const path = join(tempFolder(), 'a', 'b', 'podium.db');
    await tempStore(path);
    expect(existsSync(path)).toBe(true);
  });

  test('keeps what is there', async () => {
    const path = join(tempFolder(), 'podium.db');
    const first = await openStore({ path });
    await answered(first, {});
    await first.close();
    const second = await tempStore(path);
    expect((await second.stats(askInput().userId, NOON)).points).toBe(2);
  });

  test('writes ahead, and every commit to the disk', async () => {
    const path = join(tempFolder(), 'podium.db');
    await tempStore(path);
    const db = new Database(path, { readonly: true });
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    db.close();
  });

  test('twice in one process is refused, through a link to the file too', async () => {
    const folder = tempFolder();
    const path = join(folder, 'podium.db');
    await tempStore(path);
    await expect(openStore({ path })).rejects.toMatchObject({ code: 'locked' });
    symlinkSync(path, join(folder, 'link.db'));
    await expect(openStore({ path: join(folder, 'link.db') })).rejects.toMatchObject({ code: 'locked' });
  });

  test('after closing works, and closing twice does no harm', async () => {
    const path = join(tempFolder(), 'podium.db');
    const first = await openStore({ path });
    await first.close();
    await first.close();
    await tempStore(path);
    await expect(first.findAsk(1)).rejects.toMatchObject({ code: 'closed' });
    await expect(first.ask(askInput())).rejects.toMatchObject({ code: 'closed' });
  });

  test('what was handed in before closing is kept', async () => {
    const path = join(tempFolder(), 'podium.db');
    const first = await openStore({ path });
    const asked = first.ask(askInput());
    await first.close();
    const { id } = await asked;
    expect(await (await tempStore(path)).findAsk(id)).toBeDefined();
  });

  test('a file that is no database says so', async () => {
    const path = join(tempFolder(), 'podium.db');
    writeFileSync(path, 'apiVersion: v1\nkind: Pod\n'.repeat(100));
    await expect(openStore({ path })).rejects.toMatchObject({
      code: 'not-a-database',
      message: expect.stringContaining(path),
    });
  });

  test.skipIf(process.getuid?.() === 0)('a folder that may not be written to says so', async () => {
    const folder = tempFolder();
    chmodSync(folder, 0o500);
    await expect(openStore({ path: join(folder, 'podium.db') })).rejects.toMatchObject({
      code: 'cannot-open',
    });
  });

  test.skipIf(!existsSync('/proc/self'))(
    'a folder that nobody can make says so, instead of trying for ever',
    async () => {
      await expect(openStore({ path: '/proc/podium/data/podium.db' })).rejects.toMatchObject({
        code: 'cannot-open',
      });
    },
  );

  test('a folder where the file should be says so', async () => {
    await expect(openStore({ path: tempFolder() })).rejects.toMatchObject({
      code: 'cannot-open',
      message: expect.stringContaining('DATABASE_PATH'),
    });
  });
});

describe('migrations', () => {
  test('apply in order, once', async () => {
    const path = join(tempFolder(), 'podium.db');
    const dir = migrations({
      '0001-a.sql': 'CREATE TABLE a (x);',
      '0002-b.sql': 'INSERT INTO a VALUES (1);',
    });
    await (await openStore({ path, migrationsDir: dir })).close();
    await (await openStore({ path, migrationsDir: dir })).close();
    const db = new Database(path);
    expect(db.prepare('SELECT x FROM a').all()).toEqual([{ x: 1 }]);
    db.close();
  });

  test('that were edited after they were applied are refused; the same text with other line ends is not', async () => {
    const path = join(tempFolder(), 'podium.db');
    const dir = migrations({ '0001-a.sql': 'CREATE TABLE a (x);\nCREATE TABLE b (x);\n' });
    await (await openStore({ path, migrationsDir: dir })).close();
    writeFileSync(join(dir, '0001-a.sql'), 'CREATE TABLE a (x);\r\nCREATE TABLE b (x);\r\n');
    await (await openStore({ path, migrationsDir: dir })).close();
    writeFileSync(join(dir, '0001-a.sql'), 'CREATE TABLE a (x, y);\n');
    await expect(openStore({ path, migrationsDir: dir })).rejects.toMatchObject({
      code: 'migration-changed',
      message: expect.stringContaining('0001-a.sql'),
    });
  });

  test('of a newer Podium: the older one refuses the database, and lets go of it', async () => {
    const path = join(tempFolder(), 'podium.db');
    const newer = join(tempFolder(), 'migrations');
    cpSync(OURS, newer, { recursive: true });
    writeFileSync(join(newer, '0999-future.sql'), 'CREATE TABLE future (x);');
    await expect(openStore({ path, migrationsDir: newer })).rejects.toMatchObject({
      code: 'migrations-unusable',
    });
    const db = new Database(path);
    db.exec('CREATE TABLE schema_migrations (version INTEGER PRIMARY KEY, name, checksum, applied_at)');
    db.exec("INSERT INTO schema_migrations VALUES (999, '0999-future.sql', 'x', 0)");
    db.close();
    for (const _ of [1, 2]) {
      await expect(openStore({ path })).rejects.toMatchObject({
        code: 'newer-database',
        message: expect.stringContaining('schema 999'),
      });
    }
  });

  test('that fail leave nothing of themselves behind', async () => {
    const path = join(tempFolder(), 'podium.db');
    const dir = migrations({ '0001-a.sql': 'CREATE TABLE a (x); CREATE TABLE b (x); CREATE TABLE a (x);' });
    await expect(openStore({ path, migrationsDir: dir })).rejects.toMatchObject({ code: 'migration-failed' });
    const db = new Database(path);
    expect(db.prepare("SELECT name FROM sqlite_master WHERE name IN ('a', 'b')").all()).toEqual([]);
    db.close();
  });

  test('keep a copy of what was there, a week long; a new database needs none', async () => {
    const folder = tempFolder();
    const path = join(folder, 'podium.db');
    const dir = migrations({ '0001-a.sql': 'CREATE TABLE a (x); INSERT INTO a VALUES (7);' });
    const told: string[] = [];
    const open = async (): Promise<void> => {
      await (await openStore({ path, migrationsDir: dir, onMigrated: (copy) => told.push(copy) })).close();
    };
    await open();
    expect(told).toEqual([]);
    writeFileSync(join(dir, '0002-b.sql'), 'DROP TABLE a;');
    await open();
    await open();
    expect(told).toEqual([`${path}.schema-1`]);
    const copy = new Database(`${path}.schema-1`);
    expect(copy.prepare('SELECT x FROM a').pluck().get()).toBe(7);
    copy.close();
    expect(dropOldCopies(path, Date.now() + 6 * DAY)).toEqual([]);
    expect(dropOldCopies(path, Date.now() + 8 * DAY)).toEqual([`${path}.schema-1`]);
    expect(readdirSync(folder).sort()).toEqual(['podium.db', 'podium.db-lock']);
  });

  test.each([
    ['a gap', { '0001-a.sql': 'SELECT 1;', '0003-c.sql': 'SELECT 1;' }],
    ['two of one number', { '0001-a.sql': 'SELECT 1;', '0001-b.sql': 'SELECT 1;' }],
    ['an odd name', { '1.sql': 'SELECT 1;' }],
    ['none at all', {}],
  ])('with %s are refused', async (_, files) => {
    const options = { path: join(tempFolder(), 'podium.db'), migrationsDir: migrations(files) };
    await expect(openStore(options)).rejects.toMatchObject({ code: 'migrations-unusable' });
  });
});
