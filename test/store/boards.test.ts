import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { StoreError } from '../../src/store/engine/store-error.ts';
import type { Board, Store } from '../../src/store/store.ts';
import { DAY, HOUR, MINUTE } from '../../src/study/schedule/day.ts';
import { openStore } from './database.ts';
import { answered, askInput, NOON, question, right, tempFolder, tempStore } from './fixtures.ts';

const GUILD = '200000000000000001';
const ALL: Board = { guildId: GUILD, period: 'all', now: NOON };
const [ADA, BOB, CYD] = ['100000000000000001', '100000000000000002', '100000000000000003'] as const;

/** Each gets so many points, by a card of their own. */
async function earn(store: Store, points: Readonly<Record<string, number>>, now = NOON): Promise<void> {
  for (const [userId, each] of Object.entries(points))
    await answered(
      store,
      { userId, now, question: question(`basics/${userId}-${now}`) },
      { points: each, now },
    );
}

async function lines(store: Store, board: Board, offset = 0, limit = 10) {
  const rows = await store.leaderboard({ ...board, offset, limit });
  return rows.map(({ rank, userId, points }) => [rank, userId, points]);
}

const start = (store: Store, now = NOON, endsAt: number | null = null) =>
  store.startSeason({ guildId: GUILD, channelId: '9', name: 'Autumn', endsAt, now });

async function codeOf(work: Promise<unknown>): Promise<string | undefined> {
  const error = await work.catch((thrown: unknown) => thrown);
  return error instanceof StoreError ? error.code : undefined;
}

describe('a board', () => {
  test('of one deck counts its cards alone, and every period counts each deck', async () => {
    const store = await tempStore();
    await answered(store, { question: question('basics/uid') });
    await answered(store, { question: question('drill/uid') }, { points: 5 });
    await answered(store, { question: question(`${GUILD}.ours/one`) }, { points: 3 });
    for (const period of ['week', 'month', 'all'] as const) {
      const of = (deck: string | null) => lines(store, { guildId: GUILD, period, now: NOON, deck });
      expect(await of('basics')).toEqual([[1, ADA, 2]]);
      expect(await of('drill')).toEqual([[1, ADA, 5]]);
      expect(await of(`${GUILD}.ours`)).toEqual([[1, ADA, 3]]);
      expect(await of(null)).toEqual([[1, ADA, 10]]);
      expect(await of('none')).toEqual([]);
    }
  });

  test('goes on over its pages with the places of those before, equals sharing one across the edge', async () => {
    const store = await tempStore();
    await earn(store, { a: 9, b: 7, c: 7, d: 7, e: 5 });
    expect(await lines(store, ALL, 2, 2)).toEqual([
      [2, 'c', 7],
      [2, 'd', 7],
    ]);
    expect(await lines(store, ALL, 4, 2)).toEqual([[5, 'e', 5]]);
    expect((await store.boardPlace({ ...ALL, userId: 'e' })).row).toMatchObject({ rank: 5, points: 5 });
  });

  test('is without who hides, in the past and the future, until they show themselves again', async () => {
    const store = await tempStore();
    await earn(store, { [ADA]: 5, [BOB]: 9, [CYD]: 1 });
    await store.changeSettings(BOB, { onBoards: false }, NOON);
    await earn(store, { [BOB]: 9 }, NOON + HOUR);
    expect(await lines(store, ALL)).toEqual([
      [1, ADA, 5],
      [2, CYD, 1],
    ]);
    expect(await store.boardPlace({ ...ALL, userId: BOB })).toMatchObject({ hidden: true, row: { rank: 1 } });
    // The others' own places are those of the board that they see.
    expect((await store.boardPlace({ ...ALL, userId: CYD })).row?.rank).toBe(2);
    await store.changeSettings(BOB, { onBoards: true }, NOON);
    expect((await lines(store, ALL))[0]).toEqual([1, BOB, 18]);
  });

  test('keeps somebody hidden whatever else they set', async () => {
    const store = await tempStore();
    await earn(store, { [ADA]: 5 });
    await store.changeSettings(ADA, { onBoards: false }, NOON);
    await store.changeSettings(ADA, { schedule: { newPerDay: 5 } }, NOON);
    await store.saveSettings(ADA, { zone: 'Europe/Berlin' }, NOON);
    expect(await lines(store, ALL)).toEqual([]);
    expect(await store.learnerSettings(ADA, NOON)).toMatchObject({
      onBoards: false,
      schedule: { newPerDay: 5, zone: 'Europe/Berlin' },
    });
  });

  test('is without who left its server, and with them again once they answer there', async () => {
    const store = await tempStore();
    await earn(store, { [ADA]: 5, [BOB]: 9 });
    await earn(store, { [ADA]: 5 }, NOON - 40 * DAY);
    const userIds = [ADA, BOB];
    expect(await store.uncheckedMembers({ guildId: GUILD, userIds, now: NOON })).toEqual(userIds);
    await store.noteMember({ guildId: GUILD, userId: BOB, present: false, now: NOON });
    await store.noteMember({ guildId: GUILD, userId: ADA, present: true, now: NOON });
    expect(await lines(store, ALL)).toEqual([[1, ADA, 10]]);
    expect(await store.uncheckedMembers({ guildId: GUILD, userIds, now: NOON + MINUTE })).toEqual([]);
    // Who is there is asked about again after an hour; who is not is not shown, so nobody asks.
    expect(await store.uncheckedMembers({ guildId: GUILD, userIds, now: NOON + HOUR })).toEqual([ADA]);
    await answered(store, { userId: BOB, guildId: 'other', question: question('basics/b') });
    expect(await lines(store, ALL)).toEqual([[1, ADA, 10]]);
    await earn(store, { [BOB]: 1 }, NOON + DAY);
    expect(await lines(store, ALL)).toEqual([
      [1, ADA, 10],
      [1, BOB, 10],
    ]);
  });

  test('says nothing of whose data was deleted', async () => {
    const store = await tempStore();
    await start(store);
    await earn(store, { [ADA]: 5, [BOB]: 9 });
    await store.deleteUser(BOB);
    expect(await lines(store, ALL)).toEqual([[1, ADA, 5]]);
    expect(await lines(store, { guildId: GUILD, seasonId: 1 })).toEqual([[1, ADA, 5]]);
  });
});

