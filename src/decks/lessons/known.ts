import type { Deck } from '../../study/deck.ts';
import type { Lab } from '../../study/labs/index.ts';
import type { Lesson } from '../../study/lessons/index.ts';
import type { KnownToLessons } from './check.ts';

/** What lessons are held against, from decks, labs and lessons. */
export function knownToLessons(
  decks: readonly Deck[],
  labs: readonly Lab[],
  lessons: readonly Lesson[],
): KnownToLessons {
  return {
    cards: decks.flatMap(({ cards }) => cards.map(({ key }) => key)),
    labs: Object.fromEntries(labs.map(({ id, steps }) => [id, steps.map((step) => step.id)])),
    lessons: Object.fromEntries(lessons.map(({ id, place }) => [id, place])),
  };
}
