import { byLot } from '../fair.ts';
import { isLearning, LEARN_AHEAD, type Memory } from './memory.ts';
import { retrievability } from './scheduler.ts';
import type { ScheduleSettings } from './settings.ts';

/** A card that may be asked, from the decks, in the order in which new ones are to come. */
export interface PoolCard {
  readonly card: string;
  /** Cards of one family give each other away; the rest of a family waits until tomorrow. */
  readonly family?: string;
  /** Cards of the pool that have to be met before it comes as a new one; others are not waited for. */
  readonly needs?: readonly string[];
  /** The topic and the deck it belongs to. */
  readonly parts?: readonly string[];
  /** Of each of these parts one card has to be met before it, where the pool has cards of it. */
  readonly behind?: readonly string[];
  /** Another question each time: new from the learner's second day on, and never two of them in a row. */
  readonly drill?: true;
}

/** A card as this person has it. */
export interface KnownCard {
  readonly card: string;
  readonly memory: Memory;
  readonly suspended: boolean;
  /** The learner's day on which it is not shown any more; null when it is not buried. */
  readonly buriedDay: number | null;
}

export interface QueueInput {
  readonly pool: readonly PoolCard[];
  /** Where the pool is one topic of a deck: the whole deck, because siblings may be of another topic. */
  readonly kin?: readonly PoolCard[];
  /** Cards that are due or were seen today; those absent are not due. New ones are told by `isNew`. */
  readonly known: readonly KnownCard[];
  /** Whether a card of the pool was never graded, nor suspended or buried today. */
  readonly isNew: (card: string) => boolean;
  /** Whether it was graded before, or is suspended and will not come: what needs it does not wait. */
  readonly isMet: (card: string) => boolean;
  /** How many cards this person has met: each new one adds one, so that it tells whose turn it is. */
  readonly met: number;
  /** On the day of the learner's first answers no drill comes as a new card. */
  readonly firstDay: boolean;
  readonly settings: Pick<ScheduleSettings, 'newPerDay' | 'reviewsPerDay'>;
  /** What was done today already. */
  readonly done: { readonly introduced: number; readonly reviewed: number };
  readonly today: number;
  readonly now: number;
}

export interface Queue {
  /** Learning steps whose time has come, the longest waiting first. */
  readonly learning: readonly string[];
  /** Due reviews within today's limit, the most likely forgotten first; of equal ones none first by its deck. */
  readonly review: readonly string[];
  /** New cards within today's limit. */
  readonly fresh: readonly string[];
  /** Steps that come due within {@link LEARN_AHEAD}: taken when nothing else is left. */
  readonly ahead: readonly string[];
}

/** Today's cards in Anki's order: learning steps, reviews by falling risk, new cards, then steps ahead of time. */
export function queue(input: QueueInput): Queue {
  const { now, today, settings, done } = input;
  const families = new Map([...(input.kin ?? []), ...input.pool].map(({ card, family }) => [card, family]));
  const pool = new Set(input.pool.map(({ card }) => card));
  const lot = byLot(today);
  const offered = input.known.filter((one) => pool.has(one.card) && isOffered(one, today));
  const steps = offered
    .filter(({ memory }) => isLearning(memory) && memory.due <= now + LEARN_AHEAD)
    .sort((a, b) => a.memory.due - b.memory.due || lot(a.card, b.card));

  const taken = familiesSeen(input, families);
  // A review that today's limit holds back takes no family: else a backlog would keep siblings away for ever.
  const reviews = Math.max(0, settings.reviewsPerDay - done.reviewed);
  let asked = 0;
  const review = offered
    .filter(({ memory }) => memory.state === 'review' && memory.dueDay <= today && !seenToday(memory, today))
    .map(({ card, memory }) => ({ card, risk: retrievability(memory, today) }))
    .sort((a, b) => a.risk - b.risk || lot(a.card, b.card))
    .map(({ card }) => card)
    .filter((card) => asked < reviews && takeFamily(taken, families.get(card)) && ++asked > 0);

  const fresh = freshCards(input, taken);
  return {
    learning: steps.filter(({ memory }) => memory.due <= now).map(({ card }) => card),
    review,
    fresh,
    ahead: steps.filter(({ memory }) => memory.due > now).map(({ card }) => card),
  };
}

/** Every so many new cards one may be a drill: often enough for each to come, and no drill follows another. */
const DRILL_EVERY = 4;

/**
 * New cards within today's limit, in the order of the pool. What needs a card that is put off waits with it, and is
 * not overtaken by nor overtakes it. Drills whose place has come take every fourth turn; without other cards, any.
 */
function freshCards(input: QueueInput, taken: Set<string>): readonly string[] {
  const { pool, settings, done, isNew, met, firstDay } = input;
  const room = Math.max(0, settings.newPerDay - done.introduced);
  if (room === 0) return [];
  const path = walk(input);
  const drillsToo = !firstDay || pool.every(({ drill }) => drill === true);
  const drills: PoolCard[] = [];
  const fresh: string[] = [];
  const take = (one: PoolCard | undefined): void => {
    if (one === undefined || fresh.length >= room) return;
    fresh.push(one.card);
    path.meet(one);
  };
  for (const one of pool) {
    if (fresh.length >= room) break;
    if (!isNew(one.card) || !path.isOpen(one)) continue;
    if (one.drill === true) {
      if (drillsToo) drills.push(one);
    } else if (takeFamily(taken, one.family)) {
      if ((met + fresh.length) % DRILL_EVERY === DRILL_EVERY - 1) take(drills.shift());
      take(one);
    }
  }
  while (drills.length > 0 && fresh.length < room) take(drills.shift());
  return fresh;
}

/** Which cards of the pool may come as new ones by what was met, or is taken on the way. */
function walk({ pool, isMet }: Pick<QueueInput, 'pool' | 'isMet'>) {
  const cards = new Set(pool.map(({ card }) => card));
  const begun = new Map<string, boolean>();
  for (const { card, parts } of pool)
    for (const part of parts ?? []) begun.set(part, begun.get(part) === true || isMet(card));
  const taken = new Set<string>();
  return {
    isOpen: ({ needs, behind }: PoolCard): boolean =>
      (needs ?? []).every((card) => !cards.has(card) || taken.has(card) || isMet(card)) &&
      (behind ?? []).every((part) => begun.get(part) !== false),
    meet({ card, parts }: PoolCard): void {
      taken.add(card);
      for (const part of parts ?? []) begun.set(part, true);
    },
  };
}

/** Whether a card may come on this day: neither suspended nor buried until the next one. */
export function isOffered({ suspended, buriedDay }: KnownCard, today: number): boolean {
  return !suspended && (buriedDay === null || buriedDay < today);
}

/** Who has flown west over midnight may have graded a card "tomorrow". */
function seenToday({ lastDay }: Memory, today: number): boolean {
  return lastDay !== null && lastDay >= today;
}

/** Families of which a card was graded today or is in its learning steps, as in Anki: those steps come anyway. */
function familiesSeen(input: QueueInput, families: ReadonlyMap<string, string | undefined>): Set<string> {
  const { known, today } = input;
  const seen = new Set<string>();
  for (const one of known) {
    const family = families.get(one.card);
    if (family === undefined) continue;
    if (seenToday(one.memory, today) || (isLearning(one.memory) && isOffered(one, today))) seen.add(family);
  }
  return seen;
}

/** True when this card may come; its family is then taken for today. */
function takeFamily(taken: Set<string>, family: string | undefined): boolean {
  if (family === undefined) return true;
  if (taken.has(family)) return false;
  taken.add(family);
  return true;
}
