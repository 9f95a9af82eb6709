import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AnswerInput, Store } from '../../src/store/store.ts';
import { DAY, HOUR, learnerDay, MINUTE } from '../../src/study/schedule/day.ts';
import { type Grade, NEW_MEMORY, promiseOf } from '../../src/study/schedule/memory.ts';
import { grade } from '../../src/study/schedule/scheduler.ts';
import { DEFAULT_SETTINGS } from '../../src/study/schedule/settings.ts';
import { askInput, NOON, numberCard, question, right, tempFolder, tempStore } from './fixtures.ts';

const ME = '100000000000000001';
const GUILD = '200000000000000001';
const UID = 'basics/uid';

/** Puts a card in `/review` and grades it. */
async function review(
  store: Store,
  card: string,
  given: Grade,
  now: number,
  more: Partial<AnswerInput> = {},
) {
  const { id } = await store.ask(askInput({ question: question(card), now }));
  return { id, ...(await click(store, id, given, now, more)) };
}

function click(store: Store, id: number, given: Grade, now: number, more: Partial<AnswerInput> = {}) {
  const correct = given !== 'again';
  return store.recordAnswer(right(id, { correct, grade: given, inReview: true, now, ...more }));
}

const memoryOf = async (store: Store, card: string, now: number) =>
  (await store.cardInfo(ME, card, now))?.memory;
/** What the four grades of a question lead to; it must not be practice. */
async function offeredBy(store: Store, askId: number, now: number) {
  const grades = await store.previewGrades(askId, ME, now);
  if (grades === null) throw new Error('this would be practice');
  return grades;
}

const NOTHING = { review: 0, new: 0 };
const pool = (...cards: string[]) => cards.map((card) => ({ card }));

describe('an answer', () => {
  test('in /quiz feeds the memory: right is Good, wrong is Again, and the preview said so', async () => {
    const store = await tempStore();
    for (const [card, correct, given] of [
      ['a/1', true, 'good'],
      ['a/2', false, 'again'],
    ] as const) {
      const { id } = await store.ask(askInput({ question: question(card) }));
      const offered = await offeredBy(store, id, NOON);
      const outcome = await store.recordAnswer(right(id, { correct }));
      expect(outcome.review?.after).toEqual(offered[given]);
      expect(await memoryOf(store, card, NOON)).toEqual(offered[given]);
      expect(offered[given]).toEqual(grade(NEW_MEMORY, given, NOON, { ...DEFAULT_SETTINGS, card }));
    }
  });

  test('in /quiz later the same day is practice; in /review the step that is due is not', async () => {
    const store = await tempStore();
    const first = await review(store, UID, 'good', NOON);
    const practice = await review(store, UID, 'again', NOON + HOUR, { inReview: false });
    expect(practice.review).toBeNull();
    expect(await memoryOf(store, UID, NOON)).toEqual(first.review?.after);
    const second = await review(store, UID, 'good', NOON + 2 * HOUR);
    expect(second).toMatchObject({
      repeated: true,
      points: 0,
      review: { after: { state: 'review', reps: 2 } },
    });
    expect((await review(store, UID, 'good', NOON + 3 * HOUR)).review).toBeNull();
    const info = await store.cardInfo(ME, UID, NOON);
    expect(info?.history.map((one) => one.grade)).toEqual(['good', null, 'good', null]);
    expect(info).toMatchObject({ retrievability: 1, suspended: false, buried: false });
  });

  test('to two buttons of the same step counts once', async () => {
    const store = await tempStore();
    await review(store, UID, 'good', NOON);
    const later = NOON + 10 * MINUTE;
    const asked = askInput({ question: question(UID), now: later });
    const [one, two] = [await store.ask(asked), await store.ask(asked)];
    const both = await Promise.all([
      click(store, one.id, 'good', later),
      click(store, two.id, 'again', later),
    ]);
    expect(both.filter((one) => one.review !== null)).toHaveLength(1);
    expect((await memoryOf(store, UID, later))?.reps).toBe(2);
  });

  test('to a question left open while the card was answered elsewhere is practice, also where a step is due', async () => {
    const store = await tempStore();
    const open = await store.ask(askInput({ question: question(UID) }));
    const forgotten = await review(store, UID, 'again', NOON + MINUTE);
    expect(await store.previewGrades(open.id, ME, NOON + 2 * MINUTE)).toBeNull();
    const late = await store.recordAnswer(right(open.id, { inReview: true, now: NOON + 2 * MINUTE }));
    expect(late.review).toBeNull();
    expect(await memoryOf(store, UID, NOON)).toEqual(forgotten.review?.after);
  });

  test('that is the eighth lapse suspends the card as a leech; undo takes that back too', async () => {
    const store = await tempStore();
    let now = NOON;
    let lapses = 0;
    for (let step = 0; step < 200 && lapses < 7; step += 1) {
      const memory = await memoryOf(store, UID, now);
      now = Math.max(now, memory?.due ?? now);
      const done = await review(store, UID, memory?.state === 'review' ? 'again' : 'good', now);
      lapses = done.review?.after?.lapses ?? 0;
    }
    const relearned = await review(store, UID, 'good', now + 10 * MINUTE);
    now = relearned.review?.after?.due ?? 0;
    const eighth = await review(store, UID, 'again', now);
    expect(eighth.review).toMatchObject({ leech: true, after: { lapses: 8 } });
    expect(await store.nextCard({ userId: ME, pool: pool(UID), now: now + DAY })).toMatchObject({
      kind: 'done',
    });
    await store.undo(eighth.id, ME);
    expect(await store.cardInfo(ME, UID, now)).toMatchObject({ suspended: false, memory: { lapses: 7 } });
  });
});

