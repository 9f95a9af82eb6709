import { MINUTE } from './day.ts';

/** How well a card was known, in Anki's four words. */
export type Grade = 'again' | 'hard' | 'good' | 'easy';
export const GRADES: readonly Grade[] = ['again', 'hard', 'good', 'easy'];

export type MemoryState = 'new' | 'learning' | 'review' | 'relearning';

/** What is known about one person and one card; everything the next interval follows from. */
export interface Memory {
  readonly state: MemoryState;
  /** Days until the probability of recall has fallen to 90 %; 0 while new. */
  readonly stability: number;
  /** 1 (easy) to 10 (hard); 0 while new. */
  readonly difficulty: number;
  /** When it comes back. For a review only its day counts: see {@link dueDay}. */
  readonly due: number;
  /** The learner's day it comes back on; stays the same date wherever the learner travels. */
  readonly dueDay: number;
  /** Which learning step it is at. */
  readonly step: number;
  /** How often it was graded. */
  readonly reps: number;
  /** How often it was forgotten after it had been learned. */
  readonly lapses: number;
  /** Days from the last grade to `due`; 0 in learning steps. */
  readonly scheduledDays: number;
  readonly lastReview: number | null;
  /** The learner's day of the last grade, as it was then: another zone later does not change it. */
  readonly lastDay: number | null;
}

export const NEW_MEMORY: Memory = {
  state: 'new',
  stability: 0,
  difficulty: 0,
  due: 0,
  dueDay: 0,
  step: 0,
  reps: 0,
  lapses: 0,
  scheduledDays: 0,
  lastReview: null,
  lastDay: null,
};

/** A learning step that comes due within this time may be taken at once when nothing else is left (Anki: 20 min). */
export const LEARN_AHEAD = 20 * MINUTE;

export function isLearning({ state }: Memory): boolean {
  return state === 'learning' || state === 'relearning';
}

/**
 * Whether an answer is the card's review or only practice: the first answer on a learner's day is its review,
 * later ones that day change no schedule. In `/review` a learning step that has come due is a review too: `stepAsked`
 * is when it was put there, null elsewhere. A question left open since before the last grade is no step of now.
 */
export function countsAsReview(
  memory: Memory,
  today: number,
  now: number,
  stepAsked: number | null,
): boolean {
  if (memory.lastDay === null || memory.lastDay < today) return true;
  if (stepAsked === null || stepAsked < (memory.lastReview ?? 0)) return false;
  return isLearning(memory) && memory.due <= now + LEARN_AHEAD;
}

/**
 * What a grade leads to, in a few characters that a button can carry: `11d` for a review in 11 days, `10m` for a step
 * of ten minutes, `-` for practice, which changes nothing.
 */
export function promiseOf(after: Memory | null): string {
  if (after === null) return '-';
  if (!isLearning(after)) return `${after.scheduledDays}d`;
  return `${Math.round((after.due - (after.lastReview ?? after.due)) / MINUTE)}m`;
}

/** Anki's leech rule: at 8 lapses, and again after every 4 more, should the card have been taken up again. */
export function becomesLeech(before: Memory, after: Memory): boolean {
  return after.lapses > before.lapses && after.lapses >= 8 && (after.lapses - 8) % 4 === 0;
}
