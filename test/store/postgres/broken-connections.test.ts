import { join } from 'node:path';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { openStore, type Store } from '../../../src/store/index.ts';
import { addressOf } from '../database.ts';
import { askInput, NOON, question, right, tempFolder } from '../fixtures.ts';
import { type CuttingProxy, cuttingProxy } from './cutting-proxy.ts';

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A store that reaches its database through a network that can be cut. */
async function overProxy(): Promise<{
  readonly store: Store;
  readonly proxy: CuttingProxy;
  readonly plain: Store;
}> {
  const url = new URL((await addressOf(join(tempFolder(), 'podium.db'))) ?? '');
  const proxy = await cuttingProxy(Number(url.port));
  const plain = await openStore({ url: url.href });
  url.port = String(proxy.port);
  const store = await openStore({ url: url.href, connections: 3 });
  cleanups.push(
    () => proxy.close(),
    () => plain.close(),
    () => store.close(),
  );
  return { store, proxy, plain };
}

const USER = '100000000000000001';

describe.skipIf(inject('postgres') === undefined)('a connection to PostgreSQL that breaks', () => {
  test('after COMMIT was done and before anybody was told: the answer is told as recorded, and is there once', async () => {
    const { store, proxy, plain } = await overProxy();
    const { id } = await store.ask(askInput());
    let once = true;
    proxy.cutWhere(({ way, commit }) => {
      if (!once || way !== 'answered' || !commit) return false;
      once = false;
      return true;
    });
    const outcome = await store.recordAnswer(right(id));
    expect(proxy.cuts()).toBe(1);
    expect(outcome.first).toBe(true);
    expect((await plain.stats(USER, NOON)).answered).toBe(1);
  });

  test('before COMMIT arrived: it is recorded with a second try, once', async () => {
    const { store, proxy, plain } = await overProxy();
    const { id } = await store.ask(askInput());
    let once = true;
    proxy.cutWhere(({ way, commit }) => {
      if (!once || way !== 'asked' || !commit) return false;
      once = false;
      return true;
    });
    expect((await store.recordAnswer(right(id))).first).toBe(true);
    expect(proxy.cuts()).toBe(1);
    expect((await plain.stats(USER, NOON)).answered).toBe(1);
  });

  test('again and again, anywhere: what was told as recorded is there once, and what was not is told as trouble', async () => {
    const { store, proxy, plain } = await overProxy();
    let random = 7;
    const chance = (): number => {
      random = (random * 48_271) % 2_147_483_647;
      return random / 2_147_483_647;
    };
    proxy.cutWhere(() => chance() < 0.01);
    const count = 300;
    const told = await Promise.all(
      Array.from({ length: count }, async (_, n) => {
        const userId = String(100_000_000_000_000_000n + BigInt(n % 20));
        try {
          const { id } = await store.ask(askInput({ userId, question: question(`basics/${n}`) }));
          return { userId, ...(await store.recordAnswer(right(id, { userId }))) };
        } catch (error) {
          return { userId, code: (error as { code: string }).code };
        }
      }),
    );
    proxy.cutWhere(() => false);
    expect(proxy.cuts()).toBeGreaterThan(20);
    const users = [...new Set(told.map(({ userId }) => userId))];
    for (const userId of users) {
      const mine = told.filter((one) => one.userId === userId);
      const recorded = mine.filter((one) => 'first' in one);
      expect(recorded.every((one) => 'first' in one && one.first)).toBe(true);
      const unknown = mine.filter((one) => 'code' in one && one.code === 'unknown').length;
      const { answered } = await plain.stats(userId, NOON);
      expect(answered).toBeGreaterThanOrEqual(recorded.length);
      expect(answered).toBeLessThanOrEqual(recorded.length + unknown);
    }
    const codes = new Set(told.flatMap((one) => ('code' in one ? [one.code] : [])));
    expect([...codes].filter((code) => !['unreachable', 'busy', 'unknown'].includes(code))).toEqual([]);
    expect(told.filter((one) => 'first' in one).length).toBeGreaterThan(count / 2);
  });

  test('for good: the person is told within their patience, and it works again afterwards', async () => {
    const { store, proxy } = await overProxy();
    const { id } = await store.ask(askInput());
    proxy.cutWhere(() => true);
    await expect(store.recordAnswer(right(id))).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('nothing was recorded'),
    });
    // Who only looks may have recorded something just before: an answer whose card cannot be shown.
    await expect(store.stats(USER, NOON)).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.not.stringContaining('recorded'),
    });
    proxy.cutWhere(() => false);
    expect((await store.recordAnswer(right(id))).first).toBe(true);
  });
});
