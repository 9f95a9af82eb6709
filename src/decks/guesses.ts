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

/** 1 for the one option of which something is true, where it is true of one alone; else 0 for all. */
function alone(card: Card, is: (text: string) => boolean): readonly number[] {
  const marks = card.options.map(({ text }) => is(text));
  const single = marks.filter(Boolean).length === 1;
  return marks.map((mark) => (single && mark ? 1 : 0));
}

const by = (cue: keyof Cues, sign: 1 | -1) => (card: Card) => rated(card, cue, sign);

/** What the drills avoid when they draw (src/study/drills/kit/fair.ts), and what only written options give away. */
export const GUESSES: readonly Guess[] = [
  { id: 'longest', takes: 'the longest option', rate: by('length', 1) },
  { id: 'shortest', takes: 'the shortest option', rate: by('length', -1) },
  {
    id: 'odd-length',
    takes: 'the option whose length is most unlike that of the others',
    rate: (card) => farthest(rated(card, 'length', 1)),
  },
  {
    id: 'most-numbers',
    takes: 'the option whose numbers stand most often in the manifest',
    rate: by('numbers', 1),
  },
  {
    id: 'fewest-numbers',
    takes: 'the option whose numbers stand least often in the manifest',
    rate: by('numbers', -1),
  },
  {
    id: 'most-echoes',
    takes: 'the option with most words of the question',
    rate: by('echoes', 1),
  },
  {
    id: 'fewest-echoes',
    takes: 'the option with fewest words of the question',
    rate: by('echoes', -1),
  },
  {
    id: 'most-alike',
    takes: 'the option that has most words in common with the others',
    rate: by('kin', 1),
  },
  {
    id: 'least-alike',
    takes: 'the option that has fewest words in common with the others',
    rate: by('kin', -1),
  },
  {
    id: 'most-alike-by-word',
    takes: 'the option of whose words most stand in the others too',
    rate: by('kinByWord', 1),
  },
  {
    id: 'least-alike-by-word',
    takes: 'the option of whose words fewest stand in the others too',
    rate: by('kinByWord', -1),
  },
  {
    id: 'only-refusal',
    takes: 'the only option that speaks of a refusal',
    rate: (card) => alone(card, (text) => REFUSES.test(text)),
  },
  {
    id: 'only-acceptance',
    takes: 'the only option that speaks of no refusal',
    rate: (card) => alone(card, (text) => !REFUSES.test(text)),
  },
  {
    id: 'only-qualified',
    takes: 'the only option with a word like only, always, never, all',
    rate: (card) => alone(card, (text) => QUALIFIED.test(text)),
  },
  {
    id: 'only-unqualified',
    takes: 'the only option without a word like only, always, never, all',
    rate: (card) => alone(card, (text) => !QUALIFIED.test(text)),
  },
];
