import type { Question } from './question.ts';

/**
 * The options of a question as whoever was asked it saw them, a line each: `A  text`. None for a kind that has none, and
 * for `locate`, whose options are numbered by their lines and never shuffled.
 */
export function seenOptions({ kind, options = [] }: Question): readonly string[] {
  return kind === 'locate' ? [] : options.map(({ key, text }) => `${key}  ${text.trim()}`);
}
