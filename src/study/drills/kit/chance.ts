import type { Random } from '../../random.ts';

/** One of `items`, each equally likely. Throws a RangeError for an empty list. */
export function oneOf<T>(random: Random, items: readonly T[]): T {
  const item = items[random.below(items.length)];
  if (item === undefined) throw new RangeError('nothing to choose from');
  return item;
}

/** True in `percent` of a hundred draws. */
export function happens(random: Random, percent: number): boolean {
  return random.below(100) < percent;
}

/** Gives another number of four digits each time, 1100 to 9900, all of them distinct; for UIDs and GIDs. */
export function freshIds(random: Random): () => number {
  const used = new Set<number>();
  return () => {
    for (;;) {
      const id = 1000 + 100 * (1 + random.below(89));
      if (used.has(id)) continue;
      used.add(id);
      return id;
    }
  };
}

/** As `fresh`, but in `percent` of a hundred draws a number that it gave before, as people use one number twice. */
export function sometimesAgain(random: Random, fresh: () => number, percent: number): () => number {
  const given: number[] = [];
  return () => {
    const again = given.length > 0 && happens(random, percent);
    const id = again ? oneOf(random, given) : fresh();
    given.push(id);
    return id;
  };
}
