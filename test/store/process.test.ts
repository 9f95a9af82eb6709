import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { addressOf, onPostgres } from './database.ts';
import { askInput, NOON, right, tempFolder, tempStore } from './fixtures.ts';

const CHILD = fileURLToPath(new URL('./process.child.ts', import.meta.url));

function start(mode: 'hold' | 'answer', place: string): ChildProcess {
  return spawn(process.execPath, [CHILD, mode, place], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Its lines, up to the first for which `enough` is true; then it is killed with -9, the rest is read and it is gone. */
async function killedAfter(child: ChildProcess, enough: (lines: readonly string[]) => boolean) {
  if (child.stdout === null) throw new Error('the child has no stdout');
  const lines: string[] = [];
  // Its output ends a moment before it does.
  const gone = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (enough(lines)) child.kill('SIGKILL');
  }
  await gone;
  return lines;
}

test.skipIf(onPostgres)(
  'a second process is told which file, who holds it and what to do; kill -9 of the first lets it in',
  async () => {
    const path = join(tempFolder(), 'podium.db');
    const holder = start('hold', path);
    if (holder.stdout === null) throw new Error('the child has no stdout');
    await once(createInterface({ input: holder.stdout }), 'line');
    const refused = await openStore({ path }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'locked' });
    const { message } = refused as Error;
    expect(message).toContain(path);
    expect(message).toContain(`process ${holder.pid} on `);
    expect(message).toContain('DATABASE_PATH');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await tempStore(path);
  },
);

test.skipIf(onPostgres)('the second process itself stops with that sentence', async () => {
  const path = join(tempFolder(), 'podium.db');
  await tempStore(path);
  const second = start('hold', path);
  let said = '';
  second.stderr?.on('data', (data) => {
    said += String(data);
  });
  const [code] = await once(second, 'close');
  expect(code).toBe(1);
  expect(said).toContain(`is in use by another process (process ${process.pid} on `);
});

test('kill -9 loses no acknowledged answer and counts none twice', async () => {
  const path = join(tempFolder(), 'podium.db');
  const place = (await addressOf(path)) ?? path;
  const acknowledged: number[] = [];
  for (const amount of [40, 100, 200]) {
    const lines = await killedAfter(start('answer', place), (seen) => seen.length > amount);
    acknowledged.push(...lines.slice(1).map(Number));
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(340);
  const store = await tempStore(path);
  const rows = (await store.exportUser(askInput().userId)).reviews as { ask_id: number }[];
  const kept = new Set(rows.map((row) => row.ask_id));
  expect(kept.size).toBe(rows.length);
  expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  expect((await store.stats(askInput().userId, NOON)).answered).toBe(rows.length);
  const last = acknowledged.at(-1) ?? 0;
  expect(await store.recordAnswer(right(last))).toMatchObject({ first: false });
});