describe('undo', () => {
  test('restores the memory to the last bit and every counter, and can be pressed twice', async () => {
    const store = await tempStore();
    await review(store, UID, 'good', NOON);
    const second = await review(store, UID, 'hard', NOON + 3 * DAY + 1234);
    const before = await memoryOf(store, UID, NOON);
    const rows = await store.progress({ userId: ME, pool: pool(UID), now: NOON + 9 * DAY });
    const sums = await store.stats(ME, NOON + 9 * DAY);
    const third = await review(store, UID, 'again', NOON + 9 * DAY);
    expect(await memoryOf(store, UID, NOON)).not.toEqual(before);
    for (const _ of [1, 2]) {
      expect(await store.undo(third.id, ME)).toMatchObject({ undone: true, review: { after: null } });
      expect(await memoryOf(store, UID, NOON)).toEqual(before);
      expect(await store.progress({ userId: ME, pool: pool(UID), now: NOON + 9 * DAY })).toEqual(rows);
      expect(await store.stats(ME, NOON + 9 * DAY)).toEqual(sums);
    }
    expect(second.review?.after).toEqual(before);
    expect((await store.cardInfo(ME, UID, NOON))?.history).toHaveLength(2);
  });

  test('of a grade that a later one builds on is refused; of the later one first it is not', async () => {
    const store = await tempStore();
    const first = await review(store, UID, 'good', NOON);
    const second = await review(store, UID, 'good', NOON + 10 * MINUTE);
    await expect(store.undo(first.id, ME)).rejects.toMatchObject({ code: 'not-possible' });
    await store.undo(second.id, ME);
    await store.undo(first.id, ME);
    expect(await memoryOf(store, UID, NOON)).toEqual(NEW_MEMORY);
  });

  test('of somebody else’s answer, or of none, is refused', async () => {
    const store = await tempStore();
    const { id } = await review(store, UID, 'good', NOON);
    await expect(store.undo(id, '666')).rejects.toMatchObject({ code: 'not-yours' });
    const open = await store.ask(askInput());
    await expect(store.undo(open.id, ME)).rejects.toMatchObject({ code: 'not-possible' });
  });

  test('past midnight and after a restart takes the grade from the day it was given on, also one that was changed', async () => {
    const path = join(tempFolder(), 'podium.db');
    const store = await tempStore(path);
    const late = NOON + 15 * HOUR + 50 * MINUTE; // 03:50, ten minutes before the day ends
    await review(store, UID, 'easy', late - 20 * DAY);
    const memory = await memoryOf(store, UID, NOON);
    const before = await store.exportUser(ME);
    const given = await review(store, UID, 'good', late);
    await store.regrade({ askId: given.id, userId: ME, grade: 'easy' });
    await store.close();
    const again = await tempStore(path);
    for (const _ of [1, 2]) await again.undo(given.id, ME);
    const { reviews, days, cards } = await again.exportUser(ME);
    expect(cards).toEqual(before.cards);
    expect(reviews).toMatchObject([{ undone: 0 }, { undone: 1, grade: 4 }]);
    expect(days?.[1]).toMatchObject({
      points: 0,
      answered: 0,
      correct: 0,
      introduced: 0,
      recalled: 0,
      forgotten: 0,
    });
    expect(await memoryOf(again, UID, NOON)).toEqual(memory);
    const next = await again.nextCard({ userId: ME, pool: pool(UID), now: late + 20 * MINUTE });
    expect(next).toMatchObject({ card: UID, from: 'review' });
    expect((await review(again, UID, 'good', late + 20 * MINUTE)).review).not.toBeNull();
  });

  test('of practice takes its points back and leaves the schedule alone', async () => {
    const store = await tempStore();
    await review(store, UID, 'easy', NOON - DAY);
    await store.suspend(ME, UID, true);
    const memory = await memoryOf(store, UID, NOON);
    const sums = await store.stats(ME, NOON);
    const practice = await review(store, UID, 'good', NOON);
    expect(practice).toMatchObject({ review: null, points: 2 });
    await store.undo(practice.id, ME);
    expect(await store.stats(ME, NOON)).toEqual(sums);
    expect(await store.cardInfo(ME, UID, NOON)).toMatchObject({ memory, suspended: true });
  });

  test('does not sell points: after a wrong answer the same card earns none that day, after a right one the same', async () => {
    const store = await tempStore();
    const points = async () =>
      (await store.leaderboard({ guildId: GUILD, period: 'week', limit: 1, now: NOON }))[0]?.points ?? 0;
    await store.undo((await review(store, 'a/1', 'again', NOON)).id, ME);
    expect(await review(store, 'a/1', 'good', NOON)).toMatchObject({ points: 0, repeated: false });
    const righted = await review(store, 'a/2', 'good', NOON);
    expect(await points()).toBe(2);
    await store.undo(righted.id, ME);
    expect(await points()).toBe(0);
    expect(await review(store, 'a/2', 'easy', NOON)).toMatchObject({ points: 2 });
    expect(await points()).toBe(2);
  });
});

