import { describe, expect, test } from 'vitest';
import type { DailyWork, Store } from '../../src/store/store.ts';
import { dateIn } from '../../src/study/schedule/clock-time.ts';
import { DAY, HOUR, MINUTE } from '../../src/study/schedule/day.ts';
import { answered, NOON, question, tempStore } from './fixtures.ts';

const GUILD = '200000000000000001';
const CHANNEL = '300000000000000001';
const ADA = '100000000000000001';
const BOB = '100000000000000002';
const RIGHT = { kind: 'options', keys: ['B'] } as const;
const WRONG = { kind: 'options', keys: ['A'] } as const;
/** 13:00 in Berlin is NOON there. */
const AT_NOON = { guildId: GUILD, channelId: CHANNEL, minute: 13 * 60, zone: 'Europe/Berlin', deck: null };
const ON = { ...AT_NOON, seed: 1, userId: ADA, now: NOON };

/** Does what a bot does with everything that is due; gives what it did. */
async function send(store: Store, now: number): Promise<readonly string[]> {
  const done: string[] = [];
  for (let next = await store.nextDailyAt(); next !== null && next <= now; next = await store.nextDailyAt()) {
    for (const work of await store.claimDailies({ now, limit: 10 })) {
      const { id: questionId, day, version } = work.view.question;
      done.push(work.kind);
      if (work.kind === 'edit') await store.dailyEdited({ questionId, version, now });
      else if (work.kind === 'look') await store.dailySkipped({ questionId, why: 'too-late', now });
      else {
        if (work.kind === 'draw')
          await store.dailyDrawn({ questionId, question: question(`d/${day}`), deckGone: false, now });
        await store.dailyPosted({ questionId, messageId: `m${questionId}`, now });
      }
    }
  }
  return done;
}

async function claimed(store: Store, now: number): Promise<DailyWork> {
  const [work] = await store.claimDailies({ now, limit: 10 });
  if (work === undefined) throw new Error('nothing is due');
  return work;
}

function given(questionId: number, userId: string, answer: typeof RIGHT | typeof WRONG, now: number) {
  return { questionId, userId, answer, correct: answer === RIGHT, messageId: null, now };
}

async function last(store: Store) {
  return (await store.dailyStatus(GUILD, ADA))?.last;
}

