import { describe, expect, test } from 'vitest';
import { bucket } from '../../src/store/groups/periods.ts';
import { DAY } from '../../src/study/schedule/day.ts';
import { answered, NOON, question, tempStore } from './fixtures.ts';

const GUILD = '200000000000000001';

describe('a week is that of ISO 8601', () => {
  // 2020 began on a Wednesday and has 53 weeks; 2021 began on a Friday of that week.
  test.each([
    ['2026-03-02', '2026-W10'],
    ['2026-03-01', '2026-W09'],
    ['2020-12-31', '2020-W53'],
    ['2021-01-03', '2020-W53'],
    ['2021-01-04', '2021-W01'],
    ['2024-12-30', '2025-W01'],
    ['2018-12-31', '2019-W01'],
    ['1970-01-01', '1970-W01'],
  ])('%s is in %s', (date, week) => {
    expect(bucket('week', Date.parse(`${date}T00:00:00Z`))).toBe(week);
    expect(bucket('week', Date.parse(`${date}T23:59:59.999Z`))).toBe(week);
  });
});

describe('the leaderboard', () => {
  test('counts each period by itself', async () => {
    const store = await tempStore();
    await answered(store, { now: NOON - 3 * DAY });
    await answered(store, { now: NOON, question: question('basics/gid') });
    const points = async (period: 'week' | 'month' | 'all', now: number) =>
      (await store.leaderboard({ guildId: GUILD, period, limit: 10, now })).map((row) => row.points);
    expect(await points('week', NOON)).toEqual([2]);
    expect(await points('month', NOON)).toEqual([2]);
    expect(await points('all', NOON)).toEqual([4]);
    expect(await points('month', NOON - 3 * DAY)).toEqual([2]);
    expect(await points('week', NOON + 7 * DAY)).toEqual([]);
  });

  test('ranks by points, shares a rank between equals, leaves out who has none', async () => {
    const store = await tempStore();
    for (const [userId, points] of Object.entries({ a: 5, b: 9, c: 5, d: 1, e: 0 })) {
      await answered(store, { userId }, { points, correct: points > 0 });
    }
    const rows = await store.leaderboard({ guildId: GUILD, period: 'week', limit: 10, now: NOON });
    expect(rows.map(({ rank, userId }) => [rank, userId])).toEqual([
      [1, 'b'],
      [2, 'a'],
      [2, 'c'],
      [4, 'd'],
    ]);
    expect(await store.leaderboard({ guildId: GUILD, period: 'week', limit: 2, now: NOON })).toHaveLength(2);
  });

  test('shows one server nothing of another, and nothing of what was answered in a DM', async () => {
    const store = await tempStore();
    await answered(store, { guildId: 'other' });
    await answered(store, { guildId: null, question: question('basics/gid') });
    expect(await store.leaderboard({ guildId: GUILD, period: 'all', limit: 10, now: NOON })).toEqual([]);
    expect(await store.leaderboard({ guildId: 'other', period: 'all', limit: 10, now: NOON })).toEqual([
      { rank: 1, userId: '100000000000000001', points: 2, answered: 1, correct: 1 },
    ]);
  });
});

describe('one person’s stats', () => {
  test('give the sums and the topics, most answered first', async () => {
    const store = await tempStore();
    await answered(store, { question: question('a/1', { topic: 'fsGroup' }) });
    await answered(store, { question: question('a/2') }, { correct: false });
    await answered(store, { question: question('a/3') });
    expect(await store.stats('100000000000000001', NOON)).toEqual({
      points: 4,
      answered: 3,
      correct: 2,
      streak: 1,
      topics: [
        { topic: 'runAsUser', answered: 2, correct: 1 },
        { topic: 'fsGroup', answered: 1, correct: 1 },
      ],
    });
  });

  test('count the days in a row up to today or yesterday', async () => {
    const store = await tempStore();
    const streakAt = async (day: number) =>
      (await store.stats('100000000000000001', NOON + day * DAY)).streak;
    expect(await streakAt(0)).toBe(0);
    for (const day of [-5, -2, -1, 0]) await answered(store, { now: NOON + day * DAY });
    expect(await streakAt(0)).toBe(3);
    expect(await streakAt(1)).toBe(3);
    expect(await streakAt(2)).toBe(0);
  });
});
