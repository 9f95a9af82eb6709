import { type Random, randomFrom, seedFrom, shuffle } from './random.ts';

/** A card by its key, `<deck>/<card>`; drills are a deck of their own. */
interface Keyed {
  readonly card: string;
}

/** So many cards of a deck count when one is drawn from several decks: a larger deck comes no more often. */
const COUNTED = 20;

/**
 * One of the cards, its deck first: each as likely as it has cards left, of which at most {@link COUNTED} count; then
 * any card of it. undefined where there are none.
 */
export function drawFairly<T extends Keyed>(cards: readonly T[], random: Random): T | undefined {
  const decks = byDeck(cards);
  const deck = decks[chosen(decks, random)];
  return deck?.[random.below(deck.length)];
}

/** All of the cards, as {@link drawFairly} draws them one after the other. */
export function fairOrder<T extends Keyed>(cards: readonly T[], random: Random): readonly T[] {
  const decks = byDeck(cards).map((deck) => [...shuffle(deck, random)]);
  const order: T[] = [];
  for (let at = chosen(decks, random); at >= 0; at = chosen(decks, random))
    order.push(...(decks[at]?.splice(0, 1) ?? []));
  return order;
}

/** What decides between cards that a rule finds equal, on one day: neither their names nor their decks. */
export function byLot(day: number): (a: string, b: string) => number {
  const lot = (card: string): number => randomFrom(seedFrom(day, card)).below(2 ** 32);
  return (a, b) => lot(a) - lot(b) || Number(a > b) - Number(a < b);
}

function byDeck<T extends Keyed>(cards: readonly T[]): readonly (readonly T[])[] {
  const decks = new Map<string, T[]>();
  for (const one of cards) {
    const id = one.card.slice(0, one.card.indexOf('/'));
    const deck = decks.get(id);
    if (deck === undefined) decks.set(id, [one]);
    else deck.push(one);
  }
  return [...decks.values()];
}

/** The place of the deck drawn; -1 where no deck has a card left. */
function chosen(decks: readonly (readonly unknown[])[], random: Random): number {
  const weights = decks.map(({ length }) => Math.min(length, COUNTED));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  if (all === 0) return -1;
  let ticket = random.below(all);
  return weights.findIndex((weight) => {
    ticket -= weight;
    return ticket < 0;
  });
}
