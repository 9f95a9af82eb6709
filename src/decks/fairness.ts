import type { Card } from '../study/deck.ts';
import { GUESSES, type Guess } from './guesses.ts';

/** How a guess does over cards: those on which it tells options apart, and how many of them it gets right. */
export interface Guessed {
  readonly guess: Pick<Guess, 'id' | 'takes'>;
  readonly cards: number;
  /** A card counts for 1 where the right option is taken, for less where it is one of several alike. */
  readonly hits: number;
  /** What choosing by lot gets right on the same cards. */
  readonly chance: number;
  /** The cards that it gets right, those on which it is plainest first. */
  readonly given: readonly Card[];
}

/** From this multiple of chance on a guess is worth a word, if it is not luck. */
const WORTH_A_WORD = 1.5;
/** As likely as this it would be luck. */
const LUCK = 0.002;

interface Hit {
  readonly card: Card;
  readonly hit: number;
  readonly chance: number;
  /** How far the option taken is ahead of the next, as a share of the whole range. */
  readonly lead: number;
}

function guessOn(card: Card, { rate }: Guess): Hit | undefined {
  const values = rate(card);
  const highest = Math.max(...values);
  const rest = values.filter((each) => each < highest);
  if (rest.length === 0) return undefined;
  const taken = card.options.filter((_, index) => values[index] === highest);
  const right = (options: Card['options']): number =>
    options.filter(({ correct }) => correct).length / options.length;
  const size = Math.max(...values.map(Math.abs));
  return {
    card,
    hit: right(taken),
    chance: right(card.options),
    lead: (highest - Math.max(...rest)) / size,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function guessed(guess: Guess, cards: readonly Card[]): Guessed {
  const hits = cards.flatMap((card) => guessOn(card, guess) ?? []);
  const given = hits.filter(({ hit }) => hit > 0).toSorted((a, b) => b.hit - a.hit || b.lead - a.lead);
  return {
    guess,
    cards: hits.length,
    hits: sum(hits.map(({ hit }) => hit)),
    chance: sum(hits.map(({ chance }) => chance)),
    given: given.map(({ card }) => card),
  };
}

/** Whoever ticks as many boxes as are most often right on cards where all that are right are to be chosen. */
function guessCount(cards: readonly Card[]): Guessed {
  const multi = cards.filter(({ kind }) => kind === 'multi');
  const rights = ({ options }: Card): number => options.filter(({ correct }) => correct).length;
  const counts = [...new Set(multi.map(rights))];
  const [given = []] = counts
    .map((count) => multi.filter((card) => rights(card) === count))
    .toSorted((a, b) => b.length - a.length);
  const count = given[0] === undefined ? 0 : rights(given[0]);
  return {
    guess: { id: 'count', takes: `${count} options of each choose-all card` },
    cards: multi.length,
    hits: given.length,
    chance: sum(multi.map(({ options }) => 1 / (options.length - 1))),
    given,
  };
}

/** How far each way to guess gets on the choice and multi cards among these. */
export function guessAll(cards: readonly Card[]): readonly Guessed[] {
  const shown = cards.filter(({ kind }) => kind === 'choice' || kind === 'multi');
  return [...GUESSES.map((guess) => guessed(guess, shown)), guessCount(shown)];
}

/**
 * Chance at most that one who knows nothing does as well: Hoeffding's bound for independent numbers between 0 and 1
 * (Probability Inequalities for Sums of Bounded Random Variables, 1963, theorem 1), which for hits and misses bounds
 * the binomial tail. Cards with different numbers of options may be among them.
 */
export function luckOf({ cards, hits, chance }: Guessed): number {
  const share = hits / cards;
  const expected = chance / cards;
  if (cards === 0 || share <= expected) return 1;
  const part = (seen: number, of: number): number => (seen === 0 ? 0 : seen * Math.log(seen / of));
  return Math.exp(-cards * (part(share, expected) + part(1 - share, 1 - expected)));
}

/** The ways to guess that get so much right on these cards that it cannot be luck. */
export function unfair(cards: readonly Card[]): readonly Guessed[] {
  return guessAll(cards).filter((each) => each.hits > each.chance * WORTH_A_WORD && luckOf(each) < LUCK);
}

const NAMED = 5;

/** A guess in a sentence for authors: what it gets, and where to begin. `name` is how a card is called. */
export function sayGuessed(
  { guess, cards, hits, chance, given }: Guessed,
  name: (card: Card) => string,
): string {
  const first = given.slice(0, NAMED).map(name);
  const more = given.length > NAMED ? ` and ${given.length - NAMED} more` : '';
  return `who knows nothing and takes ${guess.takes} is right on ${Math.round(hits)} of ${cards} cards, by lot on ${Math.round(chance)}: reword some of ${first.join(', ')}${more}`;
}
