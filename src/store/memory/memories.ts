import type { Selectable } from 'kysely';
import { GRADES, type Grade, type Memory, type MemoryState } from '../../study/schedule/memory.ts';
import type { CardsTable } from './tables.ts';

const STATES: readonly MemoryState[] = ['new', 'learning', 'review', 'relearning'];

/** The memory columns of a row of `cards`. */
export type MemoryRow = Pick<Selectable<CardsTable>, (typeof MEMORY_COLUMNS)[number]>;
export const MEMORY_COLUMNS = [
  'state',
  'stability',
  'difficulty',
  'due',
  'due_day',
  'step',
  'reps',
  'lapses',
  'scheduled_days',
  'last_review',
  'last_day',
] as const satisfies readonly (keyof CardsTable)[];

export function toMemory(row: MemoryRow): Memory {
  return {
    state: STATES[row.state] ?? 'new',
    stability: row.stability,
    difficulty: row.difficulty,
    due: row.due,
    dueDay: row.due_day,
    step: row.step,
    reps: row.reps,
    lapses: row.lapses,
    scheduledDays: row.scheduled_days,
    lastReview: row.last_review,
    lastDay: row.last_day,
  };
}

export function toRow(memory: Memory): MemoryRow {
  return {
    state: STATES.indexOf(memory.state),
    stability: memory.stability,
    difficulty: memory.difficulty,
    due: memory.due,
    due_day: memory.dueDay,
    step: memory.step,
    reps: memory.reps,
    lapses: memory.lapses,
    scheduled_days: memory.scheduledDays,
    last_review: memory.lastReview,
    last_day: memory.lastDay,
  };
}

/** A memory as the review log keeps it: its columns' values in their order. JSON keeps every bit of a number. */
export function fold(memory: Memory): string {
  const row = toRow(memory);
  return JSON.stringify(MEMORY_COLUMNS.map((column) => row[column]));
}

export function unfold(before: string): Memory {
  const values = JSON.parse(before) as readonly unknown[];
  return toMemory(
    Object.fromEntries(MEMORY_COLUMNS.map((column, index) => [column, values[index]])) as MemoryRow,
  );
}

/** Grades are kept as FSRS numbers them: 1 again … 4 easy. */
export function gradeNumber(grade: Grade): number {
  return GRADES.indexOf(grade) + 1;
}

export function gradeName(number: number): Grade {
  return GRADES[number - 1] ?? 'again';
}
