import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ourDecks } from '../../src/cli/shipped.ts';
import type { ReportInput } from '../../src/store/store.ts';
import { drawQuestion } from '../../src/study/index.ts';
import { NOON, tempFolder, tempStore } from '../store/fixtures.ts';
import { podium } from './podium.ts';

const ADA = '100000000000000001';
const BOB = '100000000000000002';
const GUILD = '200000000000000001';

async function card() {
  const found = (await ourDecks()).flatMap(({ cards }) => cards).find(({ kind }) => kind === 'choice');
  if (found === undefined) throw new Error('no card with options');
  return found;
}

async function filled() {
  const path = join(tempFolder(), 'podium.db');
  const store = await tempStore(path);
  const { key, prompt } = await card();
  const input = { askId: null, guildId: GUILD, shownTo: GUILD, now: NOON } as const;
  const ids: number[] = [];
  for (const one of [
    { card: key, userId: ADA, text: 'B is right too.\nSee the docs\u001b[31m' },
    { card: 'drill/uid', userId: ADA, text: 'Not 2000', drawn: { seed: 42, difficulty: 3 } },
    { card: `${GUILD}.theirs/a`, userId: ADA, text: 'For the server alone' },
    { card: 'gone/card', userId: ADA, text: 'An old one' },
    { card: key, userId: BOB, text: 'So I think', drawn: { seed: 7, difficulty: 1 } },
  ] satisfies Partial<ReportInput>[])
    ids.push((await store.reportMistake({ ...input, ...one })).id);
  return { path, store, key, prompt, ids, io: { env: { DATABASE_PATH: path }, now: () => NOON } };
}

test('reports lists a line a card, and nothing of a server’s decks or of who wrote it', async () => {
  const { io, key } = await filled();
  const said = await podium(['reports'], io);
  expect(said).toMatchObject({ code: 0, err: '' });
  const lines = said.out
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/ {2,}/));
  expect(lines).toEqual([
    ['5', '2 reports', key, 'So I think'],
    ['2', '1 report', 'drill/uid', 'Not 2000'],
    ['4', '1 report', 'gone/card', 'An old one'],
  ]);
  const json = await podium(['reports', '--json'], io);
  expect(JSON.parse(json.out)).toMatchObject([
    { card: key, people: 2, stats: null, reports: [{ id: 5 }, { id: 1 }] },
    { card: 'drill/uid', reports: [{ drawn: { seed: 42, difficulty: 3 } }] },
    { card: 'gone/card' },
  ]);
  expect(said.out + json.out).not.toMatch(/100000000000000001|theirs/);
});

test('reports ID shows the card, all that was written, and how to settle it; a drill by its seed', async () => {
  const { io, prompt } = await filled();
  const seen = drawQuestion(await card(), 7).options ?? [];
  const shown = await podium(['reports', '1'], io);
  expect(shown.out).toContain(prompt.split('\n')[0]);
  expect(shown.out).toContain('  B is right too.\n  See the docs [31m\n');
  // The options as whoever wrote of them by their letters saw them.
  expect(shown.out).toContain(
    `  So I think\nIts writer saw:\n${seen.map(({ key, text }) => `  ${key}  ${text}\n`).join('')}`,
  );
  expect(shown.out).toContain('podium reports --resolve 5 settles all of them.');
  const drill = await podium(['reports', '2'], io);
  expect(drill.out).toContain('podium drill uid --seed 42 --difficulty 3 shows the question.');
  expect((await podium(['reports', '4'], io)).out).toContain('The card is gone');
  for (const none of ['3', '99'])
    expect(await podium(['reports', none], io)).toMatchObject({
      code: 1,
      out: '',
      err: `podium reports: There is no open report ${none}. podium reports lists those that are open.\n`,
    });
});

test('reports --resolve settles the card’s reports beside the running bot, which tells who wrote them', async () => {
  const { io, store, key } = await filled();
  expect(await podium(['reports', '--resolve', '5', '--note', 'Mended in 1.4.'], io)).toEqual({
    code: 0,
    err: '',
    out: `Settled: 2 reports of ${key}. The bot tells the 2 who wrote them, within a minute while it runs.\n`,
  });
  const news = await store.claimReportNews({ now: NOON, limit: 9 });
  expect(news.map(({ userId, note, guildId }) => [userId, note, guildId])).toEqual([
    [ADA, 'Mended in 1.4.', null],
    [BOB, 'Mended in 1.4.', null],
  ]);
  expect((await podium(['reports'], io)).out).not.toContain(key);
  expect(await podium(['reports', '--resolve', '5'], io)).toMatchObject({ code: 1 });
});

test.each([
  [['--note', 'x'], '--note goes with --resolve ID.'],
  [['one'], 'ID is the number of a report'],
  [['1', '2'], 'one ID at a time'],
  [['--resolve', '0'], '--resolve must be a whole number from 1'],
  [['--resolve', '1', '--json'], '--resolve ID goes with --note only.'],
  [['--resolve', '1', '--note', 'x'.repeat(501)], '500 are the most'],
] as const)('reports %j is refused with what is wrong', async (args, words) => {
  const said = await podium(['reports', ...args]);
  expect(said.code).toBe(2);
  expect(said.err).toContain(words);
});

test('reports says in one line where there is no database', async () => {
  const path = join(tempFolder(), 'podium.db');
  for (const args of [[], ['--resolve', '1']])
    expect(await podium(['reports', ...args], { env: { DATABASE_PATH: path } })).toEqual({
      code: 1,
      out: '',
      err: `podium reports: There is no database at ${path}. Check DATABASE_PATH.\n`,
    });
});
