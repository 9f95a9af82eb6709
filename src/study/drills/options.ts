import type { QuestionOption } from '../question.ts';
import { type Random, shuffle } from '../random.ts';

const LETTERS = ['A', 'B', 'C', 'D', 'E'] as const;

/** A wrong option, and the misconception that leads to it. */
export interface Wrong {
  readonly text: string;
  readonly misconception: string;
  readonly why: string;
}

/** Letters in the order shown, after shuffling: every order is equally likely. */
export function lettered(
  random: Random,
  options: readonly Omit<QuestionOption, 'key'>[],
): readonly QuestionOption[] {
  return shuffle(options, random).map((option, index) => ({
    key: LETTERS[index] ?? String(index + 1),
    ...option,
  }));
}

/**
 * One right and `wrongs` wrong options, shuffled. Of the candidates those that say the right thing after all, and
 * repeats, are left out; the rest keep their order as preference. Undefined where too few remain.
 */
export function choiceOf(
  random: Random,
  right: { readonly text: string; readonly why: string },
  candidates: readonly Wrong[],
  wrongs = 3,
): readonly QuestionOption[] | undefined {
  const chosen: Wrong[] = [];
  for (const candidate of candidates) {
    if (candidate.text === right.text || chosen.some((each) => each.text === candidate.text)) continue;
    chosen.push(candidate);
    if (chosen.length === wrongs) break;
  }
  if (chosen.length < wrongs) return undefined;
  return lettered(random, [
    { ...right, correct: true },
    ...chosen.map((each) => ({ ...each, correct: false })),
  ]);
}

/** Draws again until a drawing can be asked. Throws when `draw` keeps refusing, which the drill's tests rule out. */
export function untilDrawn<T>(draw: () => T | undefined): T {
  for (let attempt = 0; attempt < 1000; attempt++) {
    const drawn = draw();
    if (drawn !== undefined) return drawn;
  }
  throw new RangeError('the drill found no question in a thousand attempts');
}