describe('a daily question', () => {
  test('is posted once a date, and revealed with the next one', async () => {
    const store = await tempStore();
    await store.setDaily(ON);
    expect(await send(store, NOON)).toEqual(['draw']);
    expect(await send(store, NOON + HOUR)).toEqual([]);
    const { id = 0 } = (await last(store)) ?? {};
    expect((await store.dailyView(id)).question.state).toBe('open');
    expect((await send(store, NOON + DAY)).toSorted()).toEqual(['draw', 'edit']);
    expect((await store.dailyView(id)).question.state).toBe('revealed');
    expect(await last(store)).toMatchObject({ state: 'open', day: dateIn('Europe/Berlin', NOON) + 1 });
  });

  test('of a time that is over comes tomorrow', async () => {
    const store = await tempStore();
    expect((await store.setDaily({ ...ON, minute: 12 * 60 })).dueAt).toBe(NOON + DAY - HOUR);
  });

  test('is not doubled by a change of the time or the zone, whichever calendar is looked at', async () => {
    for (const change of [
      { minute: 20 * 60 },
      { minute: 14 * 60, zone: 'Pacific/Auckland' },
      { minute: 23 * 60, zone: 'Pacific/Honolulu' },
      { zone: 'Pacific/Kiritimati', minute: 5 * 60 },
    ]) {
      const store = await tempStore();
      await store.setDaily(ON);
      await send(store, NOON);
      const posted = [NOON];
      await store.setDaily({ ...ON, ...change, now: NOON + MINUTE });
      for (let now = NOON + MINUTE; now < NOON + 3 * DAY; now += 10 * MINUTE)
        if ((await send(store, now)).includes('draw')) posted.push(now);
      const zone = change.zone ?? AT_NOON.zone;
      const dates = posted.map((at) => dateIn(zone, at));
      expect(new Set(dates).size).toBe(dates.length);
      expect(posted.length).toBeGreaterThan(1);
    }
  });

  test('that waits to be tried again while the zone is changed is settled before the next one comes', async () => {
    const store = await tempStore();
    // 02:00 in Honolulu, 21:00 on the same date in Tokyo, where it is tomorrow long before.
    await store.setDaily({ ...ON, zone: 'Pacific/Honolulu', minute: 2 * 60 });
    await claimed(store, NOON);
    await store.dailyDrawn({ questionId: 1, question: question('d/1'), deckGone: false, now: NOON });
    await store.setDaily({ ...ON, zone: 'Asia/Tokyo', minute: 60, now: NOON + 1 });
    const due = NOON + 4 * HOUR;
    const [work, ...more] = await store.claimDailies({ now: due, limit: 10 });
    expect(more).toEqual([]);
    expect(work).toMatchObject({ kind: 'look', view: { question: { id: 1 } } });
    await store.claimDailies({ now: due + MINUTE, limit: 10 });
    expect((await last(store))?.id).toBe(1);
    await store.dailyPosted({ questionId: 1, messageId: 'm', at: due - HOUR / 2, now: due + MINUTE });
    // A second try came through after midnight in Tokyo: that date has had its question.
    expect(await send(store, due + 2 * MINUTE)).not.toContain('draw');
    expect(await send(store, due + DAY)).toContain('draw');
  });

  test('whose time has come comes, although something is changed in that moment', async () => {
    const store = await tempStore();
    await store.setDaily(ON);
    await store.setDaily({ ...ON, deck: 'basics', now: NOON + 1 });
    expect(await send(store, NOON + 2)).toEqual(['draw']);
  });

  test('is posted late on the same date, and skipped when that is over', async () => {
    const store = await tempStore();
    await store.setDaily(ON);
    expect(await send(store, NOON + 10 * HOUR)).toEqual(['draw']);
    await send(store, NOON + 3 * DAY + 10 * HOUR);
    const day = dateIn('Europe/Berlin', NOON);
    expect(await last(store)).toMatchObject({ state: 'open', day: day + 3 });
    expect((await store.dailyView(1)).question.state).toBe('revealed');
    await expect(store.dailyView(3)).rejects.toMatchObject({ code: 'daily-gone' });
  });

  test('that was in somebody’s hands when they died is taken up by another, who looks first whether it is there', async () => {
    const store = await tempStore();
    await store.setDaily(ON);
    const drawn = await claimed(store, NOON);
    expect(await store.claimDailies({ now: NOON + 1000, limit: 10 })).toEqual([]);
    const { id: questionId } = drawn.view.question;
    const chosen = { questionId, question: question('d/1'), deckGone: false };
    expect(await store.dailyDrawn({ ...chosen, now: NOON + 1000 })).toMatchObject({
      kind: 'post',
      again: false,
    });
    // Another that was slower keeps what the first one chose.
    expect(
      await store.dailyDrawn({ ...chosen, question: question('d/2'), now: NOON + 1000 }),
    ).toBeUndefined();
    const again = await claimed(store, NOON + MINUTE);
    expect(again).toMatchObject({
      kind: 'post',
      again: true,
      view: { question: { question: { card: 'd/1' } } },
    });
    // The date is over: it is only looked for.
    const late = await claimed(store, NOON + 12 * HOUR);
    expect(late).toMatchObject({ kind: 'look', again: true });
    await store.dailyPosted({ questionId, messageId: 'm', now: NOON + 12 * HOUR });
    expect(await last(store)).toMatchObject({ state: 'open', postedAt: NOON + 1000 });
  });

  test('that is found after the next one has come is revealed at once', async () => {
    const store = await tempStore();
    await store.setDaily(ON);
    await claimed(store, NOON);
    await store.dailyDrawn({ questionId: 1, question: question('d/1'), deckGone: false, now: NOON });
    await store.claimDailies({ now: NOON + DAY, limit: 10 });
    await store.dailyPosted({ questionId: 1, messageId: 'm', now: NOON + DAY });
    expect((await store.dailyView(1)).question.state).toBe('revealed');
  });

  test('takes an answer, lets it be changed once, and none once it is revealed', async () => {
    const store = await tempStore();
    await store.setDaily(ON);
    await send(store, NOON);
    expect((await store.answerDaily(given(1, ADA, WRONG, NOON + 1))).became).toBe('taken');
    expect((await store.answerDaily(given(1, ADA, WRONG, NOON + 2))).became).toBe('same');
    expect((await store.answerDaily(given(1, ADA, RIGHT, NOON + 3))).became).toBe('changed');
    await expect(store.answerDaily(given(1, ADA, WRONG, NOON + 4))).rejects.toMatchObject({
      code: 'not-possible',
    });
    expect(await store.dailyView(1)).toMatchObject({
      answered: 1,
      right: 1,
      given: [{ answer: RIGHT, count: 1 }],
    });
    await send(store, NOON + DAY);
    await expect(store.answerDaily(given(1, BOB, RIGHT, NOON + DAY))).rejects.toMatchObject({
      code: 'not-possible',
    });
  });

  test('that is pressed is there, although whoever posted it died before they could say so', async () => {
    const store = await tempStore();
    await store.setDaily(ON);
    await claimed(store, NOON);
    await expect(store.answerDaily({ ...given(1, ADA, RIGHT, NOON), messageId: 'm' })).rejects.toMatchObject({
      code: 'not-possible',
    });
    await store.dailyDrawn({ questionId: 1, question: question('d/1'), deckGone: false, now: NOON });
    await store.answerDaily({ ...given(1, ADA, RIGHT, NOON + 1), messageId: 'm' });
    expect(await last(store)).toMatchObject({ state: 'open', messageId: 'm' });
    expect(await send(store, NOON + HOUR)).toEqual(['edit']);
  });

  test('feeds the memory of who answered, once and not before it is revealed, and the board of its server', async () => {
    const store = await tempStore();
    await store.setDaily(ON);
    await send(store, NOON);
    await store.answerDaily(given(1, ADA, RIGHT, NOON + HOUR));
    await store.answerDaily(given(1, BOB, WRONG, NOON + HOUR));
    const now = NOON + DAY;
    expect((await store.stats(ADA, now)).answered).toBe(0);
    await send(store, now);
    await send(store, now + HOUR);
    expect(await store.stats(ADA, now)).toMatchObject({ answered: 1, correct: 1 });
    expect(await store.stats(BOB, now)).toMatchObject({ answered: 1, correct: 0 });
    const board = await store.leaderboard({ guildId: GUILD, period: 'all', limit: 10, now });
    expect(board).toMatchObject([{ userId: ADA, points: 2 }]);
  });

  test('whose card somebody has reviewed since they answered is practice', async () => {
    const store = await tempStore();
    await store.setDaily(ON);
    await send(store, NOON);
    await store.answerDaily(given(1, ADA, WRONG, NOON + HOUR));
    const card = `d/${dateIn('Europe/Berlin', NOON)}`;
    await answered(store, { question: question(card), userId: ADA, now: NOON + 20 * HOUR });
    const before = await store.exportUser(ADA);
    await send(store, NOON + DAY);
    expect((await store.exportUser(ADA)).cards).toEqual(before.cards);
  });

  test('counts the answers of a large server in pieces, each once', async () => {
    const store = await tempStore();
    await store.setDaily(ON);
    await send(store, NOON);
    const people = Array.from({ length: 200 }, (_, index) => `4${String(index).padStart(17, '0')}`);
    const taken = await Promise.all(
      people.map((userId) => store.answerDaily(given(1, userId, RIGHT, NOON + 1))),
    );
    expect(taken.filter(({ became }) => became === 'taken')).toHaveLength(200);
    expect(await store.dailyView(1)).toMatchObject({ answered: 200, right: 200 });
    // One edit for all of them, and none at once.
    expect(await send(store, NOON + 1)).toEqual([]);
    expect(await send(store, NOON + 1000)).toEqual(['edit']);
    await send(store, NOON + DAY);
    const counts = await Promise.all(
      people.map(async (userId) => (await store.stats(userId, NOON + DAY)).answered),
    );
    expect(new Set(counts)).toEqual(new Set([1]));
  });

  test('is edited once a second while it is new, and rarely once Discord allows few edits', async () => {
    const store = await tempStore();
    await store.setDaily(ON);
    await send(store, NOON);
    let edits = 0;
    for (let second = 1; second <= 600; second += 1) {
      const now = NOON + 2 * HOUR + second * 1000;
      await store.answerDaily(given(1, `5${String(second).padStart(17, '0')}`, RIGHT, now));
      edits += (await send(store, now)).length;
    }
    expect(edits).toBeGreaterThan(3);
    expect(edits).toBeLessThan(8);
  });

  test('is revealed by switching it off, and that day gets no other one', async () => {
    const store = await tempStore();
    await store.setDaily(ON);
    await send(store, NOON);
    expect(await store.dailyOff({ guildId: GUILD, now: NOON + HOUR })).toBe(true);
    expect(await store.dailyOff({ guildId: GUILD, now: NOON + HOUR })).toBe(false);
    expect(await last(store)).toMatchObject({ state: 'revealed' });
    await store.setDaily({ ...ON, minute: 20 * 60, now: NOON + 2 * HOUR });
    expect(await send(store, NOON + 11 * HOUR)).not.toContain('draw');
    expect(await send(store, NOON + 32 * HOUR)).toContain('draw');
  });
});

