import type { Difficulty } from '../../study/drills/index.ts';
import type { Blueprint } from '../../study/exams/blueprint.ts';
import type { DeckText } from '../deck-text.ts';
import type { Problem } from '../problem.ts';
import { doubleFiles, type ReadFile, readFiles, withoutProblems } from '../read-files.ts';
import { type ExamFile, examSchema } from './schema.ts';

/** A blueprint that could be read, with the places of its parts. */
export type ReadExam = ReadFile<Blueprint>;

/** Every blueprint that could be read, and all problems of all files. Pure; never throws. */
export function readExams(files: readonly DeckText[]): {
  readonly read: readonly ReadExam[];
  readonly problems: readonly Problem[];
} {
  const { read, problems } = readFiles(files, { noun: 'exam', schema: examSchema, of: blueprintOf });
  return { read, problems: [...problems, ...doubleFiles(read)] };
}

/** Blueprints in the order of their titles, those with an error left out, and everything wrong in any file. Pure; never throws. */
export function loadExams(files: readonly DeckText[]): {
  readonly exams: readonly Blueprint[];
  readonly problems: readonly Problem[];
} {
  const { read, problems } = readExams(files);
  const exams = withoutProblems(read, problems);
  return { exams: exams.toSorted((a, b) => a.title.localeCompare(b.title, 'en')), problems };
}

function blueprintOf({ sections, ...rest }: ExamFile): Blueprint {
  return {
    ...rest,
    about: rest.about.trimEnd(),
    sections: sections.map((section) => {
      const { title, topics, weight, difficulty, questions = 0, drills = 0, repairs = 0, labs = 0 } = section;
      const range = (difficulty ?? [1, 5]) as readonly [Difficulty, Difficulty];
      return { title, topics, weight, difficulty: range, questions, drills, repairs, labs };
    }),
  };
}
