import type { Ask } from '../store/store.ts';

/**
 * The cards that were answered wrong in a series, each once, this question included. One that only tells two beliefs
 * apart belongs to no series.
 */
export function missedIn(
  { run, question }: Pick<Ask, 'run' | 'question'>,
  correct: boolean,
): readonly string[] {
  const before = run.missed ?? [];
  return correct || run.apart !== undefined ? before : [...new Set([...before, question.card])];
}