describe('what a grade button says', () => {
  const opened = async (store: Store) => {
    await review(store, UID, 'easy', NOON - 9 * DAY);
    return (await store.ask(askInput({ question: question(UID) }))).id;
  };
  const press = (store: Store, id: number, promised: string, now: number) =>
    store.recordAnswer(right(id, { grade: 'good', inReview: true, promised, now }));

  test.each([
    ['a day later', (_: Store) => Promise.resolve(), NOON + 2 * DAY],
    ['after another retention', (store: Store) => store.saveSettings(ME, { retention: 0.97 }, NOON), NOON],
    [
      'after a flight',
      (store: Store) => store.saveSettings(ME, { zone: 'Pacific/Kiritimati' }, NOON),
      NOON + 3 * HOUR,
    ],
  ])('%s leads elsewhere, so nothing is graded and the question stays open', async (_name, change, now) => {
    const store = await tempStore();
    const id = await opened(store);
    const said = promiseOf((await offeredBy(store, id, NOON)).good);
    const before = await store.exportUser(ME);
    await change(store);
    await expect(press(store, id, said, now)).rejects.toMatchObject({ code: 'promise-changed' });
    const { settings: _, ...after } = await store.exportUser(ME);
    expect({ ...after, settings: [] }).toEqual(before);
    const holds = (await offeredBy(store, id, now)).good;
    expect(await press(store, id, promiseOf(holds), now)).toMatchObject({ review: { after: holds } });
    // A replay finds the answer, whatever its button said.
    expect(await press(store, id, said, now + DAY)).toMatchObject({ first: false, review: { after: holds } });
  });

  test('some minutes later leads there', async () => {
    const store = await tempStore();
    const id = await opened(store);
    const said = (await offeredBy(store, id, NOON)).good;
    const outcome = await press(store, id, promiseOf(said), NOON + 3 * HOUR);
    expect(outcome.review?.after?.scheduledDays).toBe(said.scheduledDays);
  });

  test('of practice is practice, of a card that is suspended or has changed too', async () => {
    const store = await tempStore();
    const id = await opened(store);
    await store.suspend(ME, UID, true);
    expect(await store.previewGrades(id, ME, NOON)).toBeNull();
    expect((await press(store, id, promiseOf(null), NOON)).review).toBeNull();
    await store.suspend(ME, UID, false);
    const other = await store.ask(askInput({ question: question(UID) }));
    await store.reviseCards([numberCard(UID, 1)]);
    await store.reviseCards([numberCard(UID, 2)]);
    expect(await store.previewGrades(other.id, ME, NOON)).toBeNull();
    expect((await press(store, other.id, promiseOf(null), NOON)).review).toBeNull();
  });
});

