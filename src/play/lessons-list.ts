import type { LessonRow } from '../store/store.ts';
import type { Lesson } from '../study/lessons/index.ts';
import type { LessonPlay } from './lessons.ts';

/** A lesson as one person stands to it. */
export interface ListedLesson {
  readonly lesson: Lesson;
  /** null: not begun. */
  readonly row: LessonRow | null;
  /** Lessons to have done before it that are not done. */
  readonly missing: readonly Lesson[];
}

export interface LessonList {
  /** In the order of the course. */
  readonly lessons: readonly ListedLesson[];
  /** What to do next, and why: what is begun, else the first that is ready. Null when all are done. */
  readonly next: { readonly lesson: Lesson; readonly why: 'begun' | 'new' } | null;
}

/** The course as this person stands to it, and what comes next for them. */
export async function listLessons(
  { store, lessons }: Pick<LessonPlay, 'store' | 'lessons'>,
  userId: string,
): Promise<LessonList> {
  const rows = await store.lessonRows(userId);
  const done = new Set(rows.filter(({ finishedAt }) => finishedAt !== null).map(({ lesson }) => lesson));
  const listed = lessons.all.map((lesson) => ({
    lesson,
    row: rows.find((each) => each.lesson === lesson.id) ?? null,
    missing: missingBefore(lessons.all, lesson, done),
  }));
  const begun = rows.find(
    ({ lesson, finishedAt }) => finishedAt === null && lessons.find(lesson) !== undefined,
  );
  const open = begun === undefined ? undefined : lessons.find(begun.lesson);
  if (open !== undefined) return { lessons: listed, next: { lesson: open, why: 'begun' } };
  const ready = listed.find(({ lesson, missing }) => !done.has(lesson.id) && missing.length === 0);
  return { lessons: listed, next: ready === undefined ? null : { lesson: ready.lesson, why: 'new' } };
}

/** The step of a lesson that this person has begun and not finished, which led into this lab; the one used last. */
export async function lessonOfLab(
  { store, lessons }: Pick<LessonPlay, 'store' | 'lessons'>,
  userId: string,
  lab: string,
): Promise<{ readonly row: LessonRow; readonly step: string } | undefined> {
  for (const row of await store.lessonRows(userId)) {
    if (row.finishedAt !== null) continue;
    const here = lessons.find(row.lesson)?.steps.find(({ id }) => id === row.step);
    if (here?.lab?.lab === lab) return { row, step: here.id };
  }
  return undefined;
}

function missingBefore(
  all: readonly Lesson[],
  { after }: Lesson,
  done: ReadonlySet<string>,
): readonly Lesson[] {
  return all.filter(({ id }) => after.includes(id) && !done.has(id));
}
