import type { Ask, AskInput } from '../questions/interface.ts';

/** Where one person is in one lesson. */
export interface LessonRow {
  readonly id: number;
  readonly userId: string;
  readonly lesson: string;
  /** Id of the step that was shown last. */
  readonly step: string;
  /** Id of a step → id of the question that was put there. */
  readonly asked: Readonly<Record<string, number>>;
  readonly startedAt: number;
  readonly usedAt: number;
  /** When it was finished for the first time. */
  readonly finishedAt: number | null;
}

export interface OpenLesson {
  readonly userId: string;
  readonly lesson: string;
  /** Where who is new to it begins. */
  readonly step: string;
  readonly now: number;
}

export interface MoveInLesson {
  readonly id: number;
  readonly userId: string;
  /** The step that is shown from now on. */
  readonly step: string;
  /** The last step was left behind. */
  readonly finished: boolean;
  readonly now: number;
}

export interface AskInLesson {
  readonly id: number;
  readonly step: string;
  readonly ask: AskInput;
}

/** How far people are in the lessons of `/learn`, as use-cases. Those by `id` throw StoreError `lesson-gone`, `not-yours`. */
export interface LessonStore {
  /** Begins a lesson, once: for who has begun it, the row as it is. */
  openLesson(input: OpenLesson): Promise<LessonRow>;
  lessonRow(id: number, userId: string): Promise<LessonRow>;
  /** Every lesson this person has begun, the one used last first. */
  lessonRows(userId: string): Promise<readonly LessonRow[]>;
  moveInLesson(input: MoveInLesson): Promise<LessonRow>;
  /** Puts the question of a step, once: a second call gives the first one's for as long as that is kept. */
  askInLesson(input: AskInLesson): Promise<Ask>;
}
