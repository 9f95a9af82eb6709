import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../src/study/schedule/day.ts';
import { openStore } from './database.ts';
import { answered, askInput, NOON, question, right, tempFolder, tempStore } from './fixtures.ts';

describe('a question', () => {
  test('is found again as it was put, after a restart too', async () => {
    const path = join(tempFolder(), 'data', 'podium.db');
    const store = await openStore({ path });
    const input = askInput({ run: { ...askInput().run, count: 5, seen: ['basics/gid'], deck: 'basics' } });
    const asked = await store.ask(input);
    await store.close();
    const again = await tempStore(path);
    expect(await again.findAsk(asked.id)).toEqual({ ...input, id: asked.id, outcome: null });
  });

  test('that was never put is not found', async () => {
    expect(await (await tempStore()).findAsk(99)).toBeUndefined();
  });

  test('keeps its number to itself: the number of a swept one never comes back', async () => {
    const store = await tempStore();
    const { id } = await store.ask(askInput());
    await store.sweep(NOON + 30 * DAY);
    expect((await store.ask(askInput())).id).toBeGreaterThan(id);
  });
});

describe('an answer', () => {
  test('is recorded once: the second click gets the first outcome, whatever it says', async () => {
    const store = await tempStore();
    const { id } = await store.ask(askInput());
    const first = await store.recordAnswer(right(id));
    expect(first).toMatchObject({
      answer: { kind: 'options', keys: ['B'] },
      correct: true,
      points: 2,
      repeated: false,
      answeredAt: NOON,
      first: true,
      undone: false,
      review: { grade: 'good', before: { state: 'new' }, after: { state: 'learning', reps: 1 } },
    });
    const wrong = { answer: { kind: 'options', keys: ['A'] }, correct: false, now: NOON + 5 } as const;
    expect(await store.recordAnswer(right(id, wrong))).toEqual({ ...first, first: false });
    expect((await store.findAsk(id))?.outcome).toEqual({ ...first, first: false });
    expect(await store.stats('100000000000000001', NOON)).toMatchObject({
      points: 2,
      answered: 1,
      correct: 1,
    });
  });

  test('sent twenty times at once is one row and one first outcome', async () => {
    const store = await tempStore();
    const { id } = await store.ask(askInput());
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => store.recordAnswer(right(id))));
    expect(outcomes.filter((outcome) => outcome.first)).toHaveLength(1);
    expect(new Set(outcomes.map((outcome) => outcome.points))).toEqual(new Set([2]));
    const rows = await store.exportUser('100000000000000001');
    expect(rows.reviews).toHaveLength(1);
  });

  test('by somebody else is refused and changes nothing', async () => {
    const store = await tempStore();
    const { id } = await store.ask(askInput());
    await expect(store.recordAnswer(right(id, { userId: '666' }))).rejects.toMatchObject({
      code: 'not-yours',
    });
    expect((await store.findAsk(id))?.outcome).toBeNull();
    expect((await store.stats('666', NOON)).answered).toBe(0);
  });

  test('to a question that is gone says so; one that was answered before still tells its outcome', async () => {
    const store = await tempStore();
    await expect(store.recordAnswer(right(4711))).rejects.toMatchObject({ code: 'ask-gone' });
  });

  test('that fails takes no other answer of the same commit with it', async () => {
    const store = await tempStore();
    const { id } = await store.ask(askInput());
    const settled = await Promise.allSettled([
      store.recordAnswer(right(4711)),
      store.recordAnswer(right(id)),
      store.recordAnswer(right(4712)),
    ]);
    expect(settled.map((one) => one.status)).toEqual(['rejected', 'fulfilled', 'rejected']);
    expect((await store.stats('100000000000000001', NOON)).points).toBe(2);
  });
});

describe('a card', () => {
  test('scores once a person a day; the next day it scores again', async () => {
    const store = await tempStore();
    expect(await answered(store, {})).toMatchObject({ points: 2, repeated: false });
    expect(await answered(store, { now: NOON + HOUR })).toMatchObject({ points: 0, repeated: true });
    expect(await answered(store, { now: NOON + DAY })).toMatchObject({ points: 2, repeated: false });
    expect(await answered(store, { userId: '100000000000000002' })).toMatchObject({ points: 2 });
    expect(await store.stats('100000000000000001', NOON + DAY)).toMatchObject({ points: 4, answered: 3 });
  });

  test('that was missed first is worth nothing more that day', async () => {
    const store = await tempStore();
    expect(await answered(store, {}, { correct: false })).toMatchObject({ points: 0, repeated: false });
    expect(await answered(store, {})).toMatchObject({ points: 0, repeated: true, correct: true });
  });

  test('asked twice at once scores once', async () => {
    const store = await tempStore();
    const both = await Promise.all([answered(store, {}), answered(store, { guildId: null })]);
    expect(both.map((outcome) => outcome.points).sort()).toEqual([0, 2]);
  });

  test('answered before 04:00 belongs to the evening before', async () => {
    const store = await tempStore();
    const midnight = NOON + 12 * HOUR;
    await answered(store, { now: midnight - HOUR });
    expect(await answered(store, { now: midnight + 4 * HOUR - 1 })).toMatchObject({ repeated: true });
    expect(await answered(store, { now: midnight + 4 * HOUR })).toMatchObject({ repeated: false });
  });
});

describe('the sweep', () => {
  test('drops answered questions after 7 days, open ones after 30, and no answer', async () => {
    const store = await tempStore();
    const open = await store.ask(askInput({ question: question('basics/open') }));
    const done = await store.ask(askInput());
    await store.recordAnswer(right(done.id));
    expect(await store.sweep(NOON + 7 * DAY - 1)).toBe(0);
    expect(await store.sweep(NOON + 7 * DAY)).toBe(1);
    expect(await store.findAsk(done.id)).toBeUndefined();
    expect(await store.findAsk(open.id)).toBeDefined();
    expect(await store.sweep(NOON + 30 * DAY)).toBe(1);
    expect((await store.stats('100000000000000001', NOON)).answered).toBe(1);
  });
});

test('whose question it is is judged in one place, with one sentence', async () => {
  const store = await tempStore();
  const { id, userId } = await store.ask(askInput());
  const other = `${userId}9`;
  const attempts = [
    () => store.askFor(id, other),
    () => store.recordAnswer(right(id, { userId: other })),
    () => store.undo(id, other),
    () => store.regrade({ askId: id, userId: other, grade: 'easy' }),
    () => store.previewGrades(id, other, NOON),
  ];
  for (const attempt of attempts) {
    await expect(attempt()).rejects.toMatchObject({
      code: 'not-yours',
      message: `This question was put to <@${userId}>, and only they may answer it. Get your own with /quiz.`,
    });
  }
  expect((await store.askFor(id, null)).userId).toBe(userId);
  await expect(store.askFor(id + 1, null)).rejects.toMatchObject({ code: 'ask-gone' });
});
