import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backup } from '../../src/store/engine/sqlite/backup.ts';
import { answered, NOON, question, tempFolder, tempStore } from './fixtures.ts';

const ME = '100000000000000001';

test('a backup made while answers come in is a whole store of one moment', async () => {
  const folder = tempFolder();
  const path = join(folder, 'podium.db');
  const store = await tempStore(path);
  await answered(store, { question: question('a/first') });
  const copy = join(folder, 'backups', 'podium-copy.db');
  let copying = true;
  const copied = backup(path, copy).finally(() => {
    copying = false;
  });
  let during = 0;
  for (; copying; during += 1) await answered(store, { question: question(`a/${during}`) });
  await copied;
  const restored = await tempStore(copy);
  const { reviews = [], asks = [] } = await restored.exportUser(ME);
  expect(reviews.length).toBeGreaterThanOrEqual(1);
  expect(reviews.length).toBeLessThanOrEqual(during + 1);
  expect(asks.length).toBeGreaterThanOrEqual(reviews.length);
  expect((await restored.stats(ME, NOON)).answered).toBe(reviews.length);
  expect((await store.stats(ME, NOON)).answered).toBe(during + 1);
});

test('a backup overwrites nothing, and says what is wrong', async () => {
  const folder = tempFolder();
  const path = join(folder, 'podium.db');
  await tempStore(path);
  const taken = join(folder, 'taken.db');
  writeFileSync(taken, 'mine');
  await expect(backup(path, taken)).rejects.toMatchObject({
    message: expect.stringContaining('exists already'),
  });
  await expect(backup(join(folder, 'none.db'), join(folder, 'b.db'))).rejects.toMatchObject({
    message: expect.stringContaining('no database'),
  });
  await expect(backup(path, join(taken, 'b.db'))).rejects.toMatchObject({ code: 'not-possible' });
  expect(existsSync(join(folder, 'none.db'))).toBe(false);
});
