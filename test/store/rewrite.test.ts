import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { Kysely, SqliteDialect } from 'kysely';
import { describe, expect, test } from 'vitest';
import { rewriter } from '../../src/store/engine/sqlite/rewrites.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import type { Tables } from '../../src/store/tables.ts';
import { DAY, HOUR } from '../../src/study/schedule/day.ts';
import { propertyRuns } from '../property-runs.ts';
import { answered, askInput, NOON, question, tempFolder, tempStore, watchLoop } from './fixtures.ts';

/** What of `texts` still stands anywhere in the file or in SQLite's log. */
function leftIn(path: string, texts: readonly string[]): readonly string[] {
  const bytes = [path, `${path}-wal`].filter(existsSync).map((file) => readFileSync(file));
  return texts.filter((text) => bytes.some((each) => each.includes(text)));
}

function owed(path: string): unknown {
  const db = new Database(path, { readonly: true });
  const row = db.prepare('SELECT serial FROM owed_rewrite').pluck().get();
  db.close();
  return row;
}

/** A store whose clock the test moves: an hour on, and a rewrite that is owed waits for nobody. */
async function timed(path: string): Promise<{ store: Store; later(): void }> {
  let now = NOON;
  const store = await openStore({ path, clock: () => now });
  return {
    store,
    later() {
      now += HOUR;
    },
  };
}

test('whoever deletes is nowhere in the file any more, whichever rows SQLite moved before', async () => {
  await fc.assert(
    fc.asyncProperty(fc.infiniteStream(fc.nat()), async (numbers) => {
      const path = join(tempFolder(), 'podium.db');
      const { store, later } = await timed(path);
      const pick = (below: number): number => Number(numbers.next().value) % below;
      const people = Array.from(
        { length: 120 },
        (_, n) => `7${String(pick(1e9)).padStart(12, '0')}${1000 + n}`,
      );
      for (let n = 0; n < 10; n += 1) {
        await Promise.all(
          people.map((userId) =>
            answered(store, {
              userId,
              question: question(`basics/${n}`, { topic: `of ${userId}` }),
              now: NOON + n,
            }),
          ),
        );
      }
      const gone = people.filter(() => pick(10) < 6);
      const stay = people.filter((userId) => !gone.includes(userId));
      for (const userId of gone) expect(await store.deleteUser(userId)).toBeGreaterThan(0);
      later();
      expect(await store.rewrite()).toBe('done');
      expect(leftIn(path, gone)).toEqual([]);
      expect(leftIn(path, stay)).toEqual(stay);
      expect(await store.rewrite()).toBe('not-owed');
      for (const userId of stay) expect((await store.stats(userId, NOON)).answered).toBe(10);
      await store.close();
      const db = new Database(path, { readonly: true });
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      db.close();
    }),
    { numRuns: propertyRuns(6) },
  );
}, 120_000);

test.each<[string, (store: Store) => Promise<unknown>]>([
  ['a person', (store) => store.deleteUser(askInput().userId)],
  ['a server', (store) => store.deleteGuild('200000000000000001')],
  ['a deck', (store) => store.removeDeck('200000000000000001', 'mine')],
  [
    'a server that left a week ago',
    async (store) => {
      await store.guildLeft('200000000000000001', NOON - 8 * DAY);
      await store.purgeGuilds(NOON);
    },
  ],
  [
    'a paste that is answered',
    (store) => answered(store, { question: question('p/1', { pasted: { imageUsers: '' } }) }),
  ],
  [
    'a paste that is not',
    async (store) => {
      await store.ask(
        askInput({ question: question('p/1', { pasted: { imageUsers: '' } }), now: NOON - 2 * DAY }),
      );
      await store.sweep(NOON);
    },
  ],
])('%s that goes leaves a rewrite owed', async (_, remove) => {
  const path = join(tempFolder(), 'podium.db');
  const store = await tempStore(path);
  await answered(store, {});
  await store.importDeck(
    '200000000000000001',
    { id: 'mine', title: 'Mine', description: '', cards: [] },
    NOON,
  );
  expect(owed(path)).toBeUndefined();
  await remove(store);
  expect(owed(path)).toBe(1);
});

test('nothing is rewritten where nothing was removed, nor while people write', async () => {
  const { store, later } = await timed(join(tempFolder(), 'podium.db'));
  expect(await store.deleteUser('700000000000000000')).toBe(0);
  later();
  expect(await store.rewrite()).toBe('not-owed');
  await answered(store, {});
  await store.deleteUser(askInput().userId);
  expect(await store.rewrite()).toBe('later');
  await store.close();
});

test('a rewrite that is owed survives a restart', async () => {
  const path = join(tempFolder(), 'podium.db');
  const first = await timed(path);
  await answered(first.store, {});
  await first.store.deleteUser(askInput().userId);
  await first.store.close();
  expect(owed(path)).toBe(1);
  const again = await timed(path);
  again.later();
  expect(await again.store.rewrite()).toBe('done');
  expect(owed(path)).toBeUndefined();
  await again.store.close();
});