describe('Hard and Easy on the reveal', () => {
  test('after a flight are still those of the day the answer was given on', async () => {
    const store = await tempStore();
    await review(store, UID, 'easy', NOON - 9 * DAY);
    const { id, review: first } = await review(store, UID, 'good', NOON);
    await store.saveSettings(ME, { zone: 'Pacific/Kiritimati' }, NOON);
    await store.regrade({ askId: id, userId: ME, grade: 'hard' });
    const back = await store.regrade({ askId: id, userId: ME, grade: 'good' });
    expect({ ...back.review?.after, due: 0 }).toEqual({ ...first?.after, due: 0 });
  });

  test('whose interval no longer holds change nothing', async () => {
    const store = await tempStore();
    await review(store, UID, 'easy', NOON - 9 * DAY);
    const { id, review: first } = await review(store, UID, 'good', NOON);
    const wanted = { askId: id, userId: ME, grade: 'easy' } as const;
    await expect(store.regrade({ ...wanted, promised: '1d' })).rejects.toMatchObject({
      code: 'promise-changed',
    });
    expect(await memoryOf(store, UID, NOON)).toEqual(first?.after);
  });

  test('give what a first grade of Hard or Easy would have given, as often as they are pressed', async () => {
    const store = await tempStore();
    const offered = await offeredBy(store, (await store.ask(askInput())).id, NOON);
    const { id, points } = await review(store, UID, 'good', NOON);
    for (const given of ['easy', 'hard', 'hard', 'good'] as const) {
      const outcome = await store.regrade({ askId: id, userId: ME, grade: given });
      expect(outcome).toMatchObject({ points, review: { grade: given, after: offered[given] } });
      expect(await memoryOf(store, UID, NOON)).toEqual(offered[given]);
    }
    await store.undo(id, ME);
    expect(await memoryOf(store, UID, NOON)).toEqual(NEW_MEMORY);
    await expect(store.regrade({ askId: id, userId: ME, grade: 'easy' })).rejects.toMatchObject({
      code: 'not-possible',
    });
  });

  test('are refused for a wrong answer, for practice, and once the card was reviewed again', async () => {
    const store = await tempStore();
    const refused = (askId: number) =>
      expect(store.regrade({ askId, userId: ME, grade: 'easy' })).rejects.toMatchObject({
        code: 'not-possible',
      });
    await refused((await review(store, 'a/1', 'again', NOON)).id);
    const first = await review(store, UID, 'good', NOON);
    await refused((await review(store, UID, 'good', NOON + MINUTE, { inReview: false })).id);
    await review(store, UID, 'good', NOON + 10 * MINUTE);
    await refused(first.id);
  });
});

