import type { Generated } from 'kysely';

export interface LessonTables {
  lessons: LessonsTable;
}

export interface LessonsTable {
  id: Generated<number>;
  user_id: string;
  lesson: string;
  step: string;
  /** Id of a step → id of its ask, as JSON. */
  asked: Generated<string>;
  started_at: number;
  used_at: number;
  finished_at: number | null;
}
