import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { answered, askInput, NOON, question, right, tempFolder, tempStore, watchLoop } from './fixtures.ts';

const CHILD = fileURLToPath(new URL('./lock.child.ts', import.meta.url));
const ME = askInput().userId;

/** A sqlite3 shell, or a backup: another program that holds the write lock until `free` is called. */
async function heldElsewhere(path: string): Promise<{ free(): Promise<void> }> {
  const child: ChildProcess = spawn(process.execPath, [CHILD, path], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('the child has no stdout');
  await once(child.stdout, 'data');
  return {
    async free() {
      const gone = once(child, 'exit');
      child.stdin?.end();
      await gone;
    },
  };
}

describe('while another program holds the write lock', () => {
  test('the event loop turns, people read, and after two seconds who answers is told that nothing was recorded', async () => {
    const path = join(tempFolder(), 'podium.db');
    const store = await tempStore(path);
    await answered(store, { question: question('a/before') });
    const { id } = await store.ask(askInput());
    const lock = await heldElsewhere(path);
    const began = performance.now();
    const standstill = watchLoop();
    const refused = store.recordAnswer(right(id));
    refused.catch(() => undefined);
    expect((await store.stats(ME, NOON)).answered).toBe(1);
    expect((await store.exportUser(ME)).reviews).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(1_000);
    await expect(refused).rejects.toMatchObject({
      code: 'busy',
      message: expect.stringContaining('nothing was recorded'),
    });
    const waited = performance.now() - began;
    expect(waited).toBeGreaterThan(1_500);
    expect(waited).toBeLessThan(2_900);
    expect(standstill()).toBeLessThan(1_000);
    await lock.free();
    expect((await store.stats(ME, NOON)).answered).toBe(1);
    expect(await store.recordAnswer(right(id))).toMatchObject({ first: true });
  });

  test('an answer waits and is recorded once, however often it is sent, as soon as the lock is free', async () => {
    const path = join(tempFolder(), 'podium.db');
    const store = await tempStore(path);
    const ids = await Promise.all(
      Array.from(
        { length: 100 },
        async (_, n) => (await store.ask(askInput({ question: question(`a/${n}`) }))).id,
      ),
    );
    const lock = await heldElsewhere(path);
    const sent = [...ids, ...ids].map((id) => store.recordAnswer(right(id)));
    let settled = 0;
    for (const one of sent) one.finally(() => (settled += 1));
    await sleep(300);
    expect(settled).toBe(0);
    await lock.free();
    const outcomes = await Promise.all(sent);
    expect(outcomes.filter(({ first }) => first)).toHaveLength(ids.length);
    expect((await store.stats(ME, NOON)).answered).toBe(ids.length);
  });

  test('what nobody waits for is not given up: a server that left meanwhile is noted when the lock is free', async () => {
    const path = join(tempFolder(), 'podium.db');
    const store = await tempStore(path);
    const lock = await heldElsewhere(path);
    const noted = store.guildLeft('200000000000000009', NOON);
    await expect(store.ask(askInput())).rejects.toMatchObject({ code: 'busy' });
    await lock.free();
    await noted;
    expect(await store.purgeGuilds(NOON + 8 * 24 * 3_600_000)).toEqual(['200000000000000009']);
  });

  test('the store can be closed: nobody is patient any more', async () => {
    const path = join(tempFolder(), 'podium.db');
    const store = await openStore({ path });
    const lock = await heldElsewhere(path);
    const noted = store.guildLeft('200000000000000009', NOON);
    noted.catch(() => undefined);
    await store.close();
    await expect(noted).rejects.toMatchObject({ code: 'busy' });
    await lock.free();
    await tempStore(path);
  });

  test('a start waits for it with the event loop turning, and a migration with it', async () => {
    const path = join(tempFolder(), 'podium.db');
    const migrationsDir = tempFolder();
    writeFileSync(join(migrationsDir, '0001-a.sql'), 'CREATE TABLE a (x);');
    await (await openStore({ path, migrationsDir })).close();
    writeFileSync(join(migrationsDir, '0002-b.sql'), 'CREATE TABLE b (x);');
    const lock = await heldElsewhere(path);
    const standstill = watchLoop();
    const opening = openStore({ path, migrationsDir });
    await sleep(400);
    await lock.free();
    await (await opening).close();
    expect(standstill()).toBeLessThan(1_000);
  });
});

test('a start beside a program that has the file to itself says so instead of waiting for ever', async () => {
  const path = join(tempFolder(), 'podium.db');
  await (await openStore({ path })).close();
  const other = new Database(path);
  other.pragma('locking_mode = EXCLUSIVE');
  other.exec('BEGIN IMMEDIATE; CREATE TABLE theirs (x); COMMIT');
  await expect(openStore({ path })).rejects.toMatchObject({
    code: 'locked',
    message: expect.stringContaining('another program'),
  });
  other.close();
  await tempStore(path);
});
