import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../src/store/index.ts';
import { answered, NOON } from '../store/fixtures.ts';
import { podium } from './podium.ts';

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
  const { code, err } = await podium(['backup', 'a.db'], { env: { DATABASE_PATH: '' } });
  expect(code).toBe(1);
  expect(err).toMatch(/^podium backup: .*DATABASE_PATH/);
});
