import type { Deck } from '../../study/deck.ts';
import type { Lab } from '../../study/labs/index.ts';
import type { Known } from './check.ts';

/** What labs are held against, from decks and labs. */
export function knownOf(decks: readonly Deck[], labs: readonly Lab[]): Known {
  const cards = decks.flatMap((deck) => deck.cards);
  return {
    cards: cards.map(({ key }) => key),
    topics: [...new Set(cards.map(({ topic }) => topic))].toSorted(),
    labs: labs.map(({ id }) => id),
  };
}
