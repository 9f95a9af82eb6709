import { behindWhatTheyNeed, deckPart } from '../study/path.ts';
import type { PoolCard } from '../study/schedule/queue.ts';

/** Our decks that a server did not name: they come along one path, as one. */
const OURS = 'ours';
/** The deck that drills belong to has no part of its own on the path. */
const DRILLS = deckPart('drills');

/**
 * New cards of a server's decks and of ours in one order: first the decks that the server named, in its order, then its
 * other decks, then ours along the path. Among the decks not named one that comes after others waits for them. What a
 * card of a named deck needs by itself holds as ever; that its deck or topic comes after others does not.
 */
export function arranged(
  server: readonly PoolCard[],
  ours: readonly PoolCard[],
  order: readonly string[],
): readonly PoolCard[] {
  if (server.length === 0 && order.length === 0) return ours;
  const named = new Map(order.map((id) => [deckPart(id), [] as PoolCard[]]));
  const own = new Map<string, PoolCard[]>();
  for (const one of server) {
    const part = one.parts?.at(-1) ?? '';
    const unit = named.get(part) ?? own.get(part) ?? [];
    unit.push(one);
    if (!named.has(part)) own.set(part, unit);
  }
  const left: PoolCard[] = [];
  for (const one of ours)
    (named.get(one.drill === true ? DRILLS : (one.parts?.at(-1) ?? '')) ?? left).push(one);
  const there = new Set(left.flatMap(({ parts }) => parts ?? []));
  const unitOf = (part: string): readonly string[] =>
    own.has(part) ? [part] : there.has(part) ? [OURS] : [];
  const units = [...own].map(([card, cards]) => ({
    card,
    needs: (cards[0]?.behind ?? []).flatMap(unitOf),
    cards,
  }));
  const rest = behindWhatTheyNeed([...units, { card: OURS, needs: [], cards: left }]);
  return [
    ...[...named.values()].flat().map(({ behind: _, ...one }) => one),
    ...rest.flatMap(({ cards }) => cards),
  ];
}
