import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { answered, askInput, NOON, question, right, tempFolder } from './fixtures.ts';
import { smallDisk, withWriter } from './full-disk.ts';

const ME = askInput().userId;
const disk = smallDisk(4096);

describe.skipIf(disk === undefined)('a disk that is full', () => {
  afterAll(() => disk?.end());

  test('refuses answers with a sentence, keeps what was acknowledged, and takes the same answers when there is room', async () => {
    if (disk === undefined) return;
    const path = join(disk.folder, 'podium.db');
    const store = await openStore({ path });
    const { id } = await store.ask(askInput());
    disk.fill();
    let kept = 0;
    let refused: unknown;
    for (; refused === undefined && kept < 5_000; kept += 1) {
      await answered(store, { question: question(`a/${kept}`) }).catch((error: unknown) => {
        refused = error;
      });
    }
    expect(refused).toMatchObject({
      code: 'no-room',
      message: expect.stringContaining('make room'),
      cause: { code: 'SQLITE_FULL' },
    });
    const before = (await store.stats(ME, NOON)).answered;
    const several = await Promise.allSettled([1, 2, 3].map(() => store.recordAnswer(right(id))));
    expect(several.map((one) => one.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect((await store.stats(ME, NOON)).answered).toBe(before);
    disk.free();
    expect(await store.recordAnswer(right(id))).toMatchObject({ first: true });
    expect((await store.stats(ME, NOON)).answered).toBe(before + 1);
    await store.close();
    const again = await openStore({ path });
    expect((await again.stats(ME, NOON)).answered).toBe(before + 1);
    await again.close();
  });
});

test('one use-case that meets the full disk takes those of its commit with it, and each is told why', async () => {
  const path = join(tempFolder(), 'podium.db');
  const { opened: store, writer } = await withWriter(() => openStore({ path }));
  writer.pragma(`max_page_count = ${writer.pragma('page_count', { simple: true })}`);
  const large = question('a/large', { prompt: 'x'.repeat(100_000) });
  const all = await Promise.allSettled([
    store.ask(askInput()),
    store.ask(askInput({ question: large })),
    store.ask(askInput()),
  ]);
  for (const one of all) expect(one).toMatchObject({ status: 'rejected', reason: { code: 'no-room' } });
  writer.pragma('max_page_count = 1000000');
  const { id } = await store.ask(askInput());
  expect(await store.recordAnswer(right(id))).toMatchObject({ first: true });
  await store.close();
});
