import type { PoolCard } from './queue.ts';

/**
 * The pool with the cards that a finished lab teaches in front, each behind the cards that it needs itself, which come
 * forward with it. That its topic or deck comes after others does not hold it back: the lab has led there.
 */
export function fedFirst(
  pool: readonly PoolCard[],
  fed: ReadonlySet<string>,
  isMet: (card: string) => boolean,
): readonly PoolCard[] {
  if (fed.size === 0) return pool;
  const cards = new Map(pool.map((one) => [one.card, one]));
  const first = new Set<string>();
  const seen = new Set<string>();
  const bring = (one: PoolCard | undefined): void => {
    if (one === undefined || seen.has(one.card) || isMet(one.card)) return;
    seen.add(one.card);
    for (const need of one.needs ?? []) bring(cards.get(need));
    first.add(one.card);
  };
  for (const one of pool) if (fed.has(one.card)) bring(one);
  const ahead = [...first].flatMap((card) => cards.get(card) ?? []).map(({ behind: _, ...one }) => one);
  return [...ahead, ...pool.filter(({ card }) => !first.has(card))];
}
