import { deckPart } from '../study/path.ts';
import type { PoolCard } from '../study/schedule/queue.ts';

/** Our decks that a server did not name: they come along one path, as one. */
const OURS = 'ours';
/** The deck that drills belong to has no part of its own on the path. */
const DRILLS = deckPart('drills');

/**
 * New cards of a server's decks and of ours in one order: first the decks that the server named, in its order, then its
 * other decks and ours along the path, by turns. Among the decks not named one that comes after others waits for them. What a
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
  return [...[...named.values()].flat().map(({ behind: _, ...one }) => one), ...inTurn(units, left)];
}

interface Unit {
  readonly card: string;
  readonly needs: readonly string[];
  readonly cards: readonly PoolCard[];
}

/**
 * A card of the server's decks and one of ours by turns, and the server's decks by turns among themselves: so the
 * largest deck holds back no other. A deck that comes after others has its turns when those are through.
 */
function inTurn(units: readonly Unit[], ours: readonly PoolCard[]): readonly PoolCard[] {
  const placed = new Map<string, number>();
  const sizes = new Map([
    ...units.map(({ card, cards }) => [card, cards.length] as const),
    [OURS, ours.length],
  ]);
  const isThrough = (id: string): boolean => (placed.get(id) ?? 0) >= (sizes.get(id) ?? 0);
  const path: PoolCard[] = [];
  const take = (id: string, cards: readonly PoolCard[]): void => {
    const at = placed.get(id) ?? 0;
    path.push(...cards.slice(at, at + 1));
    placed.set(id, at + 1);
  };
  for (let turn = 0; ; ) {
    const left = units.filter(({ card }) => !isThrough(card));
    if (left.length === 0 && isThrough(OURS)) return path;
    const ready = left.filter(({ needs }) => needs.every(isThrough));
    // Decks that wait for each other in a circle: the first of them comes first.
    const own = ready.length > 0 ? ready : isThrough(OURS) ? left : [];
    const next = own[turn % Math.max(1, own.length)];
    if (next !== undefined) {
      take(next.card, next.cards);
      turn = isThrough(next.card) ? turn : turn + 1;
    }
    if (!isThrough(OURS)) take(OURS, ours);
  }
}
