import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterEach, expect, test } from 'vitest';
import { answerTo } from '../../../src/discord/explain/answer.ts';
import { drawnFrom } from '../../../src/discord/explain/drawn.ts';
import { type OpenPastes, openPastes } from '../../../src/discord/explain/pastes.ts';
import { questionOn } from '../../../src/play/on-paste.ts';
import { HOSTILE_PASTES } from '../../manifest/hostile-pastes.ts';

/** What nobody may be held up for. */
const HELD_UP_MS = 250;
/** A busy machine may take the processor away for longer; not every time. */
const ATTEMPTS = 4;
const owner = '1'.repeat(19);
const open: OpenPastes[] = [];

function pastes(limits: Parameters<typeof openPastes>[0] = {}): OpenPastes {
  const opened = openPastes(limits);
  open.push(opened);
  return opened;
}

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

function hostile(name: string): string {
  const [, paste] = HOSTILE_PASTES.find(([known]) => known === name) ?? [];
  if (paste === undefined) throw new RangeError(`there is no hostile paste "${name}"`);
  return paste;
}

/** The longest time for which this thread did nothing else, in ms; the least of some attempts. */
async function heldUp(work: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < ATTEMPTS && least > HELD_UP_MS; i++) {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    await work();
    delay.disable();
    least = Math.min(least, delay.max / 1e6);
  }
  return least;
}

test.each([
  'fragments',
  '25,000 containers',
  'pods without marks',
  'fields of the wrong case',
  'many duplicate keys',
  'flush left: misspelt keys',
])('while a paste of %s is explained, corrected and asked about, others are answered', async (name) => {
  const all = pastes({ timeoutMs: 60_000 });
  const paste = hostile(name);
  const held = await heldUp(async () => {
    await all.explain({ paste, imageUsers: '', owner });
    await all.details({ paste, imageUsers: '', owner });
    await all.container({ paste, imageUsers: '', owner, which: '0.0.0' }).catch(() => undefined);
    await all.correct({ paste, owner });
    await all.ask({ paste, imageUsers: '', seen: [], seed: 1 });
  });
  expect(held).toBeLessThan(HELD_UP_MS);
});

const LABELLED = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext: {runAsUser: 1000}
  containers:
  - {name: app, image: a, securityContext: {runAsUser: 2000}}
  - {name: side, image: b}
${'# and so on\n'.repeat(500)}`;

test('a long paste gets the same message and the same question as where it is worked on at once', async () => {
  const all = pastes();
  const asked = { paste: LABELLED, imageUsers: 'app=101', owner };
  expect(await all.explain(asked)).toEqual(answerTo(asked));
  const question = await all.ask({ paste: LABELLED, imageUsers: '', seen: [], seed: 7 });
  expect(question).toBeDefined();
  expect(question).toEqual(questionOn(LABELLED, '', [], 7));
  expect(await all.draw(asked)).toEqual(drawnFrom(asked));
});

test('a long paste that holds no manifest is answered with the reason, by each of them', async () => {
  const all = pastes();
  const paste = 'Why does my pod not start? '.repeat(400);
  expect(await all.explain({ paste, imageUsers: '', owner })).toMatchObject({ explained: false });
  const { components } = await all.correct({ paste, owner });
  expect(JSON.stringify(components)).toContain('I cannot explain that');
  expect(await all.ask({ paste, imageUsers: '', seen: [], seed: 1 })).toBeUndefined();
  expect(await all.draw({ paste, imageUsers: '', owner })).toMatchObject({ message: expect.anything() });
});

test('image users that cannot be read are told as always', async () => {
  const asked = { paste: LABELLED, imageUsers: 'two words', owner };
  await expect(pastes().explain(asked)).rejects.toMatchObject({ identifier: 'image-user-unreadable' });
});

test.each([
  ['takes too long', { timeoutMs: 1 }],
  ['takes too much memory', { megabytes: 5 }],
])('what %s is stopped, and the person is told what to do', async (_, limits) => {
  const stopped = pastes(limits).explain({ paste: hostile('25,000 containers'), imageUsers: '', owner });
  await expect(stopped).rejects.toMatchObject({
    identifier: 'paste-too-heavy',
    message: expect.stringContaining('Send only the pods'),
  });
});
