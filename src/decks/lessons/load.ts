import type { Lesson } from '../../study/lessons/index.ts';
import type { DeckText } from '../deck-text.ts';
import type { Problem } from '../problem.ts';
import { doubleFiles, doubleItems, type ReadFile, readFiles, withoutProblems } from '../read-files.ts';
import { lessonOf } from './lesson-file.ts';
import { lessonSchema } from './schema.ts';

/** A lesson that could be read, with the places of its parts. */
export type ReadLesson = ReadFile<Lesson>;

/** Every lesson that could be read, and all problems of all files, ids that stand twice among them. Pure; never throws. */
export function readLessons(files: readonly DeckText[]): {
  readonly read: readonly ReadLesson[];
  readonly problems: readonly Problem[];
} {
  const { read, problems } = readFiles(files, { noun: 'lesson', schema: lessonSchema, of: lessonOf });
  const doubles = [
    ...doubleFiles(read),
    ...read.flatMap((each) => doubleItems(each, each.value.steps, ['steps'], 'of this lesson')),
  ];
  return { read, problems: [...problems, ...doubles] };
}

/** Lessons in the order of the course, those with an error left out, and everything wrong in any file. Pure; never throws. */
export function loadLessons(files: readonly DeckText[]): {
  readonly lessons: readonly Lesson[];
  readonly problems: readonly Problem[];
} {
  const { read, problems } = readLessons(files);
  const lessons = withoutProblems(read, problems);
  return { lessons: lessons.toSorted((a, b) => a.place - b.place), problems };
}