describe('a streak of daily questions', () => {
  test('grows with each that is answered, is kept on days without one, and breaks with one left out', async () => {
    const store = await tempStore();
    await store.setDaily(ON);
    const streaks: number[] = [];
    const answeredOn = [0, 1, 4, 6];
    let id = 0;
    // The bot is down on the days 2 and 3.
    for (const day of [0, 1, 4, 5, 6]) {
      const now = NOON + day * DAY;
      await send(store, now);
      id = (await last(store))?.id ?? 0;
      if (!answeredOn.includes(day)) continue;
      streaks.push((await store.answerDaily(given(id, ADA, WRONG, now + HOUR))).streak.streak);
    }
    expect(streaks).toEqual([1, 2, 3, 1]);
    expect((await store.dailyStatus(GUILD, ADA))?.streak).toEqual({ streak: 1, best: 3, shares: false });
    expect((await store.dailyStatus(GUILD, BOB))?.streak).toEqual({ streak: 0, best: 0, shares: false });
  });

  test('is shown of nobody who did not allow it', async () => {
    const store = await tempStore();
    await store.setDaily(ON);
    for (const day of [0, 1]) {
      await send(store, NOON + day * DAY);
      const { id = 0 } = (await last(store)) ?? {};
      for (const who of [ADA, BOB]) await store.answerDaily(given(id, who, RIGHT, NOON + day * DAY + HOUR));
    }
    await store.shareDailyStreak({ guildId: GUILD, userId: BOB, shares: true });
    const view = await store.dailyView((await last(store))?.id ?? 0);
    expect(view).toMatchObject({ streaks: 2, shown: [{ userId: BOB, streak: 2 }] });
    // Who hides from the boards is named nowhere, whatever else they allowed.
    await store.changeSettings(BOB, { onBoards: false }, NOON);
    expect((await store.dailyView(view.question.id)).shown).toEqual([]);
    await store.changeSettings(BOB, { onBoards: true }, NOON);
    expect((await store.dailyView(view.question.id)).shown).toHaveLength(1);
    // Before the first answer, too.
    const EVE = '100000000000000003';
    const eves = await store.shareDailyStreak({ guildId: GUILD, userId: EVE, shares: true });
    expect(eves).toEqual({ streak: 0, best: 0, shares: true });
    const { streak } = await store.answerDaily(given(view.question.id, EVE, RIGHT, NOON + 30 * HOUR));
    expect(streak).toEqual({ streak: 1, best: 1, shares: true });
    await store.shareDailyStreak({ guildId: GUILD, userId: BOB, shares: false });
    expect((await store.dailyView(view.question.id)).shown).toEqual([]);
  });
});

