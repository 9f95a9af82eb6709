import { createHash } from 'node:crypto';
import type { QuestionKind, SourceLink } from './question.ts';
import type { CardFile, DeckFile, Verify } from './schema.ts';

/** An option as the deck holds it, in the order written; `line` for locate. */
export interface CardOption {
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
  /** Changes when the right answer changes, not when wording around it does. */
  readonly revision: string;
  readonly kind: QuestionKind;
  readonly topic: string;
  readonly difficulty: 1 | 2 | 3 | 4 | 5;
  readonly prompt: string;
  readonly manifest?: string;
  /** choice, multi, locate. */
  readonly options: readonly CardOption[];
  /** number: the right value; recall: the back of the card. */
  readonly answer?: number | string;
  readonly explanation: string;
  readonly source: SourceLink;
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
  if (card.kind === 'locate') {
    const lines = card.manifest.split('\n');
    return card.options.map((each) => ({
      text: (lines[each.line - 1] ?? '').trim(),
      correct: each.correct === true,
      why: each.why,
      line: each.line,
    }));
  }
  if (card.kind !== 'choice' && card.kind !== 'multi') return [];
  return card.options.map((each) => ({
    text: each.text,
    correct: each.correct === true,
    why: each.why,
    ...(each.value === undefined ? {} : { value: each.value }),
  }));
}

/** Twelve hex digits over the kind and the right answer only: an open schedule survives a better wording. */
function revisionOf(card: CardFile, options: readonly CardOption[]): string {
  const right = options.filter((each) => each.correct).map((each) => each.line ?? each.text);
  const answer = 'answer' in card ? card.answer : right.sort();
  return createHash('sha256')
    .update(JSON.stringify([card.kind, answer]))
    .digest('hex')
    .slice(0, 12);
}

function cardOf(deck: DeckFile, card: CardFile): Card {
  const options = optionsOf(card);
  return {
    key: `${deck.id}/${card.id}`,
    id: card.id,
    deckId: deck.id,
    deckTitle: deck.title,
    ...(card.family === undefined ? {} : { family: `${deck.id}/${card.family}` }),
    revision: revisionOf(card, options),
    kind: card.kind,
    topic: card.topic,
    difficulty: card.difficulty as Card['difficulty'],
    prompt: card.prompt,
    ...(card.manifest === undefined ? {} : { manifest: card.manifest }),
    options,
    ...('answer' in card ? { answer: card.answer } : {}),
    explanation: card.explanation,
    source: card.source,
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
