import { UserError } from '../runtime/user-error.ts';
import type { Ask, LessonRow } from '../store/store.ts';
import { type Lesson, type LessonManifest, type LessonStep, manifestAt } from '../study/lessons/index.ts';
import type { LessonSource } from './lessons-source.ts';
import type { Place, Play } from './session.ts';

/** What a lesson needs, whoever shows it. */
export interface LessonPlay extends Play {
  readonly lessons: LessonSource;
}

/** Where one person is in a lesson. */
export interface LessonPlace {
  readonly row: LessonRow;
  readonly lesson: Lesson;
  /** Of `lesson.steps`, from 0. */
  readonly index: number;
  readonly step: LessonStep;
  /** The step that was wanted is no longer in the lesson; this is another one. */
  readonly moved: boolean;
}

/** A step of a person's lesson, by what a button says. */
export interface AtStep {
  /** Of the LessonRow. */
  readonly id: number;
  readonly userId: string;
  /** Id of the step. */
  readonly step: string;
}

type Courses = Pick<LessonPlay, 'store' | 'lessons' | 'now'>;

/**
 * Where this person stopped in a lesson; its beginning for who is new to it, or has finished it and reads it again.
 * @throws UserError `lesson-not-there`.
 */
export async function openLesson(play: Courses, userId: string, lessonId: string): Promise<LessonPlace> {
  const lesson = play.lessons.find(lessonId);
  const [first] = lesson?.steps ?? [];
  if (lesson === undefined || first === undefined) throw notThere();
  const now = play.now();
  const row = await play.store.openLesson({ userId, lesson: lesson.id, step: first.id, now });
  if (row.finishedAt === null) return placeOf(lesson, row, row.step);
  const again = { id: row.id, userId, step: first.id, finished: false, now };
  return placeOf(lesson, await play.store.moveInLesson(again), first.id);
}

/**
 * Shows a step: from now on the person is there. Where it is no longer in the lesson, they stay where they were.
 * @throws StoreError `lesson-gone`, `not-yours`; UserError `lesson-not-there`.
 */
export async function goToStep(play: Courses, { id, userId, step }: AtStep): Promise<LessonPlace> {
  const at = await placeAt(play, { id, userId, step });
  const now = play.now();
  const row = await play.store.moveInLesson({ id, userId, step: at.step.id, finished: false, now });
  return { ...at, row };
}

/**
 * What follows a step: the next one, or the end of the lesson, which then is finished. A second press leads to the
 * same.
 */
export async function goOn(
  play: Courses,
  at: AtStep,
): Promise<{ readonly place: LessonPlace; readonly finished: boolean }> {
  const place = await placeAt(play, at);
  const next = place.lesson.steps[place.index + 1];
  if (place.moved) return { place, finished: false };
  if (next !== undefined) return { place: await goToStep(play, { ...at, step: next.id }), finished: false };
  const { id, userId, step } = at;
  const row = await play.store.moveInLesson({ id, userId, step, finished: true, now: play.now() });
  return { place: { ...place, row }, finished: true };
}

/** The step of a button, without going there. */
export async function placeAt(
  { store, lessons }: Pick<Courses, 'store' | 'lessons'>,
  { id, userId, step }: AtStep,
): Promise<LessonPlace> {
  const row = await store.lessonRow(id, userId);
  const lesson = lessons.find(row.lesson);
  if (lesson === undefined) throw notThere();
  return placeOf(lesson, row, step);
}

/** The manifest of a step: its own, or the one shown last. @throws UserError `lesson-step-gone`. */
export function manifestOf({ lesson, index, moved }: LessonPlace): LessonManifest {
  const manifest = moved ? undefined : manifestAt(lesson, index);
  if (manifest === undefined) throw stepGone();
  return manifest;
}

/**
 * Puts the question of a step as `/quiz` puts one, once: a second press gets the same question, or its outcome.
 * @throws UserError `lesson-step-gone`, `lesson-question-gone`.
 */
export async function askAtStep(
  play: LessonPlay,
  at: Omit<AtStep, 'userId'>,
  place: Place,
  seed: number,
): Promise<Ask> {
  const { lesson, row, step, moved } = await placeAt(play, { ...at, userId: place.userId });
  if (moved || step.question === undefined) throw stepGone();
  const question = await play.shelf.drawCard(step.question, seed);
  if (question === undefined)
    throw new UserError({
      identifier: 'lesson-question-gone',
      message: 'The question of this step is no longer in its deck. Go on with **Next**.',
      context: { lesson: lesson.id, step: step.id },
    });
  const run = { index: 0, count: 1, deck: null, topic: null, shared: false, right: 0, seen: [] };
  const asked = {
    ...place,
    question,
    run: { ...run, lesson: { id: row.id, step: step.id } },
    now: play.now(),
  };
  return play.store.askInLesson({ id: row.id, step: step.id, ask: asked });
}

/** The question that was put at this step, with its outcome; undefined where none was, or it is no longer kept. */
export async function askedAt(
  { store }: Pick<Courses, 'store'>,
  { row, step }: LessonPlace,
): Promise<Ask | undefined> {
  const id = row.asked[step.id];
  return id === undefined ? undefined : store.findAsk(id, row.userId);
}

/** What was said of the images, as one types it at `/explain`: `app=101`. */
export function typedImageUsers({ imageUsers }: Pick<LessonManifest, 'imageUsers'>): string {
  return Object.entries(imageUsers)
    .map(([name, user]) => `${name}=${user}`)
    .join(',');
}

function placeOf(lesson: Lesson, row: LessonRow, wanted: string): LessonPlace {
  const find = (id: string): number => lesson.steps.findIndex((each) => each.id === id);
  const found = find(wanted);
  const index = found >= 0 ? found : Math.max(0, find(row.step));
  const step = lesson.steps[index];
  if (step === undefined) throw notThere();
  return { row, lesson, index, step, moved: found < 0 };
}

function notThere(): UserError {
  return new UserError({
    identifier: 'lesson-not-there',
    message: "I don't know that lesson; it may have been removed. Run /learn without a name to see them all.",
  });
}

function stepGone(): UserError {
  return new UserError({
    identifier: 'lesson-step-gone',
    message:
      'That step is gone, because the lesson was rewritten. Run /learn to open the lesson as it is now.',
  });
}
