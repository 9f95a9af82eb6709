import type { AskedOption } from '../study/asked.ts';
import { namesOther, sharedWords, type Words, wordReader } from './likeness.ts';

/** An option before and after, and whether that they are the same is a guess by their words. */
export interface SameOption {
  readonly before: AskedOption;
  readonly now: AskedOption;
  readonly guessed: boolean;
}

/** From this share of words in common on, one text may be the other reworded. */
const ALIKE = 0.5;

/**
 * Which options of the next version of a card are which of the one before. In this order: the author's id; the very
 * text (of a line, the nearest with that text); an id that follows from text or line. What is left may be reworded:
 * texts that share half of their words, the most alike first; then the one right option for the one right option.
 * Two that both have ids of their author are never taken for a rewording of each other, nor are two of which each
 * names a field, a number or code that the other does not.
 */
export function sameOptions(
  before: readonly AskedOption[],
  now: readonly AskedOption[],
): readonly SameOption[] {
  const old = new Set(before);
  const left = new Set(now);
  const found: SameOption[] = [];
  const take = (mine: AskedOption, other: AskedOption, guessed: boolean): void => {
    if (!left.has(mine) || !old.has(other)) return;
    left.delete(mine);
    old.delete(other);
    found.push({ before: other, now: mine, guessed });
  };
  const pairUp = (guessed: boolean, fits: (mine: AskedOption, other: AskedOption) => boolean): void => {
    for (const mine of [...left]) {
      const others = [...old].filter((other) => fits(mine, other));
      const [nearest] = others.toSorted((a, b) => away(mine, a) - away(mine, b));
      if (nearest !== undefined) take(mine, nearest, guessed);
    }
  };
  pairUp(false, (mine, other) => mine.derived === undefined && mine.id === other.id);
  pairUp(false, (mine, other) => plain(mine.text) === plain(other.text));
  pairUp(true, (mine, other) => mine.derived === true && other.derived === true && mine.id === other.id);
  for (const { mine, other } of reworded([...left], [...old])) take(mine, other, true);
  return found;
}

function plain(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ');
}

function away(a: AskedOption, b: AskedOption): number {
  return Math.abs((a.line ?? 0) - (b.line ?? 0));
}

interface Guess {
  readonly mine: AskedOption;
  readonly other: AskedOption;
  readonly alike: number;
}

/** What may be a rewording, the likeliest first. */
function reworded(now: readonly AskedOption[], before: readonly AskedOption[]): readonly Guess[] {
  const read = wordReader();
  const words = new Map<AskedOption, Words>([...now, ...before].map((each) => [each, read(each.text)]));
  const guesses = now.flatMap((mine) =>
    before.flatMap((other): readonly Guess[] => {
      const [a, b] = [words.get(mine), words.get(other)];
      const bothNamed = mine.derived === undefined && other.derived === undefined;
      if (a === undefined || b === undefined || bothNamed || namesOther(a, b)) return [];
      return [{ mine, other, alike: sharedWords(a, b) }];
    }),
  );
  const right = guesses.filter(({ mine, other }) => mine.right && other.right);
  const alike = guesses.filter((guess) => guess.alike >= ALIKE);
  const single =
    now.filter((each) => each.right).length === 1 && before.filter((each) => each.right).length === 1;
  return [...alike.toSorted((a, b) => b.alike - a.alike), ...(single ? right : [])];
}
