import type { Doors } from '../engine/doors.ts';
import type { LessonStore } from './interface.ts';
import { askInLesson, lessonRow, lessonRows, moveInLesson, openLesson } from './lessons.ts';

/** The use-cases of `lessons/`. */
export function lessonStore({ read, own }: Doors): LessonStore {
  return {
    openLesson: (input) => own(input.userId, (trx) => openLesson(trx, input)),
    lessonRow: async (id, userId) => read((from) => lessonRow(from, id, userId)),
    lessonRows: async (userId) => read((from) => lessonRows(from, userId)),
    moveInLesson: (input) => own(input.userId, (trx) => moveInLesson(trx, input)),
    askInLesson: (input) => own(input.ask.userId, (trx) => askInLesson(trx, input)),
  };
}