describe('the next card', () => {
  const next = (store: Store, now: number, ...cards: string[]) =>
    store.nextCard({ userId: ME, pool: pool(...cards), now });

  test('is a due step, then a due review, then a new card, then a step ahead of time; then comes what is to come', async () => {
    const store = await tempStore();
    await review(store, 'a/step', 'good', NOON);
    await review(store, 'a/due', 'easy', NOON - 30 * DAY);
    const all = ['a/new', 'a/step', 'a/due'];
    const left = { learning: 1, review: 1, new: 1 };
    expect(await next(store, NOON, ...all)).toEqual({ kind: 'card', card: 'a/due', from: 'review', left });
    expect(await next(store, NOON + 10 * MINUTE, ...all)).toMatchObject({ card: 'a/step', from: 'learning' });
    await review(store, 'a/due', 'good', NOON);
    expect(await next(store, NOON, ...all)).toMatchObject({ card: 'a/new', from: 'new' });
    await review(store, 'a/new', 'easy', NOON);
    expect(await next(store, NOON, ...all)).toMatchObject({
      card: 'a/step',
      left: { learning: 1, review: 0, new: 0 },
    });
    const learned = await review(store, 'a/step', 'good', NOON + 10 * MINUTE);
    const due = learned.review?.after?.dueDay ?? 0;
    expect(await next(store, NOON + HOUR, ...all)).toEqual({
      kind: 'done',
      nextDue: due * DAY + 4 * HOUR,
      tomorrow: NOTHING,
      held: NOTHING,
    });
    expect(await next(store, due * DAY + 4 * HOUR - 1, ...all)).toMatchObject({ kind: 'done' });
    expect(await next(store, due * DAY + 4 * HOUR, ...all)).toMatchObject({ card: 'a/step', from: 'review' });
  });

  test('is never one outside the chosen decks, nor another person’s', async () => {
    const store = await tempStore();
    await review(store, 'a/1', 'easy', NOON - 90 * DAY);
    expect(await next(store, NOON, 'b/1')).toMatchObject({ card: 'b/1', from: 'new' });
    expect(await next(store, NOON)).toEqual({
      kind: 'done',
      nextDue: null,
      tomorrow: NOTHING,
      held: NOTHING,
    });
    expect(await store.nextCard({ userId: '666', pool: pool('a/1'), now: NOON })).toMatchObject({
      from: 'new',
    });
  });

  test('keeps to the new cards a day, and says when there are more', async () => {
    const store = await tempStore();
    await store.saveSettings(ME, { newPerDay: 1 }, NOON);
    const first = await next(store, NOON, 'a/1', 'a/2');
    expect(first).toMatchObject({ card: 'a/1', left: { new: 1 } });
    const seen = await review(store, 'a/1', 'easy', NOON);
    const one = { review: 0, new: 1 };
    const done = {
      kind: 'done',
      nextDue: Math.floor(NOON / DAY) * DAY + 28 * HOUR,
      tomorrow: one,
      held: one,
    };
    expect(await next(store, NOON, 'a/1', 'a/2')).toEqual(done);
    await store.undo(seen.id, ME);
    expect(await next(store, NOON, 'a/1', 'a/2')).toEqual(first);
  });

  test('leaves out what is buried until tomorrow and what is suspended until it is not', async () => {
    const store = await tempStore();
    await store.bury(ME, 'a/1', NOON);
    expect(await next(store, NOON, 'a/1')).toMatchObject({ kind: 'done' });
    expect(await next(store, NOON + DAY, 'a/1')).toMatchObject({ card: 'a/1' });
    await store.suspend(ME, 'a/1', true);
    expect(await next(store, NOON + DAY, 'a/1')).toEqual({
      kind: 'done',
      nextDue: null,
      tomorrow: NOTHING,
      held: NOTHING,
    });
    expect((await review(store, 'a/1', 'good', NOON)).review).toBeNull();
    await store.suspend(ME, 'a/1', false);
    expect(await next(store, NOON + DAY, 'a/1')).toMatchObject({ card: 'a/1' });
  });

  test('lets siblings of a card seen today wait', async () => {
    const store = await tempStore();
    await review(store, 'a/1', 'easy', NOON);
    const family = [
      { card: 'a/1', family: 'uid' },
      { card: 'a/2', family: 'uid' },
    ];
    expect(await store.nextCard({ userId: ME, pool: family, now: NOON })).toMatchObject({ kind: 'done' });
    expect(await store.nextCard({ userId: ME, pool: family, now: NOON + DAY })).toMatchObject({
      card: 'a/2',
    });
  });
});

