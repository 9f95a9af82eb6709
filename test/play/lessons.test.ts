import { describe, expect, test } from 'vitest';
import { parseImageUsers } from '../../src/play/image-users.ts';
import { goOn, openLesson, typedImageUsers } from '../../src/play/lessons.ts';
import { lessonOfLab, listLessons } from '../../src/play/lessons-list.ts';
import { lessonSource } from '../../src/play/lessons-source.ts';
import { NOON, tempStore } from '../store/fixtures.ts';
import { OUR_LESSONS } from './lesson-fixture.ts';

const ADA = '100000000000000001';

async function playing() {
  const store = await tempStore();
  let at = NOON;
  return { store, lessons: lessonSource(() => OUR_LESSONS), now: () => (at += 1) };
}
type Playing = Awaited<ReturnType<typeof playing>>;

async function finish(play: Playing, lesson: string): Promise<void> {
  let { row, step } = await openLesson(play, ADA, lesson);
  for (;;) {
    const on = await goOn(play, { id: row.id, userId: ADA, step: step.id });
    if (on.finished) return;
    ({ row, step } = on.place);
  }
}

const next = async (play: Playing) => {
  const list = await listLessons(play, ADA);
  return [list.next?.lesson.id, list.next?.why];
};

describe('what comes next', () => {
  test('is the whole course in its order, each lesson after what it asks for', async () => {
    const play = await playing();
    const order: string[] = [];
    for (;;) {
      const list = await listLessons(play, ADA);
      if (list.next === null) break;
      const { lesson } = list.next;
      expect(list.lessons.find((each) => each.lesson.id === lesson.id)?.missing).toEqual([]);
      order.push(lesson.id);
      await finish(play, lesson.id);
    }
    expect(order).toEqual(OUR_LESSONS.map(({ id }) => id));
  });

  test('is what was begun last, then the first that is ready, also for who began in the middle', async () => {
    const play = await playing();
    await openLesson(play, ADA, 'two-levels');
    await openLesson(play, ADA, 'verifying');
    expect(await next(play)).toEqual(['verifying', 'begun']);
    await finish(play, 'verifying');
    expect(await next(play)).toEqual(['two-levels', 'begun']);
    await finish(play, 'two-levels');
    expect(await next(play)).toEqual(['users-and-groups', 'new']);
  });

  test('is not a lesson that was finished and is read again', async () => {
    const play = await playing();
    await finish(play, 'users-and-groups');
    const again = await openLesson(play, ADA, 'users-and-groups');
    expect(again.index).toBe(0);
    expect(await next(play)).toEqual(['two-levels', 'new']);
  });
});

test('a lab leads back to the lesson whose step led into it, while that is not finished', async () => {
  const play = await playing();
  const { row } = await openLesson(play, ADA, 'two-levels');
  expect(await lessonOfLab(play, ADA, 'two-levels')).toBeUndefined();
  const steps = OUR_LESSONS.find(({ id }) => id === 'two-levels')?.steps ?? [];
  const step = steps.find(({ lab }) => lab?.lab === 'two-levels')?.id ?? '';
  await play.store.moveInLesson({ id: row.id, userId: ADA, step, finished: false, now: NOON });
  expect(await lessonOfLab(play, ADA, 'two-levels')).toMatchObject({ row: { id: row.id }, step });
  expect(await lessonOfLab(play, ADA, 'held-back')).toBeUndefined();
  await finish(play, 'two-levels');
  expect(await lessonOfLab(play, ADA, 'two-levels')).toBeUndefined();
});

test('what a lesson says of its images is read by /explain as the lesson means it', () => {
  const manifests = OUR_LESSONS.flatMap(({ steps }) => steps.flatMap(({ manifest }) => manifest ?? []));
  const said = manifests.filter(({ imageUsers }) => Object.keys(imageUsers).length > 0);
  expect(said.length).toBeGreaterThan(5);
  for (const manifest of said)
    expect(parseImageUsers(typedImageUsers(manifest))).toEqual(manifest.imageUsers);
});
