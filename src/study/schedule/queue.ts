import { isLearning, LEARN_AHEAD, type Memory } from './memory.ts';
import { retrievability } from './scheduler.ts';
import type { ScheduleSettings } from './settings.ts';

/** A card that may be asked, from the decks, in the order in which new ones are to come. */
export interface PoolCard {
  readonly card: string;
  /** Cards of one family give each other away; the rest of a family waits until tomorrow. */
  readonly family?: string;
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
  readonly settings: Pick<ScheduleSettings, 'newPerDay' | 'reviewsPerDay'>;
  /** What was done today already. */
  readonly done: { readonly introduced: number; readonly reviewed: number };
  readonly today: number;
  readonly now: number;
}

export interface Queue {
  /** Learning steps whose time has come, the longest waiting first. */
  readonly learning: readonly string[];
  /** Due reviews within today's limit, the most likely forgotten first. */
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
  const offered = input.known.filter((one) => pool.has(one.card) && isOffered(one, today));
  const steps = offered
    .filter(({ memory }) => isLearning(memory) && memory.due <= now + LEARN_AHEAD)
    .sort((a, b) => a.memory.due - b.memory.due || compare(a.card, b.card));

  const taken = familiesSeen(input, families);
  const review = offered
    .filter(({ memory }) => memory.state === 'review' && memory.dueDay <= today && !seenToday(memory, today))
    .map(({ card, memory }) => ({ card, risk: retrievability(memory, today) }))
    .sort((a, b) => a.risk - b.risk || compare(a.card, b.card))
    .map(({ card }) => card)
    .filter((card) => takeFamily(taken, families.get(card)))
    .slice(0, Math.max(0, settings.reviewsPerDay - done.reviewed));

  const fresh: string[] = [];
  const room = Math.max(0, settings.newPerDay - done.introduced);
  for (const { card, family } of input.pool) {
    if (fresh.length >= room) break;
    if (input.isNew(card) && takeFamily(taken, family)) fresh.push(card);
  }
  return {
    learning: steps.filter(({ memory }) => memory.due <= now).map(({ card }) => card),
    review,
    fresh,
    ahead: steps.filter(({ memory }) => memory.due > now).map(({ card }) => card),
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

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