describe('when all is done', () => {
  const today = learnerDay(NOON, DEFAULT_SETTINGS);
  const morning = (day: number) => day * DAY + 4 * HOUR;
  /** Cards of one family each. */
  const family = (name: string, ...cards: string[]) => cards.map((card) => ({ card, family: name }));

  test('what it says of tomorrow is what comes tomorrow: within the limits, siblings apart', async () => {
    const store = await tempStore();
    const cards = ['a/1', 'a/2', 'a/3', 'b/1', 'b/2'];
    // The first is the likeliest to be forgotten.
    for (const [index, card] of cards.entries()) await review(store, card, 'easy', NOON - (64 - index) * DAY);
    const deck = [
      ...pool('a/1', 'a/2', 'a/3'),
      ...family('b', 'b/1', 'b/2', 'b/3'),
      ...pool('new/1', 'new/2'),
    ];
    await store.saveSettings(ME, { reviewsPerDay: 3, newPerDay: 1 }, NOON);
    const done: string[] = [];
    const walk = async (now: number) => {
      for (;;) {
        const next = await store.nextCard({ userId: ME, pool: deck, now });
        if (next.kind === 'done') return next;
        done.push(next.card);
        await review(store, next.card, 'easy', now);
      }
    };
    // Five are due; the limit lets three in, and of b's family one comes a day.
    const progress = () => store.progress({ userId: ME, pool: deck, now: NOON });
    expect(await progress()).toMatchObject({ dueToday: 3 });
    expect((await progress()).forecast[0]).toBe(5);
    const end = await walk(NOON);
    expect(await progress()).toMatchObject({ dueToday: 0 });
    expect((await progress()).forecast[0]).toBe(2);
    // What the limit holds back keeps no sibling away today: b/3 comes as the new card, and the reviews of its family tomorrow.
    expect(done).toEqual(['a/1', 'a/2', 'a/3', 'b/3']);
    expect(end).toEqual({
      kind: 'done',
      nextDue: morning(today + 1),
      tomorrow: { review: 1, new: 1 },
      held: { review: 0, new: 2 },
    });
    done.length = 0;
    expect(await walk(morning(today + 1))).toMatchObject({ tomorrow: { review: 1, new: 1 } });
    expect(done).toEqual(['b/1', 'new/1']);
    done.length = 0;
    expect(await walk(morning(today + 2))).toMatchObject({ tomorrow: NOTHING, held: NOTHING });
    expect(done).toEqual(['b/2', 'new/2']);
  });

  test('after a break the backlog comes within the limit of a day, the most at risk first', async () => {
    const store = await tempStore();
    const safe = ['a/1', 'a/2', 'a/3'];
    const risky = ['b/1', 'b/2', 'b/3'];
    for (const card of safe) {
      const first = await review(store, card, 'easy', NOON - 30 * DAY);
      await review(store, card, 'easy', first.review?.after?.due ?? 0);
    }
    for (const card of risky) await review(store, card, 'easy', NOON - 10 * DAY);
    await store.saveSettings(ME, { reviewsPerDay: 2 }, NOON);
    await store.takeBreak(ME, today + 299, NOON);
    const days: string[][] = [];
    for (let day = 300; day < 303; day += 1) {
      const now = NOON + day * DAY;
      const asked: string[] = [];
      for (;;) {
        const next = await store.nextCard({ userId: ME, pool: pool(...safe, ...risky), now });
        if (next.kind === 'done') break;
        asked.push(next.card);
        await review(store, next.card, 'easy', now);
      }
      days.push(asked);
    }
    expect(days.map(({ length }) => length)).toEqual([2, 2, 2]);
    expect(days.flat().slice(0, 3).sort()).toEqual(risky);
    expect(days.flat().slice(3).sort()).toEqual(safe);
  });

  test('a limit of nothing a day is told: no card is promised that would not come', async () => {
    const store = await tempStore();
    await review(store, 'a/1', 'easy', NOON - 60 * DAY);
    await store.saveSettings(ME, { reviewsPerDay: 0, newPerDay: 0 }, NOON);
    expect(await store.nextCard({ userId: ME, pool: pool('a/1', 'a/2'), now: NOON })).toEqual({
      kind: 'done',
      nextDue: null,
      tomorrow: NOTHING,
      held: { review: 1, new: 1 },
    });
  });

  test('a step that was buried comes tomorrow, not at its minute', async () => {
    const store = await tempStore();
    await review(store, UID, 'again', NOON);
    await store.bury(ME, UID, NOON);
    expect(await store.nextCard({ userId: ME, pool: pool(UID), now: NOON })).toMatchObject({
      kind: 'done',
      nextDue: morning(today + 1),
      tomorrow: { review: 1, new: 0 },
    });
  });

  test('siblings wait for a card of another topic, and for one in its steps', async () => {
    const store = await tempStore();
    const kin = family('uid', 'a/1', 'a/2');
    await review(store, 'a/1', 'easy', NOON);
    const input = { userId: ME, pool: kin.slice(1), kin, now: NOON };
    expect(await store.nextCard(input)).toMatchObject({ kind: 'done' });
    expect(await store.nextCard({ ...input, now: NOON + DAY })).toMatchObject({ card: 'a/2' });

    const steps = family('gid', 'c/1', 'c/2');
    await review(store, 'c/1', 'again', NOON);
    const next = await store.nextCard({ userId: ME, pool: steps, now: NOON + DAY });
    expect(next).toMatchObject({ card: 'c/1', from: 'learning', left: { learning: 1, new: 0 } });
  });
});

describe('settings', () => {
  test('have defaults, keep what was set over a restart, and refuse what makes no sense', async () => {
    const path = join(tempFolder(), 'podium.db');
    const store = await tempStore(path);
    expect(await store.settings(ME)).toEqual(DEFAULT_SETTINGS);
    const set = await store.saveSettings(ME, { zone: 'Asia/Tokyo', retention: 0.8 }, NOON);
    expect(set).toEqual({ ...DEFAULT_SETTINGS, zone: 'Asia/Tokyo', retention: 0.8 });
    for (const bad of [
      { zone: 'Mars/Olympus' },
      { retention: 0.98 },
      { retention: Number.NaN },
      { rollover: 24 },
      { newPerDay: 1.5 },
      { reviewsPerDay: -1 },
    ]) {
      await expect(store.saveSettings(ME, bad, NOON)).rejects.toMatchObject({ code: 'not-possible' });
    }
    expect(await store.saveSettings(ME, { retention: 0.87654 }, NOON)).toMatchObject({ retention: 0.88 });
    await store.saveSettings(ME, set, NOON);
    await store.close();
    expect(await (await tempStore(path)).settings(ME)).toEqual(set);
  });

  test('of another zone rewrite nothing that was, and decide what day it is from now on', async () => {
    const store = await tempStore();
    await review(store, UID, 'easy', NOON);
    const before = await store.exportUser(ME);
    await store.saveSettings(ME, { zone: 'Pacific/Kiritimati' }, NOON);
    const { settings: _, ...after } = await store.exportUser(ME);
    expect({ ...after, settings: [] }).toEqual(before);
    // 12:00 UTC is 02:00 of the next day there: before the roll-over still today, two hours later tomorrow.
    const quiz = { inReview: false };
    expect((await review(store, UID, 'good', NOON + HOUR, quiz)).review).toBeNull();
    expect((await review(store, UID, 'good', NOON + 2 * HOUR, quiz)).review).not.toBeNull();
  });
});