test('what is deleted while a rewrite runs is owed another one', async () => {
  const path = join(tempFolder(), 'podium.db');
  const { store, later } = await timed(path);
  await answered(store, {});
  await answered(store, { userId: '700000000000000001' });
  await store.deleteUser(askInput().userId);
  later();
  const rewriting = store.rewrite();
  await store.deleteUser('700000000000000001');
  expect(await rewriting).toBe('done');
  expect(owed(path)).toBe(2);
  later();
  later();
  expect(await store.rewrite()).toBe('done');
  expect(owed(path)).toBeUndefined();
  await store.close();
});

/** Some 20 MB, so that a rewrite takes long enough to be met in its middle. */
function fill(path: string): void {
  const db = new Database(path);
  db.exec(
    'CREATE TABLE bulk (x TEXT); WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 200000) ' +
      "INSERT INTO bulk SELECT printf('%0100d', i) FROM n",
  );
  db.close();
}

test('answers are recorded while the file is rewritten, and the event loop turns', async () => {
  const path = join(tempFolder(), 'podium.db');
  await (await openStore({ path })).close();
  fill(path);
  const { store, later } = await timed(path);
  await answered(store, {});
  await store.deleteUser(askInput().userId);
  later();
  let running = true;
  const rewriting = store.rewrite().finally(() => {
    running = false;
  });
  const standstill = watchLoop();
  let longest = 0;
  let recorded = 0;
  for (let last = performance.now(); running; last = performance.now()) {
    await Promise.all([answered(store, { userId: `7000${recorded}` }), sleep(1)]);
    recorded += 1;
    longest = Math.max(longest, performance.now() - last);
  }
  expect(await rewriting).toBe('done');
  expect(longest).toBeLessThan(2_500);
  expect(standstill()).toBeLessThan(500);
  expect((await store.stats('70000', NOON)).answered).toBe(1);
  await store.close();
}, 60_000);

interface Waiting {
  /** Since when a rewrite is owed. */
  readonly since: number;
  readonly bytes: number;
  readonly free: number;
}

/** A rewriter whose rewrite ends only when it is told to. */
async function waiting({ since, bytes, free }: Waiting) {
  const path = join(tempFolder(), 'podium.db');
  await (await openStore({ path })).close();
  const db = new Database(path);
  db.prepare('INSERT INTO owed_rewrite VALUES (1, ?, 1)').run(since);
  const ended: string[] = [];
  let stop: (end: 'stopped') => void = () => undefined;
  const end = new Promise<'stopped'>((resolve) => {
    stop = resolve;
  });
  const finish = (how: string) => () => {
    ended.push(how);
    stop('stopped');
  };
  const rewrites = rewriter({
    reader: new Kysely<Tables>({ dialect: new SqliteDialect({ database: db }) }),
    write: async () => {
      throw new Error('nothing is settled');
    },
    quietFor: () => Number.POSITIVE_INFINITY,
    giveWay: () => undefined,
    clock: () => NOON,
    rewrite: () => ({
      ready: Promise.resolve(),
      end,
      yield: finish('yielded'),
      stop: finish('stopped'),
    }),
    space: async () => ({ bytes, free }),
  });
  return { rewrites, ended };
}

describe('a rewrite gives way', () => {
  /** One of a gigabyte that has begun. */
  async function begun(since: number) {
    const { rewrites, ended } = await waiting({ since, bytes: 1e9, free: 9e9 });
    const checking = rewrites.check();
    while ((await rewrites.check()) !== 'later') await sleep(1);
    return { rewrites, checking, ended };
  }

  test('to who has waited for a second', async () => {
    const { rewrites, checking, ended } = await begun(NOON - HOUR);
    rewrites.waited(900);
    expect(ended).toEqual([]);
    rewrites.waited(1_000);
    expect(ended).toEqual(['yielded']);
    expect(await checking).toBe('stopped');
  });

  test('but not when it is owed for a day', async () => {
    const { rewrites, checking, ended } = await begun(NOON - DAY);
    rewrites.waited(5_000);
    expect(ended).toEqual([]);
    await rewrites.close();
    expect(ended).toEqual(['stopped']);
    expect(await checking).toBe('stopped');
  });
});

test('a disk without room for a rewrite is told, and what is owed stays owed', async () => {
  const { rewrites } = await waiting({ since: NOON - DAY, bytes: 50e6, free: 100e6 });
  await expect(rewrites.check()).rejects.toMatchObject({
    code: 'no-room',
    message: expect.stringContaining('110 MB free'),
  });
  expect(await rewrites.check()).toBe('later');
});

test('a rewrite stopped in its middle, as by a stop of the bot, changes nothing and stays owed', async () => {
  const path = join(tempFolder(), 'podium.db');
  await (await openStore({ path })).close();
  fill(path);
  const { store, later } = await timed(path);
  await answered(store, { userId: '700000000000000001' });
  await answered(store, {});
  await store.deleteUser(askInput().userId);
  later();
  const rewriting = store.rewrite();
  // It has the write lock.
  const probe = new Database(path, { timeout: 0 });
  for (let free = true; free; ) {
    await sleep(1);
    try {
      probe.exec('BEGIN IMMEDIATE; ROLLBACK');
    } catch {
      free = false;
    }
  }
  probe.close();
  await store.close();
  expect(await rewriting).toBe('stopped');
  expect(owed(path)).toBe(1);
  const again = await timed(path);
  expect((await again.store.stats('700000000000000001', NOON)).answered).toBe(1);
  again.later();
  expect(await again.store.rewrite()).toBe('done');
  await again.store.close();
}, 60_000);
