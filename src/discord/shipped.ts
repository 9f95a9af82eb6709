import { EXAM_DIRECTORY } from '../decks/exams/files.ts';
import { loadExams } from '../decks/exams/load.ts';
import { DECK_DIRECTORY, readDeckFiles } from '../decks/files.ts';
import { formatProblem, loadDecks, type Problem } from '../decks/index.ts';
import { LAB_DIRECTORY } from '../decks/labs/files.ts';
import { loadLabs } from '../decks/labs/load.ts';
import { LESSON_DIRECTORY } from '../decks/lessons/files.ts';
import { loadLessons } from '../decks/lessons/load.ts';
import { type ExamSource, examSource } from '../play/exam-source.ts';
import { type LabSource, labSource } from '../play/labs-source.ts';
import { type LessonSource, lessonSource } from '../play/lessons-source.ts';
import { type QuestionSource, questionSource } from '../play/library.ts';
import { EXIT } from '../runtime/exit-code.ts';
import { StartError } from './platform/start-error.ts';

/** The decks, labs, lessons and exams that come with Podium. */
export interface Shipped {
  readonly questions: QuestionSource;
  readonly labs: LabSource;
  readonly lessons: LessonSource;
  readonly exams: ExamSource;
}

/**
 * Reads their files; each kind is parsed when it is first asked for. Files with errors are left out: what is wrong is
 * written to stderr, and `onErrors` is told how many and of what. Where no deck is usable, the first use throws StartError.
 */
export async function openShipped(onErrors: (errors: number, what: string) => void): Promise<Shipped> {
  const [decks, labs, lessons, exams] = await Promise.all(
    [DECK_DIRECTORY, LAB_DIRECTORY, LESSON_DIRECTORY, EXAM_DIRECTORY].map((folder) => readDeckFiles(folder)),
  );
  const told = <T>(found: readonly T[], problems: readonly Problem[], kind: string): readonly T[] => {
    const errors = problems.filter((problem) => problem.severity === 'error');
    if (errors.length > 0) {
      process.stderr.write(`${errors.map(formatProblem).join('\n')}\n`);
      onErrors(errors.length, `${kind} files with errors are left out`);
    }
    return found;
  };
  return {
    questions: questionSource(() => {
      const loaded = loadDecks(decks ?? []);
      const usable = told(loaded.decks, loaded.problems, 'deck');
      if (usable.length > 0) return usable;
      throw new StartError(
        EXIT.failed,
        `There is no usable deck in ${DECK_DIRECTORY}: put at least one *.yaml there.`,
      );
    }),
    labs: labSource(() => {
      const loaded = loadLabs(labs ?? []);
      return told(loaded.labs, loaded.problems, 'lab');
    }),
    lessons: lessonSource(() => {
      const loaded = loadLessons(lessons ?? []);
      return told(loaded.lessons, loaded.problems, 'lesson');
    }),
    exams: examSource(() => {
      const loaded = loadExams(exams ?? []);
      return told(loaded.exams, loaded.problems, 'exam');
    }),
  };
}
