import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openReportsAt, settleReportAt } from '../../src/store/index.ts';
import type { ReportInput, Store } from '../../src/store/store.ts';
import { DAY, MINUTE } from '../../src/study/schedule/day.ts';
import { onPostgres } from './database.ts';
import { answered, askInput, NOON, question, right, tempFolder, tempStore } from './fixtures.ts';

const ME = '100000000000000001';
const OTHER = '100000000000000002';
const GUILD = '200000000000000001';
const ELSEWHERE = '200000000000000002';

async function reported(store: Store, input: Partial<ReportInput> = {}): Promise<number> {
  const { id } = await store.reportMistake({
    askId: null,
    card: 'basics/uid',
    userId: ME,
    guildId: GUILD,
    text: 'Typo',
    now: NOON,
    shownTo: GUILD,
    ...input,
  });
  return id;
}

describe('reports of a server', () => {
  test('are one entry a card, the oldest first, and nobody is told who wrote them', async () => {
    const store = await tempStore();
    const first = await reported(store);
    await reported(store, { card: 'basics/gid', userId: OTHER });
    await reported(store, { userId: OTHER });
    const last = await reported(store, { text: 'And another' });
    await reported(store, { guildId: ELSEWHERE, shownTo: ELSEWHERE });
    await store.retireCard({ guildId: GUILD, card: 'basics/seen', now: NOON });
    const list = await store.reportedCards(GUILD);
    expect(list).toMatchObject([
      { card: 'basics/uid', reports: 3, people: 2, first, last, retiredId: null },
      { card: 'basics/gid', reports: 1, people: 1 },
      { card: 'basics/seen', reports: 0, first: null, retiredId: expect.any(Number) },
    ]);
    const notes = await store.reportsOf({ guildId: GUILD, card: 'basics/uid', limit: 2 });
    expect(notes.map(({ text }) => text)).toEqual(['And another', 'Typo']);
    expect(JSON.stringify([list, notes])).not.toContain(ME);
  });

  test.skipIf(onPostgres)(
    'of before the managers were named as readers are not shown to them, but to whoever runs the bot',
    async () => {
      const path = join(tempFolder(), 'podium.db');
      const store = await tempStore(path);
      await reported(store, { shownTo: null });
      await reported(store, { shownTo: null, card: `${GUILD}.ours/a` });
      await reported(store, { shownTo: GUILD, card: `${GUILD}.ours/b` });
      expect((await store.reportedCards(GUILD)).map(({ card }) => card)).toEqual([`${GUILD}.ours/b`]);
      const open = await openReportsAt({ path });
      expect(open.map(({ card }) => card)).toEqual(['basics/uid', `${GUILD}.ours/a`]);
    },
  );

  test('settled twice tell each of their writers once; later ones stay open', async () => {
    const store = await tempStore();
    await reported(store);
    await reported(store, { userId: OTHER });
    const seen = await reported(store);
    const later = await reported(store, { userId: OTHER, text: 'Later' });
    const input = { guildId: GUILD, reportId: seen, note: null, now: NOON };
    const both = await Promise.all([store.settleReports(input), store.settleReports(input)]);
    expect(both.map(({ reports, people }) => [reports, people])).toEqual([
      [3, 2],
      [0, 0],
    ]);
    expect((await store.reportedCards(GUILD))[0]).toMatchObject({ first: later, last: later });
    const news = await store.claimReportNews({ now: NOON, limit: 10 });
    expect(news.map(({ userId }) => userId)).toEqual([ME, OTHER]);
  });

  test('of another server, or of none, cannot be settled', async () => {
    const store = await tempStore();
    const reportId = await reported(store, { shownTo: ELSEWHERE });
    for (const id of [reportId, 999])
      await expect(
        store.settleReports({ guildId: GUILD, reportId: id, note: null, now: NOON }),
      ).rejects.toMatchObject({ code: 'not-possible' });
    await expect(
      store.retireCard({ guildId: GUILD, card: `${ELSEWHERE}.theirs/a`, now: NOON }),
    ).rejects.toMatchObject({ code: 'not-possible' });
  });
});