describe('a season', () => {
  test('counts what is answered in its server while it is on, and nothing else', async () => {
    const store = await tempStore();
    await earn(store, { [ADA]: 1 }, NOON - HOUR);
    const { id: seasonId } = await start(store, NOON, NOON + DAY);
    await earn(store, { [ADA]: 2 }, NOON);
    await answered(store, { userId: ADA, guildId: 'other', question: question('basics/b') });
    await answered(store, { userId: ADA, guildId: null, question: question('basics/c') });
    await earn(store, { [ADA]: 4 }, NOON + DAY - 1);
    // Its time is over, though nobody has looked yet.
    await earn(store, { [ADA]: 8 }, NOON + DAY);
    expect(await lines(store, { guildId: GUILD, seasonId })).toEqual([[1, ADA, 6]]);
    expect(await lines(store, { guildId: GUILD, seasonId, deck: 'basics' })).toEqual([[1, ADA, 6]]);
    expect(await codeOf(store.leaderboard({ guildId: 'other', seasonId, limit: 1 }))).toBe('season-gone');
  });

  test('is one at a time in a server, and another server has its own', async () => {
    const store = await tempStore();
    await start(store);
    expect(await codeOf(start(store, NOON + 1))).toBe('not-possible');
    await store.startSeason({ guildId: 'other', channelId: '1', name: 'B', endsAt: null, now: NOON });
    expect((await store.endSeason({ guildId: GUILD, now: NOON + 2 })).endedAt).toBe(NOON + 2);
    expect(await codeOf(store.endSeason({ guildId: GUILD, now: NOON + 3 }))).toBe('not-possible');
    await start(store, NOON + 4);
    expect((await store.seasons(GUILD)).map(({ endedAt }) => endedAt)).toEqual([null, NOON + 2]);
  });

  test('that is over keeps its standings: an undo and a later answer change them no more', async () => {
    const store = await tempStore();
    const { id: seasonId } = await start(store);
    const input = askInput({ userId: ADA });
    const { id } = await store.ask(input);
    await store.recordAnswer(right(id, { userId: ADA, points: 5 }));
    await store.endSeason({ guildId: GUILD, now: NOON + MINUTE });
    await store.undo(id, ADA);
    await earn(store, { [ADA]: 3 }, NOON + HOUR);
    expect(await lines(store, { guildId: GUILD, seasonId })).toEqual([[1, ADA, 5]]);
    expect(await lines(store, ALL)).toEqual([[1, ADA, 3]]);
  });

  test('that is on loses what is undone', async () => {
    const store = await tempStore();
    const { id: seasonId } = await start(store);
    const { id } = await store.ask(askInput({ userId: ADA }));
    await store.recordAnswer(right(id, { userId: ADA, points: 5 }));
    await store.undo(id, ADA);
    expect(await lines(store, { guildId: GUILD, seasonId })).toEqual([]);
  });

  test('that is over keeps every seat: of who hides, left or was deleted as somebody’s', async () => {
    const store = await tempStore();
    const { id: seasonId } = await start(store);
    await earn(store, { [ADA]: 9, [BOB]: 7, [CYD]: 5, d: 3, e: 1 });
    await store.endSeason({ guildId: GUILD, now: NOON + MINUTE });
    const board = { guildId: GUILD, seasonId };
    await store.deleteUser(ADA);
    await store.changeSettings(BOB, { onBoards: false }, NOON);
    await store.noteMember({ guildId: GUILD, userId: CYD, present: false, now: NOON });
    expect(await lines(store, board)).toEqual([
      [1, null, 9],
      [2, null, 7],
      [3, null, 5],
      [4, 'd', 3],
      [5, 'e', 1],
    ]);
    expect(await store.boardPlace({ ...board, userId: BOB })).toMatchObject({
      hidden: true,
      row: { rank: 2 },
    });
    expect(JSON.stringify(await store.exportUser(ADA))).not.toContain(ADA);
    // Two whose data was deleted have two seats.
    await store.deleteUser('d');
    expect(await lines(store, board)).toHaveLength(5);
  });

  test('with an end closes by itself at that time, once, whichever process looks', async () => {
    const path = join(tempFolder(), 'podium.db');
    const store = await openStore({ path });
    await start(store, NOON, NOON + DAY);
    await store.startSeason({ guildId: 'other', channelId: '1', name: 'B', endsAt: null, now: NOON });
    const claim = (now: number) => store.claimSeasons({ now, limit: 10 });
    expect(await store.nextSeasonAt()).toBe(NOON + DAY);
    expect(await claim(NOON + DAY - 1)).toEqual([]);
    expect(await store.seasonOn(GUILD, NOON + DAY)).toBeUndefined();
    const late = NOON + DAY + 5 * HOUR;
    const both = (await Promise.all([claim(late), claim(late)])).flat();
    expect(both).toMatchObject([{ guildId: GUILD, endedAt: NOON + DAY }]);
    // Whoever claimed it was killed: it is told after the hold, by another process.
    await store.close();
    const next = await tempStore(path);
    expect(await next.claimSeasons({ now: late + 59_000, limit: 10 })).toEqual([]);
    expect(await next.nextSeasonAt()).toBe(late + MINUTE);
    expect(await next.claimSeasons({ now: late + MINUTE, limit: 10 })).toMatchObject([{ id: 1 }]);
    await next.seasonTold(1);
    expect(await next.nextSeasonAt()).toBeNull();
    expect(await next.claimSeasons({ now: late + DAY, limit: 10 })).toEqual([]);
  });

  test('that could not be told within a day is not told any more', async () => {
    const store = await tempStore();
    await start(store, NOON, NOON + HOUR);
    expect(await store.claimSeasons({ now: NOON + HOUR + DAY, limit: 10 })).toEqual([]);
    expect(await store.nextSeasonAt()).toBeNull();
    expect((await store.season(GUILD, 1)).endedAt).toBe(NOON + HOUR);
  });

  test('whose time is over makes way for the next, though nobody has looked yet', async () => {
    const store = await tempStore();
    await start(store, NOON, NOON + HOUR);
    await start(store, NOON + DAY);
    expect((await store.seasons(GUILD)).map(({ endedAt }) => endedAt)).toEqual([null, NOON + HOUR]);
    expect(await store.claimSeasons({ now: NOON + DAY, limit: 10 })).toMatchObject([{ id: 1 }]);
  });

  test('goes with its server', async () => {
    const store = await tempStore();
    await start(store);
    await earn(store, { [ADA]: 5 });
    await store.deleteGuild(GUILD);
    expect(await store.seasons(GUILD)).toEqual([]);
    expect((await store.exportUser(ADA)).season_scores).toEqual([]);
  });
});

test('a lab that is taken back may bring its points again, and never twice', async () => {
  const store = await tempStore();
  const state = { state: new Uint8Array(), prompt: '$ ', edit: null, inside: false };
  const finish = async (now: number) => {
    const { id } = await store.startLab({
      userId: ADA,
      lab: 'l',
      revision: 1,
      askId: null,
      replaces: null,
      now,
      ...state,
    });
    const { question: card, run } = askInput({ question: question('lab/l') });
    const done = { id, userId: ADA, guildId: GUILD, channelId: '1', question: card, run, now };
    const { ask } = await store.finishLab({ ...done, grade: 'good', points: 10, teaches: [] });
    if (ask === null) throw new Error('no question');
    await store.leaveLab(id, ADA);
    return ask;
  };
  const first = await finish(NOON);
  expect(first.outcome?.points).toBe(10);
  await store.undo(first.id, ADA);
  expect(await lines(store, ALL)).toEqual([]);
  expect((await finish(NOON + 2 * DAY)).outcome?.points).toBe(10);
  expect((await finish(NOON + 9 * DAY)).outcome?.points).toBe(0);
  expect(await lines(store, ALL)).toEqual([[1, ADA, 10]]);
});
