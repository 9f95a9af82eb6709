/**
 * What a study group remembers together, and what others see of it. A topic is told only where at least three people
 * have begun it, and as one figure: the mean over them, each counting alike. So that nobody's own figure follows from
 * what changes when they join or leave, the mean is rounded to five per cent, at boundaries that are moved by a number
 * that nobody knows and that is another one for each number of people.
 * Right after an answer everybody knows the card, a wrong answer included, for they have just read the right one. So what
 * was answered today counts as it will be remembered tomorrow.
 */
import { randomFrom, seedFrom } from './random.ts';
import { NEW_MEMORY } from './schedule/memory.ts';
import { retrievability } from './schedule/scheduler.ts';

/** Fewer people than this are shown no figure of. */
export const LEAST_PEOPLE = 3;
/** What a figure is rounded to, in per cent. */
const STEP = 5;

/** A card as its learner remembers it; days are the learner's own. */
export interface Remembered {
  readonly card: string;
  /** Days until the probability of recall has fallen to 90 %. */
  readonly stability: number;
  /** Of the last grade. */
  readonly lastDay: number;
}

/** The days that are told of. */
export interface GroupDays {
  readonly today: number;
  /** Later than today. */
  readonly later: number;
}

/** The mean probability, 0 to 1, that somebody knows the cards of a topic that they have met. */
export interface TopicMemory {
  readonly now: number;
  /** The same on the later day, should they review nothing until then. */
  readonly later: number;
  readonly cards: number;
}

/** What one member remembers, topic → memory. */
export interface MemberTopics {
  readonly userId: string;
  readonly named: boolean;
  readonly topics: ReadonlyMap<string, TopicMemory>;
}

/** A topic as the group is told of it, in per cent. */
export interface GroupTopic {
  readonly topic: string;
  readonly now: number;
  readonly later: number;
}

/** Somebody who could explain a topic to somebody who is forgetting it; both let themselves be named. */
export interface Pair {
  readonly topic: string;
  readonly explains: string;
  readonly learns: string;
}

export interface GroupMemory {
  /** What loses most first. */
  readonly topics: readonly GroupTopic[];
  /** Topics that somebody has begun, but too few to be told of. */
  readonly hidden: number;
  readonly pairs: readonly Pair[];
}

/** What a person remembers by topic, of cards that have one. */
export function topicsOf(
  memories: readonly Remembered[],
  topicOf: ReadonlyMap<string, string>,
  { today, later: day }: GroupDays,
): ReadonlyMap<string, TopicMemory> {
  const sums = new Map<string, { now: number; later: number; cards: number }>();
  for (const { card, stability, lastDay } of memories) {
    const topic = topicOf.get(card);
    if (topic === undefined) continue;
    const memory = { ...NEW_MEMORY, state: 'review', stability, lastDay } as const;
    const sum = sums.get(topic) ?? { now: 0, later: 0, cards: 0 };
    sum.now += retrievability(memory, Math.max(today, lastDay + 1));
    sum.later += retrievability(memory, Math.max(day, lastDay + 1));
    sum.cards += 1;
    sums.set(topic, sum);
  }
  return new Map(
    [...sums].map(([topic, { now, later, cards }]) => [
      topic,
      { now: now / cards, later: later / cards, cards },
    ]),
  );
}

/** What the group is told. The order of the members does not matter; `salt` is the group's own secret. */
export function groupMemory(given: readonly MemberTopics[], salt: number): GroupMemory {
  const members = given.toSorted((a, b) => compare(a.userId, b.userId));
  const byTopic = new Map<string, TopicMemory[]>();
  for (const { topics } of members)
    for (const [topic, memory] of topics) {
      const known = byTopic.get(topic);
      if (known === undefined) byTopic.set(topic, [memory]);
      else known.push(memory);
    }
  const told = [...byTopic].filter(([, memories]) => memories.length >= LEAST_PEOPLE);
  const topics = told
    .map(([topic, memories]): GroupTopic => {
      const moved = shiftOf(salt, topic, memories.length);
      const mean = (of: 'now' | 'later'): number =>
        memories.reduce((sum, memory) => sum + memory[of], 0) / memories.length;
      return { topic, now: rounded(mean('now'), moved), later: rounded(mean('later'), moved) };
    })
    .toSorted(
      (a, b) =>
        b.now - b.later - (a.now - a.later) || a.later - b.later || a.topic.localeCompare(b.topic, 'en'),
    );
  return { topics, hidden: byTopic.size - told.length, pairs: pairsOf(topics, members) };
}

/** How far the boundaries of a topic's figure are moved, in per cent: at most half a step either way. */
function shiftOf(salt: number, topic: string, people: number): number {
  const fine = 1000;
  const drawn = randomFrom(seedFrom(salt, `${people} ${topic}`)).below(fine);
  return STEP * (drawn / fine - 0.5);
}

function rounded(share: number, moved: number): number {
  const steps = Math.round((100 * share + moved) / STEP);
  return Math.min(100, Math.max(0, STEP * steps));
}

/** From here on somebody knows a topic well enough to explain it, with so many cards of it met. */
const KNOWS = 0.9;
const CARDS_TO_EXPLAIN = 2;
/** Below this they are forgetting it. */
const FORGETS = 0.8;
const MOST_PAIRS = 5;

/**
 * Pairs of people who both let themselves be named, of the topics that are told, what loses most first: in each, who
 * knows it best and who knows it least, nobody twice.
 */
function pairsOf(topics: readonly GroupTopic[], members: readonly MemberTopics[]): readonly Pair[] {
  const free = new Map(members.filter(({ named }) => named).map((member) => [member.userId, member]));
  const pairs: Pair[] = [];
  for (const { topic } of topics) {
    if (pairs.length === MOST_PAIRS) break;
    const known = [...free.values()]
      .flatMap(({ userId, topics: own }) => {
        const memory = own.get(topic);
        return memory === undefined ? [] : [{ userId, ...memory }];
      })
      .toSorted((a, b) => b.now - a.now || compare(a.userId, b.userId));
    const best = known.find(({ now, cards }) => now >= KNOWS && cards >= CARDS_TO_EXPLAIN);
    const least = known.findLast(({ now }) => now < FORGETS);
    if (best === undefined || least === undefined) continue;
    pairs.push({ topic, explains: best.userId, learns: least.userId });
    free.delete(best.userId);
    free.delete(least.userId);
  }
  return pairs;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
