import { ourDecks, ourExamFiles, ourLabs, ourLessonFiles } from '../../src/cli/shipped.ts';
import { loadExams } from '../../src/decks/exams/index.ts';
import { loadLessons } from '../../src/decks/lessons/index.ts';
import { examSource } from '../../src/play/exam-source.ts';
import { labSource } from '../../src/play/labs-source.ts';
import { lessonSource } from '../../src/play/lessons-source.ts';
import { questionSource } from '../../src/play/library.ts';

const [DECKS, LABS, EXAM_FILES, LESSON_FILES] = await Promise.all([
  ourDecks(),
  ourLabs(),
  ourExamFiles(),
  ourLessonFiles(),
]);
const { exams: EXAMS } = loadExams(EXAM_FILES);
const { lessons: LESSONS } = loadLessons(LESSON_FILES);

/** The decks, labs, lessons and exams that come with Podium. */
export const OURS = {
  questions: questionSource(() => DECKS),
  labs: labSource(() => LABS),
  lessons: lessonSource(() => LESSONS),
  exams: examSource(() => EXAMS),
};
