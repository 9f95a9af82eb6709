import type { Claim } from './claim.ts';
import type { MendGoal } from './mends/mend.ts';
import { optionIds } from './option-ids.ts';
import type { QuestionKind, SourceLink } from './question.ts';

/** An option as the deck holds it, in the order written; `line` for locate. */
export interface CardOption {
  /** Of the card: what statistics of the option hang on, and which option is right. */
  readonly id: string;
  /** The author wrote no id; this one follows from the text. */
  readonly derived?: true;
  readonly text: string;
  readonly correct: boolean;
  readonly why: string;
  readonly line?: number;
  /** The effective value the option states, for the deck check. */
  readonly value?: unknown;
}

/** One curated card of a deck. */
export interface Card {
  /** `<deck id>/<card id>`: the unit of scheduling and of scoring. */
  readonly key: string;
  readonly id: string;
  readonly deckId: string;
  readonly deckTitle: string;
  /** `<deck id>/<family>`: cards of one family give each other away. */
  readonly family?: string;
  /** Keys of the cards that come before it as new cards; a key without a dot may be of another deck. */
  readonly needs?: readonly string[];
  /** Raised by the author when another answer is right and nothing else shows it; 1 to begin with. */
  readonly revision: number;
  readonly kind: QuestionKind;
  readonly topic: string;
  readonly difficulty: 1 | 2 | 3 | 4 | 5;
  readonly prompt: string;
  readonly manifest?: string;
  /** choice, multi, locate. */
  readonly options: readonly CardOption[];
  /** number: the right value; recall: the back of the card; fill: what belongs in the blank. */
  readonly answer?: number | string;
  /** repair, fill: what is to hold of the mended manifest. */
  readonly goals?: readonly MendGoal[];
  /** repair: the manifest mended. */
  readonly solution?: string;
  /** predict: what is typed. */
  readonly line?: string;
  /** Empty where the deck gives none; so is an option's `why`. */
  readonly explanation: string;
  readonly source?: SourceLink;
  readonly since?: string;
  readonly imageUsers: Readonly<Record<string, string>>;
  readonly verify: readonly Claim[];
}

export interface Deck {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Ids of the decks that come before it. */
  readonly after?: readonly string[];
  readonly cards: readonly Card[];
}

/** Options with an id each; those of a deck that was imported before options had ids have none. */
export function withIds(
  options: readonly (Omit<CardOption, 'id'> & { readonly id?: string })[],
): readonly CardOption[] {
  const ids = optionIds(options);
  return options.map((option, index) => ({
    ...option,
    id: ids[index] ?? '',
    ...(option.id === undefined ? { derived: true } : {}),
  }));
}
