import { answerInThread } from '../../runtime/thread.ts';
import { type CheckedLessons, checkLessons } from './index.ts';
import type { LessonsToCheck } from './lesson-check-in-thread.ts';

answerInThread(({ files, known }: LessonsToCheck): CheckedLessons => checkLessons(files, known));
