import type { Question } from '../question.ts';
import type { Random } from '../random.ts';

export type Difficulty = 1 | 2 | 3 | 4 | 5;

/** What a generator is given: the stream it draws from, how hard it may be, and the seed for the record. */
export interface DrillInput {
  readonly random: Random;
  readonly difficulty: Difficulty;
}

/** What a generator gives; the registry adds card, revision, seed, deck and topic. */
export type Drawing = Pick<Question, 'kind' | 'prompt' | 'manifest' | 'options' | 'explanation' | 'source'>;

/** A question generator. A drill is one card; each time it is asked it draws another question. */
export interface Drill {
  /** Lower-case and hyphenated; the card is `drill/<id>`. */
  readonly id: string;
  /** Raised with every change that alters what a seed draws: a question of an older version stays as it was asked. */
  readonly version: number;
  readonly topic: string;
  readonly draw: (input: DrillInput) => Drawing;
}
