import type { Store } from '../../src/store/store.ts';
import { type Learners, userIdOf } from './learners.ts';

export const SMALL = 50_000;
const REVIEWS_PER_PERSON = 100;
const CARDS_PER_PERSON = 25;
const NOW = Date.UTC(2026, 2, 2, 12);

/** In families of five, so that siblings are looked for too. */
const POOL = Array.from({ length: CARDS_PER_PERSON }, (_, n) => ({
  card: `basics/card-${n}`,
  family: `basics/family-${Math.floor(n / 5)}`,
}));

/** As many people as make so many reviews, each with 25 cards and 100 reviews of them. */
export function learnersOf(reviews: number): Learners {
  return {
    people: reviews / REVIEWS_PER_PERSON,
    cards: POOL.map(({ card }) => card),
    repetitions: REVIEWS_PER_PERSON / CARDS_PER_PERSON,
    now: NOW,
  };
}

/** Microseconds for the next due card, over `times` people in turn. Throws where a person has none. */
export async function nextCards(store: Store, reviews: number, round: number, times = 200): Promise<number> {
  const start = performance.now();
  for (let n = 0; n < times; n += 1) {
    const person = personOf(reviews, round * times + n);
    const next = await store.nextCard({ userId: userIdOf(person), pool: POOL, now: NOW });
    if (next.kind !== 'card') throw new Error(`nothing due for person ${person}`);
  }
  return ((performance.now() - start) * 1000) / times;
}

/** Steps through the people far apart from each other; every one of them is asked for, not the same few pages. */
export function personOf(reviews: number, turn: number): number {
  return (turn * 7919) % (reviews / REVIEWS_PER_PERSON);
}