describe('a break', () => {
  const today = Math.floor(NOON / DAY);

  test('keeps the streak, however long it is, and adds nothing to it', async () => {
    const store = await tempStore();
    const streakOn = async (days: number) => (await store.stats(ME, NOON + days * DAY)).streak;
    await review(store, 'a/1', 'good', NOON - DAY);
    await review(store, 'a/1', 'good', NOON);
    expect(await store.takeBreak(ME, today + 10, NOON)).toEqual({ firstDay: today, lastDay: today + 10 });
    expect(await streakOn(11)).toBe(2);
    expect(await streakOn(12)).toBe(0);
    await review(store, 'a/1', 'good', NOON + 11 * DAY);
    expect(await streakOn(11)).toBe(3);
  });

  test('can be moved and ended, and ends no earlier than today', async () => {
    const store = await tempStore();
    await store.takeBreak(ME, today + 10, NOON);
    expect(await store.takeBreak(ME, today + 3, NOON + DAY)).toEqual({ firstDay: today, lastDay: today + 3 });
    expect(await store.takeBreak(ME, null, NOON + 2 * DAY)).toBeNull();
    expect((await store.exportUser(ME)).breaks).toMatchObject([{ first_day: today, last_day: today + 1 }]);
    await expect(store.takeBreak(ME, today - 1, NOON)).rejects.toMatchObject({ code: 'not-possible' });
  });
});

