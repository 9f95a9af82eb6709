import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { onPostgres } from './database.ts';
import { fill } from './filled.ts';
import { NOON, tempFolder, tempStore } from './fixtures.ts';

const ME = '100000000000000001';
const OTHER = '100000000000000002';

/** Tables that hold rows of people: by a column of their own, or by reference to one that has it. */
function personalTables(path: string): string[] {
  const db = new Database(path, { readonly: true });
  const names = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
  const columns = (table: string) => db.pragma(`table_info(${table})`) as { name: string }[];
  const parents = (table: string) => db.pragma(`foreign_key_list(${table})`) as { table: string }[];
  const direct = names.filter((name) =>
    columns(name).some((column) => /user|member|learner/.test(column.name)),
  );
  const referring = names.filter((name) => parents(name).some((parent) => direct.includes(parent.table)));
  db.close();
  return [...new Set([...direct, ...referring])].sort();
}

/** Rows that belong to somebody: a seat in a match stays when its player is deleted, as nobody's. */
function rowsOf(path: string, table: string): number {
  const db = new Database(path, { readonly: true });
  const columns = db.pragma(`table_info(${table})`) as { name: string }[];
  const somebody = columns.some(({ name }) => name === 'user_id') ? "WHERE user_id <> ''" : '';
  const count = db.prepare(`SELECT count(*) FROM ${table} ${somebody}`).pluck().get() as number;
  db.close();
  return count;
}

describe('a person’s rows', () => {
  test.skipIf(onPostgres)(
    'are exported and deleted from every table of the schema that has a person in it',
    async () => {
      const path = join(tempFolder(), 'podium.db');
      const store = await tempStore(path);
      await fill(store, ME);
      const mine = personalTables(path);
      // Each of them has a row to begin with, or the test would prove nothing.
      const empty = mine.filter((table) => rowsOf(path, table) === 0);
      expect(empty, 'a new table: give it a row in fill() of test/store/filled.ts').toEqual([]);
      const exported = await store.exportUser(ME);
      const known = Object.keys(exported).sort();
      expect(known, 'a new table: add it to OWN in src/store/people/people.ts').toEqual(mine);
      const total = mine.reduce((sum, table) => sum + rowsOf(path, table), 0);
      expect(Object.values(exported).flat()).toHaveLength(total);
      expect(await store.deleteUser(ME)).toBe(total);
      expect(mine.filter((table) => rowsOf(path, table) > 0)).toEqual([]);
      expect(JSON.stringify(await store.exportUser(ME))).not.toContain(ME);
    },
  );

  test('of others stay', async () => {
    const store = await tempStore();
    await fill(store, ME);
    await fill(store, OTHER);
    const before = await store.exportUser(OTHER);
    await store.deleteUser(ME);
    expect(await store.exportUser(OTHER)).toEqual(before);
  });

  test('are plain JSON with nothing folded up in strings', async () => {
    const store = await tempStore();
    await fill(store, ME);
    const exported = await store.exportUser(ME);
    expect(JSON.parse(JSON.stringify(exported))).toEqual(exported);
    expect(exported.asks?.[0]).toMatchObject({ question: { card: 'basics/uid' }, run: { count: 1 } });
    expect(exported.reviews?.[0]).toMatchObject({ card: 'basics/uid', answer: { kind: 'options' } });
    expect(exported.lab_entries?.[0]).toMatchObject({ typed: 'id', output: { stdout: 'uid=0\n' } });
    expect(exported.lab_sessions?.[0]).toMatchObject({ state: { objects: {} }, edit: { text: 'b' } });
  });

  test('hold a report with its text', async () => {
    const store = await tempStore();
    const report = { askId: null, card: 'a/b', userId: ME, guildId: null, text: 'B is right too', now: NOON };
    const first = await store.reportMistake(report);
    expect((await store.reportMistake(report)).id).toBeGreaterThan(first.id);
    expect((await store.exportUser(ME)).reports).toMatchObject([{ text: 'B is right too' }, {}]);
  });
});

test('a server that removed the bot leaves no row with its id; what its members learned stays', async () => {
  const folder = tempFolder();
  const path = join(folder, 'podium.db');
  const store = await tempStore(path);
  await fill(store, ME);
  expect(await store.deleteGuild('200000000000000001')).toBe(9);
  expect(JSON.stringify(await store.exportUser(ME))).not.toContain('200000000000000001');
  expect((await store.stats(ME, NOON)).answered).toBe(2);
  if (!onPostgres) expect(readdirSync(folder)).toContain('podium.db');
});
