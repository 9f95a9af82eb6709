/**
 * The order in which new cards come. Ours come along the course: the first two difficulties of every topic, in the
 * order of the topics, then the third, the fourth and the fifth. Those of an imported deck come as they are written.
 * In both no card comes before one that it needs.
 */
import type { Card, Deck } from './deck.ts';
import type { PoolCard } from './schedule/queue.ts';
import { TOPICS, type Topic, topicNamed } from './topics.ts';

/** A card with what it waits for; a card of `behind` is put back until a card of each of these parts was placed. */
type Step = Pick<PoolCard, 'card' | 'needs' | 'parts' | 'behind'>;

/** A drill as the path sees it. */
export interface PathDrill {
  readonly card: string;
  readonly topic: string;
}

interface Ranked {
  readonly step: PoolCard;
  readonly card: Pick<Card, 'topic' | 'difficulty'>;
  /** Of its deck. */
  readonly rank: number;
}

/** Our cards and drills in the order of the course, each with what has to be met before it. */
export function coursePath(decks: readonly Deck[], drills: readonly PathDrill[]): readonly PoolCard[] {
  const ordered = inOrder(decks);
  const befores = closure(new Map(ordered.map(({ id, after }) => [id, after ?? []])));
  const cards = ordered.flatMap((deck, rank): readonly Ranked[] =>
    deck.cards.map((card) => ({ step: stepOf(card, befores.get(deck.id) ?? []), card, rank })),
  );
  const asked = drills.map(
    ({ card, topic }): Ranked => ({
      step: { card, drill: true, ...partsOf(topic, [], []) },
      // Behind the easy cards of its topic, which explain what the drill only asks.
      card: { topic, difficulty: 2 },
      rank: ordered.length,
    }),
  );
  const sorted = [...cards, ...asked].toSorted(
    (a, b) =>
      bandOf(a.card.difficulty) - bandOf(b.card.difficulty) ||
      rankOf(a.card.topic) - rankOf(b.card.topic) ||
      Number(a.step.drill ?? false) - Number(b.step.drill ?? false) ||
      a.card.difficulty - b.card.difficulty ||
      a.rank - b.rank,
  );
  return behindWhatTheyNeed(sorted.map(({ step }) => step));
}

/** The cards of one deck as they are written, each behind those of the deck that it needs. */
export function writtenPath(cards: readonly Card[]): readonly Card[] {
  const byKey = new Map(cards.map((card) => [card.key, card]));
  const steps = cards.map(({ key, needs }) => ({ card: key, ...(needs === undefined ? {} : { needs }) }));
  return behindWhatTheyNeed(steps).flatMap(({ card }) => byKey.get(card) ?? []);
}

/** Decks (or whatever comes after others) in the order given, each behind those it comes after. */
export function inOrder<T extends { readonly id: string; readonly after?: readonly string[] }>(
  decks: readonly T[],
): readonly T[] {
  const byId = new Map(decks.map((deck) => [deck.id, deck]));
  const steps = decks.map(({ id, after }) => ({
    card: id,
    ...(after === undefined ? {} : { needs: after }),
  }));
  return behindWhatTheyNeed(steps).flatMap(({ card }) => byId.get(card) ?? []);
}

/**
 * The steps in the order given, each put back until what it needs was placed. What is not among them is not waited
 * for. Where they wait for each other in a circle, the first of them comes first.
 */
export function behindWhatTheyNeed<T extends Step>(steps: readonly T[]): readonly T[] {
  const there = new Set(steps.map(({ card }) => card));
  const begun = new Map<string, boolean>(
    steps.flatMap(({ parts }) => (parts ?? []).map((part) => [part, false] as const)),
  );
  const placed = new Set<string>();
  const isFree = ({ needs, behind }: T): boolean =>
    (needs ?? []).every((card) => !there.has(card) || placed.has(card)) &&
    (behind ?? []).every((part) => begun.get(part) !== false);
  const path: T[] = [];
  let held: T[] = [];
  const place = (step: T): void => {
    path.push(step);
    placed.add(step.card);
    for (const part of step.parts ?? []) begun.set(part, true);
  };
  const release = (): void => {
    for (let next = held.findIndex(isFree); next >= 0; next = held.findIndex(isFree))
      for (const step of held.splice(next, 1)) place(step);
  };
  for (const step of steps) {
    if (isFree(step)) {
      place(step);
      release();
    } else held.push(step);
  }
  while (held.length > 0) {
    const [first, ...rest] = held;
    held = rest;
    if (first !== undefined) place(first);
    release();
  }
  return path;
}

function stepOf({ key, family, topic, deckId, needs }: Card, decksBefore: readonly string[]): PoolCard {
  return {
    card: key,
    ...(family === undefined ? {} : { family }),
    ...(needs === undefined ? {} : { needs }),
    ...partsOf(topic, [deckId], decksBefore),
  };
}

/** Topics and decks that a card is part of, and those of which a card has to be met before it. */
function partsOf(
  topic: string,
  decks: readonly string[],
  decksBefore: readonly string[],
): Pick<PoolCard, 'parts' | 'behind'> {
  const own = topicNamed(topic);
  return {
    parts: [...(own === undefined ? [] : [topicPart(own.id)]), ...decks.map(deckPart)],
    behind: [
      ...(own === undefined ? [] : (TOPICS_BEFORE.get(own.id) ?? [])).map(topicPart),
      ...decksBefore.map(deckPart),
    ],
  };
}

const topicPart = (id: string): string => `topic ${id}`;
/** A deck as a part of the path: what {@link PoolCard} calls it in `parts` and `behind`. */
export const deckPart = (id: string): string => `deck ${id}`;

const TOPICS_BEFORE = closure(new Map(TOPICS.map(({ id, needs }: Topic) => [id, needs])));

/** Everything before each, what is before that included: where a filter leaves a link out, the chain still holds. */
function closure(befores: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, readonly string[]> {
  const all = (id: string, seen: Set<string>): Set<string> => {
    for (const each of befores.get(id) ?? []) {
      if (seen.has(each)) continue;
      seen.add(each);
      all(each, seen);
    }
    return seen;
  };
  return new Map(
    [...befores.keys()].map((id) => [id, [...all(id, new Set())].filter((each) => each !== id)]),
  );
}

/** Difficulties 1 and 2 come together. */
function bandOf(difficulty: number): number {
  return Math.max(2, difficulty);
}

/** A topic that is none of ours comes after those that are. */
function rankOf(topic: string): number {
  const at = TOPICS.findIndex(({ name }) => name.toLowerCase() === topic.toLowerCase());
  return at < 0 ? TOPICS.length : at;
}