describe('news of a report', () => {
  async function settled(store: Store): Promise<void> {
    const reportId = await reported(store);
    await store.settleReports({ guildId: GUILD, reportId, note: 'Mended', now: NOON });
  }

  test('is claimed by one process, comes again where it was not told, and never after', async () => {
    const store = await tempStore();
    await settled(store);
    const claim = (now: number) => store.claimReportNews({ now, limit: 10 });
    const [one, none] = await Promise.all([claim(NOON), claim(NOON)]);
    expect([one?.length, none?.length]).toEqual([1, 0]);
    const again = await claim(NOON + MINUTE);
    expect(again).toEqual(one);
    await store.newsTold([again[0]?.id ?? 0], NOON + MINUTE);
    await store.newsNotTold([again[0]?.id ?? 0], NOON);
    expect(await claim(NOON + DAY)).toEqual([]);
    expect(await store.takeNewsFor(ME, NOON + DAY)).toEqual([]);
    expect(await store.sweepReports(NOON + 29 * DAY)).toBe(0);
    expect(await store.sweepReports(NOON + 31 * DAY)).toBe(1);
  });

  test('that could not be sent waits for the person, once for all places they come by', async () => {
    const store = await tempStore();
    await settled(store);
    expect(await store.takeNewsFor(ME, NOON)).toEqual([]);
    const [news] = await store.claimReportNews({ now: NOON, limit: 10 });
    await store.newsNotTold([news?.id ?? 0], null);
    expect(await store.claimReportNews({ now: NOON + DAY, limit: 10 })).toEqual([]);
    expect(await store.takeNewsFor(OTHER, NOON)).toEqual([]);
    const both = await Promise.all([store.takeNewsFor(ME, NOON), store.takeNewsFor(ME, NOON)]);
    expect(both.flat()).toMatchObject([{ note: 'Mended', card: 'basics/uid', guildId: GUILD }]);
  });
});

test.skipIf(onPostgres)('whoever runs the bot settles in the file while the bot writes to it', async () => {
  const path = join(tempFolder(), 'podium.db');
  const store = await tempStore(path);
  const reportId = await reported(store);
  const writing = Array.from({ length: 30 }, (_, n) => answered(store, { userId: `3${n}`, now: NOON + n }));
  const done = settleReportAt({ path }, { reportId, note: 'Mended', now: NOON });
  expect((await Promise.all(writing)).every(({ first }) => first)).toBe(true);
  expect(await done).toEqual({ card: 'basics/uid', reports: 1, people: 1 });
  await expect(settleReportAt({ path }, { reportId, note: null, now: NOON })).rejects.toMatchObject({
    code: 'not-possible',
  });
  expect(await openReportsAt({ path })).toEqual([]);
  // The server's managers have it still, and settle it for themselves.
  expect(await store.reportedCards(GUILD)).toHaveLength(1);
  expect(await store.claimReportNews({ now: NOON, limit: 5 })).toMatchObject([
    { guildId: null, note: 'Mended' },
  ]);
});

test('how often a card was asked in a server is counted there alone, without what was undone', async () => {
  const store = await tempStore();
  const asked = { question: question('basics/uid'), guildId: GUILD };
  await answered(store, asked);
  await answered(store, { ...asked, userId: OTHER }, { correct: false });
  await answered(store, { ...asked, guildId: ELSEWHERE, userId: '3' });
  const { id } = await store.ask(askInput({ ...asked, userId: '4' }));
  await store.recordAnswer(right(id, { userId: '4' }));
  await store.undo(id, '4');
  await store.ask(askInput({ ...asked, userId: '5' }));
  expect(await store.askedHere(GUILD, 'basics/uid')).toEqual({ asked: 4, answered: 2, right: 1 });
  expect(await store.askedHere(GUILD, 'basics/none')).toEqual({ asked: 0, answered: 0, right: 0 });
});
