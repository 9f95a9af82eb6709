import {
  type Card,
  type FSRS,
  type Grade as FsrsGrade,
  fsrs,
  GenSeedStrategyWithCardId,
  Rating,
  State,
  StrategyMode,
} from 'ts-fsrs';
import { DAY, dayStart, learnerDay, shift, unshift } from './day.ts';
import { GRADES, type Grade, isLearning, type Memory, type MemoryState } from './memory.ts';
import type { ScheduleSettings } from './settings.ts';

/** What the schedule of a card depends on, beside its memory and the moment. */
export interface SchedulerOptions extends Pick<ScheduleSettings, 'zone' | 'rollover' | 'retention'> {
  /** Seeds the fuzz, together with the repetition: the preview on a button equals the result. */
  readonly card: string;
  /** Spreads intervals a little, so that cards learned together part. Default true. */
  readonly fuzz?: boolean;
  /** The learner's day it is done on, where that is known already: another zone later does not change it. */
  readonly day?: number;
}

const RATINGS = { again: Rating.Again, hard: Rating.Hard, good: Rating.Good, easy: Rating.Easy } as const;
const STATES: Readonly<Record<MemoryState, State>> = {
  new: State.New,
  learning: State.Learning,
  review: State.Review,
  relearning: State.Relearning,
};
const STATE_NAMES: readonly MemoryState[] = ['new', 'learning', 'review', 'relearning'];

/** ts-fsrs keeps no state between cards but its parameters, so one scheduler serves everyone who set the same. */
const schedulers = new Map<string, FSRS>();

function schedulerFor(retention: number, fuzz: boolean): FSRS {
  const key = `${retention} ${fuzz}`;
  let scheduler = schedulers.get(key);
  if (scheduler === undefined) {
    scheduler = fsrs({ request_retention: retention, enable_fuzz: fuzz });
    scheduler.useStrategy(StrategyMode.SEED, GenSeedStrategyWithCardId('card_id'));
    schedulers.set(key, scheduler);
  }
  return scheduler;
}

/**
 * The memory after a grade. ts-fsrs counts days by UTC dates and throws when time runs backwards, so it is given
 * the learner's own days (zone and roll-over) and never a last review that lies after today: who flies west over
 * midnight has reviewed "today". Throws RangeError for a moment that is no date.
 */
export function grade(memory: Memory, given: Grade, now: number, options: SchedulerOptions): Memory {
  const scheduler = schedulerFor(options.retention, options.fuzz ?? true);
  const input = toFsrs(memory, now, options);
  return fromFsrs(scheduler.next(input, shiftedOn(now, options), RATINGS[given]).card, now, options);
}

/** What each of the four grades would lead to, exactly as {@link grade} would give it. */
export function preview(
  memory: Memory,
  now: number,
  options: SchedulerOptions,
): Readonly<Record<Grade, Memory>> {
  const scheduler = schedulerFor(options.retention, options.fuzz ?? true);
  const outcomes = scheduler.repeat(toFsrs(memory, now, options), shiftedOn(now, options));
  const memories = GRADES.map((one) => {
    const rating: FsrsGrade = RATINGS[one];
    return [one, fromFsrs(outcomes[rating].card, now, options)] as const;
  });
  return Object.fromEntries(memories) as Record<Grade, Memory>;
}

/** The probability (0 to 1) that the card is known on this day of the learner's; 0 for a new card. */
export function retrievability(memory: Memory, today: number): number {
  if (memory.lastDay === null) return 0;
  const card = { ...toCard(memory), last_review: new Date(Math.min(memory.lastDay, today) * DAY) };
  return schedulerFor(0.9, false).get_retrievability(card, new Date(today * DAY), false);
}

function dayOf(now: number, options: SchedulerOptions): number {
  return options.day ?? learnerDay(now, options);
}

/** {@link shift}, held within the day that is known. */
function shiftedOn(now: number, options: SchedulerOptions): number {
  const shifted = shift(now, options);
  if (options.day === undefined) return shifted;
  const start = options.day * DAY;
  return Math.min(Math.max(shifted, start), start + DAY - 1);
}

function toFsrs(memory: Memory, now: number, options: SchedulerOptions): Card & { card_id: string } {
  // `<card>#` is a string, so ts-fsrs appends the repetition to it instead of adding the two numbers up.
  const card = { ...toCard(memory), card_id: `${options.card}#` };
  if (memory.lastDay === null) return card;
  return { ...card, last_review: new Date(Math.min(memory.lastDay, dayOf(now, options)) * DAY) };
}

function toCard(memory: Memory): Card {
  return {
    due: new Date(memory.due),
    stability: memory.stability,
    difficulty: memory.difficulty,
    elapsed_days: 0,
    scheduled_days: memory.scheduledDays,
    learning_steps: memory.step,
    reps: memory.reps,
    lapses: memory.lapses,
    state: STATES[memory.state],
  };
}

function fromFsrs(card: Card, now: number, options: SchedulerOptions): Memory {
  const shifted = shiftedOn(now, options);
  const today = dayOf(now, options);
  const memory: Memory = {
    state: STATE_NAMES[card.state] ?? 'new',
    stability: card.stability,
    difficulty: card.difficulty,
    due: now,
    dueDay: today,
    step: card.learning_steps,
    reps: card.reps,
    lapses: card.lapses,
    scheduledDays: card.scheduled_days,
    lastReview: now,
    lastDay: today,
  };
  if (isLearning(memory)) {
    // Minutes are minutes, whatever the clocks do meanwhile.
    const due = now + (card.due.getTime() - shifted);
    return { ...memory, due, dueDay: learnerDay(due, options) };
  }
  const dueDay = today + card.scheduled_days;
  // A wall time that daylight saving skips is taken behind the gap, and in Chatham that reaches into the next day.
  const due = Math.min(unshift(card.due.getTime(), options), dayStart(dueDay + 1, options) - 1);
  return { ...memory, due, dueDay };
}
