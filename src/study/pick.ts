import type { Card, Deck } from './deck.ts';
import { randomFrom } from './random.ts';

export interface PickInput {
  /** Deck id; null for any deck. */
  readonly deck: string | null;
  /** Topic, compared without case; null for any topic. */
  readonly topic: string | null;
  /** Keys of cards that must not come again. */
  readonly seen: readonly string[];
  /** 32-bit unsigned. */
  readonly seed: number;
}

/** The cards of a deck (or all) on a topic (or all), in the order written. */
export function listCards(
  decks: readonly Deck[],
  deck: string | null,
  topic: string | null,
): readonly Card[] {
  return decks
    .filter((each) => deck === null || each.id === deck)
    .flatMap((each) => each.cards)
    .filter((card) => topic === null || card.topic.toLowerCase() === topic.toLowerCase());
}

/** A card of the deck and topic that was not seen, each equally likely; undefined when there is none left. */
export function pickCard(decks: readonly Deck[], input: PickInput): Card | undefined {
  const seen = new Set(input.seen);
  const left = listCards(decks, input.deck, input.topic).filter((card) => !seen.has(card.key));
  return left.length === 0 ? undefined : left[randomFrom(input.seed).below(left.length)];
}

/** The card behind `<deck id>/<card id>`; undefined once it left its deck. */
export function findCard(decks: readonly Deck[], key: string): Card | undefined {
  return decks.find((deck) => key.startsWith(`${deck.id}/`))?.cards.find((card) => card.key === key);
}

/** Topics of one deck, or of all, with the number of their cards; most cards first, then by name. */
export function listTopics(
  decks: readonly Deck[],
  deck: string | null,
): readonly { readonly topic: string; readonly cards: number }[] {
  const counts = new Map<string, number>();
  for (const card of listCards(decks, deck, null)) counts.set(card.topic, (counts.get(card.topic) ?? 0) + 1);
  return [...counts]
    .map(([topic, cards]) => ({ topic, cards }))
    .toSorted((a, b) => b.cards - a.cards || a.topic.localeCompare(b.topic));
}
