import type { Card, CardOption } from './deck.ts';
import type { QuestionKind } from './question.ts';

/** An option as a card asked it. */
export interface AskedOption {
  readonly id: string;
  readonly text: string;
  /** locate. */
  readonly line?: number;
  readonly right: boolean;
  /** The author wrote no id. */
  readonly derived?: true;
}

/** What a card asks, as it is kept to be compared with the next version of the card. Plain JSON. */
export interface Asked {
  readonly kind: QuestionKind;
  /** The author's own count of right answers: see `revision` of the deck format. */
  readonly revision: number;
  readonly options: readonly AskedOption[];
  /** Which options were right was not kept. */
  readonly rightUnknown?: true;
  /** number, recall. */
  readonly answer?: number | string;
}

/** A card as far as it is compared with its next version. */
export type AskingCard = Pick<Card, 'key' | 'kind' | 'revision' | 'options' | 'answer'>;

function askedOption({ id, text, line, correct, derived }: CardOption): AskedOption {
  return {
    id,
    text,
    ...(line === undefined ? {} : { line }),
    right: correct,
    ...(derived === undefined ? {} : { derived }),
  };
}

export function askedOf({ kind, revision, options, answer }: Omit<AskingCard, 'key'>): Asked {
  return { kind, revision, options: options.map(askedOption), ...(answer === undefined ? {} : { answer }) };
}

/**
 * What is kept of a card that left its deck: which of its options was right and what number, without its words. Should
 * it come back, its options are known by their ids.
 */
export function withoutWords({ kind, revision, options, answer }: Asked): Asked {
  return {
    kind,
    revision,
    options: options.map((option) => ({ ...option, text: '' })),
    ...(typeof answer === 'number' ? { answer } : {}),
  };
}
