import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DAY } from '../../src/study/schedule/day.ts';
import { askInput, NOON, right, tempFolder, tempStore } from './fixtures.ts';

const ADA = '100000000000000001';
const BOB = '100000000000000002';
const begun = { userId: ADA, lesson: 'two-levels', step: 'first', now: NOON };

describe('where somebody is in a lesson', () => {
  test('begins once, whoever presses twice, and stays where it is when the lesson is opened again', async () => {
    const store = await tempStore();
    const both = await Promise.all([store.openLesson(begun), store.openLesson(begun)]);
    expect(both[0]?.id).toBe(both[1]?.id);
    const { id } = both[0] ?? { id: 0 };
    await store.moveInLesson({ id, userId: ADA, step: 'second', finished: false, now: NOON + 1 });
    const again = await store.openLesson({ ...begun, now: NOON + 2 });
    expect(again).toMatchObject({ id, step: 'second', startedAt: NOON, usedAt: NOON + 2, finishedAt: null });
  });

  test('is finished once: reading it again changes the step, never the day', async () => {
    const store = await tempStore();
    const { id } = await store.openLesson(begun);
    await store.moveInLesson({ id, userId: ADA, step: 'last', finished: true, now: NOON });
    await store.moveInLesson({ id, userId: ADA, step: 'first', finished: false, now: NOON + DAY });
    await store.moveInLesson({ id, userId: ADA, step: 'last', finished: true, now: NOON + DAY });
    expect(await store.lessonRow(id, ADA)).toMatchObject({ step: 'last', finishedAt: NOON });
  });

  test('is nobody else’s, and is told as gone where it is', async () => {
    const store = await tempStore();
    const { id } = await store.openLesson(begun);
    const move = { id, userId: BOB, step: 'x', finished: true, now: NOON };
    await expect(store.moveInLesson(move)).rejects.toMatchObject({ code: 'not-yours' });
    const ask = { id, step: 'first', ask: askInput({ userId: BOB }) };
    await expect(store.askInLesson(ask)).rejects.toMatchObject({ code: 'not-yours' });
    await store.deleteUser(ADA);
    await expect(store.lessonRow(id, ADA)).rejects.toMatchObject({ code: 'lesson-gone' });
    const other = await store.openLesson({ ...begun, userId: BOB });
    expect(other.id).toBeGreaterThan(id);
  });

  test('is there after a restart, the lesson used last first', async () => {
    const path = join(tempFolder(), 'podium.db');
    const first = await tempStore(path);
    await first.openLesson(begun);
    await first.openLesson({ ...begun, lesson: 'verifying', now: NOON + 1 });
    await first.openLesson({ ...begun, now: NOON + 2 });
    await first.close();
    const rows = await (await tempStore(path)).lessonRows(ADA);
    expect(rows.map(({ lesson }) => lesson)).toEqual(['two-levels', 'verifying']);
  });
});

describe('the question of a step', () => {
  test('is put once, whoever presses twice, and its answer counts once', async () => {
    const store = await tempStore();
    const { id } = await store.openLesson(begun);
    const put = { id, step: 'first', ask: askInput({ userId: ADA }) };
    const [one, two] = await Promise.all([store.askInLesson(put), store.askInLesson(put)]);
    expect(one.id).toBe(two.id);
    const answer = right(one.id, { userId: ADA });
    await Promise.all([store.recordAnswer(answer), store.recordAnswer(answer)]);
    expect((await store.stats(ADA, NOON)).answered).toBe(1);
    expect((await store.askInLesson(put)).outcome).toMatchObject({ correct: true });
    expect((await store.lessonRow(id, ADA)).asked).toEqual({ first: one.id });
  });

  test('is put anew once the old one is no longer kept', async () => {
    const store = await tempStore();
    const { id } = await store.openLesson(begun);
    const put = { id, step: 'first', ask: askInput({ userId: ADA }) };
    const old = await store.askInLesson(put);
    await store.sweep(NOON + 31 * DAY);
    const fresh = await store.askInLesson(put);
    expect(fresh.id).toBeGreaterThan(old.id);
    expect((await store.lessonRow(id, ADA)).asked).toEqual({ first: fresh.id });
  });
});
