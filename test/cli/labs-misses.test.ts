import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { labMissesAt, openStore } from '../../src/store/index.ts';
import { NOON } from '../store/fixtures.ts';
import { podium } from './podium.ts';

const ADA = '100000000000000001';

test('labs misses lists what was tried and is not simulated, most often first, while the bot runs', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'podium-misses-')), 'podium.db');
  const io = { env: { DATABASE_PATH: path } };
  const store = await openStore({ path });
  expect(await podium(['labs', 'misses'], io)).toMatchObject({
    code: 0,
    out: 'Nobody has tried anything that is not simulated.\n',
  });
  const state = { state: new Uint8Array(1), prompt: '$ ', edit: null, inside: false };
  const { id } = await store.startLab({
    userId: ADA,
    lab: 'two-levels',
    revision: 1,
    askId: null,
    replaces: null,
    now: NOON,
    ...state,
  });
  for (const [turn, notSimulated] of ['tool:curl', 'kubectl-verb:drain', 'tool:curl'].entries())
    await store.recordTyped({
      id,
      userId: ADA,
      entry: {
        turn,
        typed: { kind: 'line', text: 'curl' },
        prompt: '$ ',
        stdout: '',
        stderr: '',
        status: 88,
        notSimulated,
        at: NOON,
      },
      after: state,
      heavy: false,
      once: null,
    });
  expect(await podium(['labs', 'misses'], io)).toEqual({
    code: 0,
    out: '2  tool:curl\n1  kubectl-verb:drain\n',
    err: '',
  });
  expect(await labMissesAt({ path }, 1)).toEqual([{ code: 'tool:curl', count: 2 }]);
  await store.close();
});

test('labs misses says in one line where there is no database, and makes none', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'podium-misses-')), 'podium.db');
  const said = await podium(['labs', 'misses'], { env: { DATABASE_PATH: path } });
  expect(said).toEqual({
    code: 1,
    out: '',
    err: `podium labs misses: There is no database at ${path}. Check DATABASE_PATH.\n`,
  });
});
