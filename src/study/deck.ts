import { optionIds } from './option-ids.ts';
import type { QuestionKind, SourceLink } from './question.ts';
import type { CardFile, DeckFile, Verify } from './schema.ts';

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
  /** Raised by the author when another answer is right and nothing else shows it; 1 to begin with. */
  readonly revision: number;
  readonly kind: QuestionKind;
  readonly topic: string;
  readonly difficulty: 1 | 2 | 3 | 4 | 5;
  readonly prompt: string;
  readonly manifest?: string;
  /** choice, multi, locate. */
  readonly options: readonly CardOption[];
  /** number: the right value; recall: the back of the card. */
  readonly answer?: number | string;
  /** Empty where the deck gives none; so is an option's `why`. */
  readonly explanation: string;
  readonly source?: SourceLink;
  readonly since?: string;
  readonly imageUsers: Readonly<Record<string, string>>;
  readonly verify: readonly Verify[];
}

export interface Deck {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly cards: readonly Card[];
}

function optionsOf(card: CardFile): readonly CardOption[] {
  if (!('options' in card)) return [];
  const lines = card.kind === 'locate' ? card.manifest.split('\n') : [];
  const written = card.options.map((each) => ({
    ...('line' in each
      ? { line: each.line, text: (lines[each.line - 1] ?? '').trim() }
      : { text: each.text, ...(each.value === undefined ? {} : { value: each.value }) }),
    ...(each.id === undefined ? {} : { id: each.id }),
    correct: each.correct === true,
    why: each.why ?? '',
  }));
  return withIds(written);
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

function cardOf(deck: DeckFile, card: CardFile): Card {
  return {
    key: `${deck.id}/${card.id}`,
    id: card.id,
    deckId: deck.id,
    deckTitle: deck.title,
    ...(card.family === undefined ? {} : { family: `${deck.id}/${card.family}` }),
    revision: card.revision ?? 1,
    kind: card.kind,
    topic: card.topic,
    difficulty: card.difficulty as Card['difficulty'],
    prompt: card.prompt,
    ...(card.manifest === undefined ? {} : { manifest: card.manifest }),
    options: optionsOf(card),
    ...('answer' in card ? { answer: card.answer } : {}),
    explanation: card.explanation ?? '',
    ...(card.source === undefined ? {} : { source: card.source }),
    ...(card.since === undefined ? {} : { since: card.since }),
    imageUsers: card.imageUsers ?? {},
    verify: card.verify ?? [],
  };
}

/** A deck file that the schema accepts, as the deck the rest of the program knows. */
export function deckOf(file: DeckFile): Deck {
  return {
    id: file.id,
    title: file.title,
    description: file.description,
    cards: file.cards.map((card) => cardOf(file, card)),
  };
}

/** A card as its deck file holds it, every option with its id: the way back from {@link deckOf}. */
function cardFileOf(card: Card): CardFile {
  const options = card.options.map((option) => ({
    id: option.id,
    ...(card.kind === 'locate' ? { line: option.line } : { text: option.text }),
    ...(option.correct ? { correct: true } : {}),
    ...(option.why === '' ? {} : { why: option.why }),
    ...(option.value === undefined ? {} : { value: option.value }),
  }));
  return {
    id: card.id,
    kind: card.kind,
    topic: card.topic,
    difficulty: card.difficulty,
    prompt: card.prompt,
    ...(card.manifest === undefined ? {} : { manifest: card.manifest }),
    ...(options.length === 0 ? {} : { options }),
    ...(card.answer === undefined ? {} : { answer: card.answer }),
    ...(card.explanation === '' ? {} : { explanation: card.explanation }),
    ...(card.source === undefined ? {} : { source: card.source }),
    ...(card.since === undefined ? {} : { since: card.since }),
    ...(card.revision === 1 ? {} : { revision: card.revision }),
    ...(card.family === undefined ? {} : { family: card.family.slice(card.deckId.length + 1) }),
    ...(Object.keys(card.imageUsers).length === 0 ? {} : { imageUsers: card.imageUsers }),
    ...(card.verify.length === 0 ? {} : { verify: card.verify }),
  } as CardFile;
}

/** A deck as its file would hold it. */
export function fileOf(deck: Deck): DeckFile {
  return {
    id: deck.id,
    title: deck.title,
    description: deck.description,
    cards: deck.cards.map(cardFileOf),
  };
}
