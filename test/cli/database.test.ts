import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { answered, NOON } from '../store/fixtures.ts';
import { NO_DATABASE, podium } from './podium.ts';

test('what backup copied, restore puts back, and the old file is kept under the time of that', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'podium-cli-'));
  const [path, copy] = [join(folder, 'podium.db'), join(folder, 'copies', 'monday.db')];
  const io = { env: { DATABASE_PATH: path }, now: () => NOON };
  const store = await openStore({ path });
  await answered(store, {});
  await store.close();
  expect(await podium(['backup', copy], io)).toMatchObject({ code: 0, err: '' });
  expect(await podium(['backup', copy], io)).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/^podium backup: .*exists already.*\n$/),
  });
  const restored = await podium(['restore', copy], io);
  expect(restored).toMatchObject({ code: 0, err: '' });
  expect(restored.out).toContain(`is kept as ${path}.replaced-`);
});

test('a DATABASE_PATH that cannot be is told by its name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'podium-cli-'));
  const io = { env: { DATABASE_PATH: `${folder}/` } };
  const { code, err } = await podium(['backup', join(folder, 'a.db')], io);
  expect(code).toBe(1);
  expect(err).toMatch(/^podium backup: DATABASE_PATH holds .*the path of a file, not of a folder/);
  expect(readdirSync(folder)).toEqual([]);
});

test('no test of the CLI reads the database or the .env of whoever runs it', async () => {
  for (const env of [{ DATABASE_PATH: '' }, { DATABASE_PATH: undefined }])
    await expect(podium(['backup', join(tmpdir(), 'never.db')], { env })).rejects.toThrow('of this checkout');
  const unnamed = await podium(['backup', join(tmpdir(), 'never.db')]);
  expect(unnamed).toMatchObject({ code: 1, err: expect.stringContaining(NO_DATABASE) });
});