describe('reminders', () => {
  const at18 = NOON + 6 * HOUR;

  const claim = (store: Store, now: number, cards = [UID]) =>
    store.claimReminders({ now, limit: 10, pool: pool(...cards) });

  async function withDue(): Promise<Store> {
    const store = await tempStore();
    await review(store, UID, 'easy', NOON - 90 * DAY);
    return store;
  }

  test('come at the person’s own hour, once a day, only with cards due', async () => {
    const store = await withDue();
    expect(await store.remindAt(ME, 18, NOON)).toBe(at18);
    expect(await store.remindAt('nothing-due', 18, NOON)).toBe(at18);
    expect(await claim(store, at18 - 1)).toEqual([]);
    const claims = await Promise.all([claim(store, at18), claim(store, at18)]);
    expect(claims.flat()).toEqual([{ userId: ME, due: 1, channelId: null }]);
    expect(await store.remindAt(ME, 20, at18)).toBe(at18 + 2 * HOUR);
    expect(await claim(store, at18 + 2 * HOUR)).toEqual([]);
    expect(await claim(store, at18 + 26 * HOUR)).toEqual([{ userId: ME, due: 1, channelId: null }]);
  });

  test('do not come for a sibling that waits until tomorrow, nor beyond the limit of the day', async () => {
    const store = await withDue();
    await store.remindAt(ME, 18, NOON);
    await review(store, 'basics/sibling', 'easy', NOON);
    const kin = [UID, 'basics/sibling'].map((card) => ({ card, family: 'uid' }));
    expect(await store.claimReminders({ now: at18, limit: 10, pool: kin })).toEqual([]);
    const tomorrow = await store.claimReminders({ now: at18 + DAY, limit: 10, pool: kin });
    expect(tomorrow).toEqual([{ userId: ME, due: 1, channelId: null }]);
    await store.saveSettings(ME, { reviewsPerDay: 0 }, at18 + DAY);
    expect(await claim(store, at18 + 2 * DAY)).toEqual([]);
  });

  test('come once a day also for who has flown west over the date line', async () => {
    const store = await withDue();
    await store.saveSettings(ME, { zone: 'Pacific/Auckland' }, NOON - DAY);
    const noonThere = NOON - 13 * HOUR;
    await store.remindAt(ME, 12, noonThere - HOUR);
    expect(await claim(store, noonThere)).toHaveLength(1);
    // 23:00 UTC is 13:00 of the day before in Honolulu; at 14:00 there nothing may come again.
    await store.saveSettings(ME, { zone: 'Pacific/Honolulu' }, noonThere);
    await store.remindAt(ME, 14, noonThere);
    expect(await claim(store, noonThere + HOUR)).toEqual([]);
  });

  test.each([
    ['2026-03-29', 'begins'],
    ['2026-10-25', 'ends'],
  ])(
    'come once on the day daylight saving %s %s, also at the hour that is skipped or repeated',
    async (day) => {
      const store = await tempStore();
      const noon = Date.parse(`${day}T10:00Z`) - 2 * DAY;
      await review(store, UID, 'easy', noon - 90 * DAY);
      await store.saveSettings(ME, { zone: 'Europe/Berlin', rollover: 0 }, noon);
      await store.remindAt(ME, 2, noon);
      const came: number[] = [];
      for (let at = noon; at < noon + 4 * DAY; at += 15 * MINUTE) {
        if ((await claim(store, at)).length > 0)
          came.push(learnerDay(at, { zone: 'Europe/Berlin', rollover: 0 }));
      }
      const first = learnerDay(noon, { zone: 'Europe/Berlin', rollover: 0 }) + 1;
      expect(came).toEqual([first, first + 1, first + 2, first + 3]);
    },
  );

  test('follow the zone, can be put off an hour, and stop', async () => {
    const store = await withDue();
    await store.remindAt(ME, 18, NOON);
    await store.saveSettings(ME, { zone: 'America/New_York' }, NOON);
    expect(await store.nextReminderAt()).toBe(at18 + 5 * HOUR);
    expect(await claim(store, at18 + 5 * HOUR)).toHaveLength(1);
    await store.snoozeReminder(ME, at18 + 6 * HOUR, at18 + 5 * HOUR);
    expect(await claim(store, at18 + 6 * HOUR)).toHaveLength(1);
    expect(await claim(store, at18 + 7 * HOUR)).toEqual([]);
    expect(await store.reminderHour(ME)).toBe(18);
    await store.remindAt(ME, null, NOON);
    expect([await store.reminderHour(ME), await store.nextReminderAt()]).toEqual([null, null]);
  });

  test('name no card that is in no deck any more', async () => {
    const store = await withDue();
    await store.remindAt(ME, 18, NOON);
    expect(await claim(store, at18, ['other/card'])).toEqual([]);
  });

  test('are quiet in a break, and when the bot was down past their hour', async () => {
    const store = await withDue();
    await store.remindAt(ME, 18, NOON);
    await store.takeBreak(ME, Math.floor(NOON / DAY), NOON);
    expect(await claim(store, at18)).toEqual([]);
    expect(await claim(store, at18 + DAY + 4 * HOUR)).toEqual([]);
    expect(await store.nextReminderAt()).toBe(at18 + 2 * DAY);
    expect(await claim(store, at18 + 2 * DAY)).toHaveLength(1);
  });
});

test('the picture’s data: days, forecast, retention by month, cards by state', async () => {
  const store = await tempStore();
  const today = learnerDay(NOON, DEFAULT_SETTINGS);
  await review(store, 'a/young', 'easy', NOON - 40 * DAY);
  await review(store, 'a/young', 'again', NOON - 20 * DAY);
  await review(store, 'a/learning', 'good', NOON);
  const mature = await review(store, 'a/mature', 'easy', NOON - 20 * DAY);
  await review(store, 'a/mature', 'easy', mature.review?.after?.due ?? 0);
  await store.suspend(ME, 'a/off', true);
  await review(store, 'a/gone', 'easy', NOON - 40 * DAY);
  const seen = await store.progress({
    userId: ME,
    pool: pool('a/young', 'a/learning', 'a/mature', 'a/off'),
    now: NOON,
  });
  expect(seen.today).toBe(today);
  expect(seen.days.map(({ day }) => day - today)).toContain(0);
  expect(seen.days.reduce((sum, { answered }) => sum + answered, 0)).toBe(6);
  expect(seen.forecast).toHaveLength(30);
  expect(seen.forecast[0]).toBe(2);
  expect(seen.retention).toEqual([{ month: '2026-02', recalled: 1, forgotten: 1 }]);
  expect(seen.recent).toEqual({ recalled: 1, forgotten: 1 });
  expect(seen.desiredRetention).toBe(0.9);
  expect(seen.cards).toEqual({ learning: 2, young: 0, mature: 1, suspended: 1 });

  await store.bury(ME, 'a/young', NOON);
  const buried = await store.progress({ userId: ME, pool: pool('a/young', 'a/learning'), now: NOON });
  expect(buried.forecast.slice(0, 2)).toEqual([1, 1]);
});
