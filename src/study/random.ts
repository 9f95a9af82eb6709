/**
 * A stream of pseudo-random numbers that is the same for the same seed on every machine and in every release:
 * mulberry32 (a 32-bit counter put through an integer hash). Not for secrets.
 */
export interface Random {
  /** A whole number in 0 … bound - 1, every one equally likely. `bound` is 1 … 2^32. */
  readonly below: (bound: number) => number;
}

/** A 32-bit seed from a number and a text, so that the same number draws differently for different cards (FNV-1a). */
export function seedFrom(seed: number, text: string): number {
  let hash = (0x811c9dc5 ^ (seed >>> 0)) >>> 0;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  return {
    below: (bound) => {
      const range = 2 ** 32;
      const fair = range - (range % bound);
      let drawn = next();
      while (drawn >= fair) drawn = next();
      return drawn % bound;
    },
  };
}

/** Fisher–Yates: a copy of `items` in an order of which each is equally likely. */
export function shuffle<T>(items: readonly T[], random: Random): readonly T[] {
  const rest = [...items];
  const drawn: T[] = [];
  while (rest.length > 0) drawn.push(...rest.splice(random.below(rest.length), 1));
  return drawn;
}
