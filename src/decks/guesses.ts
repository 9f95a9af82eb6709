import { type Cue, type Cues, cuesOf } from '../study/cues.ts';
import type { Card } from '../study/deck.ts';

/** A way to choose an option without knowing the subject. */
export interface Guess {
  readonly id: string;
  /** Which option it takes, as the end of "who takes …". */
  readonly takes: string;
  /** A number for each option of a card; the highest is taken, by lot among equals. */
  readonly rate: (card: Card) => readonly number[];
}

/** The words by which one option alone refuses. Guesses, not keys: a deck in another language is simply not rated. */
const REFUSES = /\b(refus\w*|reject\w*|forbid\w*|den(y|ies|ied)|disallow\w*)\b/i;
const QUALIFIED = /\b(only|always|never|all|every|just|any)\b/i;

function rated(card: Card, cue: keyof Cues, sign: 1 | -1): readonly number[] {
  const texts = card.options.map(({ text }) => text);
  const value: Cue = cuesOf({ prompt: card.prompt, manifest: card.manifest ?? '' }, texts)[cue];
  const shown = texts.map((_, index) => index);
  return shown.map((option) => sign * value(option, shown));
}

function farthest(values: readonly number[]): readonly number[] {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  return values.map((value) => Math.abs(value - mean));
}

/** 1 for what stands second from the top; where the two highest are equal, for both. */
function second(values: readonly number[]): readonly number[] {
  const [, next] = values.toSorted((a, b) => b - a);
  return values.map((value) => (value === next ? 1 : 0));
}

/** 1 for the one option of which something is true, where it is true of one alone; else 0 for all. */
function alone(card: Card, is: (text: string) => boolean): readonly number[] {
  const marks = card.options.map(({ text }) => is(text));
  const single = marks.filter(Boolean).length === 1;
  return marks.map((mark) => (single && mark ? 1 : 0));
}

/** Guesses that go by a cue of {@link Cues}: the option with most of it is taken, or with least. */
const RANKED: readonly (readonly [id: string, takes: string, cue: keyof Cues, sign: 1 | -1])[] = [
  ['longest', 'the longest option', 'length', 1],
  ['shortest', 'the shortest option', 'length', -1],
  ['most-numbers', 'the option whose numbers stand most often in the manifest', 'numbers', 1],
  ['fewest-numbers', 'the option whose numbers stand least often in the manifest', 'numbers', -1],
  ['most-echoes', 'the option with most words of the question', 'echoes', 1],
  ['fewest-echoes', 'the option with fewest words of the question', 'echoes', -1],
  ['most-alike', 'the option with most words of the other options', 'kin', 1],
  ['least-alike', 'the option with fewest words of the other options', 'kin', -1],
  ['most-alike-by-word', 'the option with the largest share of words of the others', 'kinByWord', 1],
  ['least-alike-by-word', 'the option with the smallest share of words of the others', 'kinByWord', -1],
];

/** Guesses that take the one option of which something is true. */
const ALONE: readonly (readonly [id: string, takes: string, is: (text: string) => boolean])[] = [
  ['only-refusal', 'the only option that speaks of a refusal', (text) => REFUSES.test(text)],
  ['only-acceptance', 'the only option that speaks of no refusal', (text) => !REFUSES.test(text)],
  [
    'only-qualified',
    'the only option with a word like only, always, never or all',
    (text) => QUALIFIED.test(text),
  ],
  [
    'only-unqualified',
    'the only option without a word like only, always, never or all',
    (text) => !QUALIFIED.test(text),
  ],
];

/** What the drills avoid when they draw (src/study/drills/kit/fair.ts), and what only written options give away. */
export const GUESSES: readonly Guess[] = [
  ...RANKED.map(([id, takes, cue, sign]) => ({ id, takes, rate: (card: Card) => rated(card, cue, sign) })),
  {
    id: 'second-longest',
    takes: 'the second longest option',
    rate: (card) => second(rated(card, 'length', 1)),
  },
  {
    id: 'odd-length',
    takes: 'the option whose length is most unlike that of the others',
    rate: (card) => farthest(rated(card, 'length', 1)),
  },
  ...ALONE.map(([id, takes, is]) => ({ id, takes, rate: (card: Card) => alone(card, is) })),
];
