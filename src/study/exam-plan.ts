/**
 * The settings with which somebody remembers most on the day of an exam. The rule:
 *
 * 1. New cards come in equal parts a day and end early enough that the last ones come back before the exam: a quarter
 *    of the days that are left, a week at most, is kept free of them. More than {@link MOST_NEW} a day are never
 *    proposed; those for whom the days do not suffice are told.
 * 2. For retentions over the whole range that may be set ({@link TRIED}), the days until the exam are played through with the
 *    scheduler itself: a due card is known with the probability that it has then, graded Good if so and Again if not.
 *    What is best is the mean probability on the exam's day over all cards, those never met counting nothing. Of the
 *    retentions within one per cent of the best, the one with fewest reviews is proposed.
 * 3. The limit of reviews a day is the mean of the seven busiest of these days, rounded up to tens: a backlog is worked
 *    off within a week, and later no review is held back.
 */
import { randomFrom, seedFrom } from './random.ts';
import { MINUTE } from './schedule/day.ts';
import { type Memory, NEW_MEMORY } from './schedule/memory.ts';
import { grade, retrievability, type SchedulerOptions } from './schedule/scheduler.ts';
import { type ScheduleSettings, SETTING_LIMITS } from './schedule/settings.ts';

/** New cards a day that somebody can be asked to learn. */
export const MOST_NEW = 40;
/** Days without new cards before the exam: a quarter of what is left, at most so many. */
const CLEAR_DAYS = 7;
/** Within this of the best, fewer reviews are better. */
const NEAR = 0.01;
/** So many cards stand for all where there are more, so that the days are played through in a moment. */
const SAMPLE = 40;
/** Retentions that are tried, in per cent: from the lowest to the highest that may be set. */
const TRIED = [80, 84, 88, 92, 95, 97] as const;
/** The busiest days whose mean is the limit of reviews. */
const BUSY_DAYS = 7;
/** Longer than this before the exam the days are not played through: the last ones decide. */
const MOST_DAYS = 120;

export interface ExamPlanInput {
  /** The cards that were met and are not suspended. */
  readonly memories: readonly Memory[];
  /** How many were never met. */
  readonly unmet: number;
  /** The learner's days; the exam is later than today. */
  readonly today: number;
  readonly examDay: number;
  /** New cards a day as they are set now: kept where every card was met. */
  readonly newPerDay: number;
}

/** What is proposed. */
export interface ExamPlan extends Pick<ScheduleSettings, 'newPerDay' | 'reviewsPerDay' | 'retention'> {
  /** The mean probability on the exam's day with it, 0 to 1. */
  readonly expected: number;
  /** New cards for whom the days do not suffice. */
  readonly left: number;
}

/** The settings that are proposed until an exam. The same input gives the same plan. */
export function examPlan({ memories, unmet, today, examDay, newPerDay: now }: ExamPlanInput): ExamPlan {
  const days = Math.max(1, examDay - today);
  const clear = Math.min(CLEAR_DAYS, Math.floor(days / 4));
  const learning = days - clear;
  const newPerDay = Math.min(MOST_NEW, Math.ceil(unmet / learning));
  const introduced = Math.min(unmet, newPerDay * learning);
  const played = Math.min(days, MOST_DAYS);
  const start = examDay - played;
  const cards = sampled(memories, introduced, newPerDay, today, start);
  const runs = TRIED.map((percent) => ({ percent, ...play(cards, percent / 100, start, examDay) }));
  const best = Math.max(...runs.map(({ mean }) => mean));
  const near = runs.filter(({ mean }) => mean >= best - NEAR);
  const chosen = near.reduce((least, run) => (run.reviews < least.reviews ? run : least));
  const all = memories.length + unmet;
  const reviewsPerDay = Math.max(10, 10 * Math.ceil(chosen.busiest / 10));
  return {
    newPerDay: unmet === 0 ? now : newPerDay,
    retention: chosen.percent / 100,
    reviewsPerDay: Math.min(SETTING_LIMITS.reviewsPerDay.most, reviewsPerDay),
    expected: all === 0 ? 0 : (chosen.mean * (memories.length + introduced)) / all,
    left: unmet - introduced,
  };
}

/** A card of the sample, the day from which on it is there, and how many cards it stands for. */
interface Played {
  readonly memory: Memory;
  readonly from: number;
  readonly weight: number;
}

/** At most {@link SAMPLE} of the cards that were met, and as many of the new ones, each standing for its share. */
function sampled(
  memories: readonly Memory[],
  introduced: number,
  newPerDay: number,
  today: number,
  start: number,
): readonly Played[] {
  const met = spread(memories.length).map(({ index, weight }) => ({
    memory: memories[index] ?? NEW_MEMORY,
    from: start,
    weight,
  }));
  const fresh = spread(introduced).map(({ index, weight }) => ({
    memory: NEW_MEMORY,
    from: Math.max(start, today + Math.floor(index / Math.max(1, newPerDay))),
    weight,
  }));
  return [...met, ...fresh];
}

function spread(count: number): readonly { readonly index: number; readonly weight: number }[] {
  const taken = Math.min(count, SAMPLE);
  return Array.from({ length: taken }, (_, place) => ({
    index: Math.floor((place * count) / taken),
    weight: count / taken,
  }));
}

/** The days from `start` until the exam with one retention: the mean on its day, and the reviews it takes. */
function play(
  cards: readonly Played[],
  retention: number,
  start: number,
  examDay: number,
): { readonly mean: number; readonly reviews: number; readonly busiest: number } {
  const byDay = new Map<number, number>();
  let sum = 0;
  let weights = 0;
  for (const [place, { memory: before, from, weight }] of cards.entries()) {
    const options = { zone: 'UTC', rollover: 0, retention, card: String(place), fuzz: false };
    let memory = before;
    let day = memory.state === 'new' ? from : Math.max(start, memory.dueDay);
    for (; day < examDay; day = Math.max(day + 1, memory.dueDay)) {
      if (memory.state !== 'new') byDay.set(day, (byDay.get(day) ?? 0) + weight);
      memory = studied(memory, day, options, place);
    }
    sum += weight * retrievability(memory, examDay);
    weights += weight;
  }
  const counts = [...byDay.values()].toSorted((a, b) => b - a);
  const busy = counts.slice(0, BUSY_DAYS);
  return {
    mean: weights === 0 ? 0 : sum / weights,
    reviews: counts.reduce((total, count) => total + count, 0),
    busiest: busy.length === 0 ? 0 : busy.reduce((total, count) => total + count, 0) / busy.length,
  };
}

/** After a day on which the card came: known with its own probability, and taken through its steps until it is learned. */
function studied(memory: Memory, day: number, options: SchedulerOptions, place: number): Memory {
  const noon = day * 24 * 60 * MINUTE + 12 * 60 * MINUTE;
  const chance = randomFrom(seedFrom(day, `exam ${place}`)).below(1000) / 1000;
  const known = memory.state === 'new' || chance < retrievability(memory, day);
  let after = grade(memory, known ? 'good' : 'again', noon, { ...options, day });
  for (let step = 1; step <= 3 && after.dueDay <= day; step += 1)
    after = grade(after, 'good', noon + step * 15 * MINUTE, { ...options, day });
  return after;
}