describe('a daily question that cannot be posted', () => {
  test('is paused, tried again the next day, told once, and given up after a week', async () => {
    const store = await tempStore();
    await store.setDaily(ON);
    const told: (string | null)[] = [];
    for (let day = 0; day < 9; day += 1) {
      const now = NOON + day * DAY;
      const work = await store.claimDailies({ now, limit: 10 });
      for (const { view } of work) {
        const { tell, givenUp } = await store.dailySkipped({
          questionId: view.question.id,
          why: 'channel-gone',
          now,
        });
        told.push(givenUp ? 'given up' : tell);
      }
    }
    expect(told).toEqual([ADA, null, null, null, null, null, 'given up']);
    expect(await store.nextDailyAt()).toBeNull();
    expect((await store.dailyStatus(GUILD, ADA))?.settings).toMatchObject({
      trouble: 'channel-gone',
      failed: 7,
      dueAt: null,
    });
    await store.setDaily({ ...ON, now: NOON + 10 * DAY });
    expect(await send(store, NOON + 10 * DAY)).toEqual(['draw']);
    expect((await store.dailyStatus(GUILD, ADA))?.settings).toMatchObject({ trouble: null, failed: 0 });
  });

  test('because Discord has trouble is tried a few dozen times that day, and no more', async () => {
    const store = await tempStore();
    await store.setDaily({ ...ON, minute: 0, now: NOON + 11 * HOUR });
    let tries = 0;
    for (let now = NOON + 11 * HOUR; now < NOON + 35 * HOUR; now += 5000)
      tries += (await store.claimDailies({ now, limit: 10 })).length;
    expect(tries).toBeGreaterThan(10);
    expect(tries).toBeLessThan(40);
  });
});

test('who had their data deleted stays in the counts as nobody, and is told nothing any more', async () => {
  const store = await tempStore();
  await store.setDaily(ON);
  await send(store, NOON);
  await store.answerDaily(given(1, ADA, RIGHT, NOON + 1));
  await store.deleteUser(ADA);
  expect(await store.dailyView(1)).toMatchObject({ answered: 1, right: 1 });
  expect((await store.dailyStatus(GUILD, ADA))?.settings).toMatchObject({ userId: null, active: true });
  await send(store, NOON + DAY);
  expect((await store.stats(ADA, NOON + DAY)).answered).toBe(0);
});

test('answers of long ago are swept, once they were counted', async () => {
  const store = await tempStore();
  await store.setDaily(ON);
  await send(store, NOON);
  await store.answerDaily(given(1, ADA, RIGHT, NOON + 1));
  expect(await store.sweepDailies(NOON + 70 * DAY)).toBe(0);
  await send(store, NOON + DAY);
  expect(await store.sweepDailies(NOON + 50 * DAY)).toBe(0);
  expect(await store.sweepDailies(NOON + 70 * DAY)).toBe(1);
});
