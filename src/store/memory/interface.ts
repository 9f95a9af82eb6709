import type { Grade, Memory } from '../../study/schedule/memory.ts';
import type { PoolCard } from '../../study/schedule/queue.ts';
import type { ScheduleSettings } from '../../study/schedule/settings.ts';
import type { Outcome } from '../questions/interface.ts';

/** Spaced repetition, as use-cases. Answers themselves come in through `recordAnswer`. */
export interface MemoryStore {
  /** The card to ask next in `/review`, or what is to come when all is done. */
  nextCard(input: NextCardInput): Promise<NextCard>;
  /**
   * What each grade of a question of `/review` would lead to now: exactly what `recordAnswer` would schedule. null
   * where the answer would be practice. Throws StoreError `not-yours`, `ask-gone`.
   */
  previewGrades(askId: number, userId: string, now: number): Promise<Grades | null>;
  /**
   * Hard or Easy on the reveal of a right answer: the review is graded again from the memory before it, at its own
   * time and day. Throws StoreError `not-possible` when it was wrong, practice, undone, or followed by a later
   * review, `promise-changed` when it would not lead where its button said.
   */
  regrade(input: RegradeInput): Promise<Outcome>;
  /**
   * Takes an answer back exactly: the memory is as it was before, and nothing counts it. A second call changes
   * nothing. Throws StoreError `not-yours`, `ask-gone`, or `not-possible` when a later review builds on it.
   */
  undo(askId: number, userId: string): Promise<Outcome>;
  /** Takes a card out of the queue until it is taken in again. */
  suspend(userId: string, card: string, suspended: boolean): Promise<void>;
  /** Takes suspended cards in again, all at once; others are left as they are. */
  takeIn(userId: string, cards: readonly string[]): Promise<void>;
  /** The cards that are suspended, by key. */
  suspendedCards(userId: string): Promise<readonly string[]>;
  /** Takes a card out of the queue until the learner's tomorrow. */
  bury(userId: string, card: string, now: number): Promise<void>;
  /** What is known of a card; undefined when this person never met it. */
  cardInfo(userId: string, card: string, now: number): Promise<CardInfo | undefined>;
  /** At which difficulty (1 to 5) a drill is asked next, by this person's own answers to it. */
  drillDifficulty(userId: string, card: string): Promise<1 | 2 | 3 | 4 | 5>;
  /** The person's settings, or the defaults. */
  settings(userId: string): Promise<ScheduleSettings>;
  /** Changes some settings and gives all of them. Throws StoreError `not-possible` naming the one out of range. */
  saveSettings(userId: string, change: Partial<ScheduleSettings>, now: number): Promise<ScheduleSettings>;
  /** All that a person has set, or the defaults. */
  learnerSettings(userId: string, now: number): Promise<LearnerSettings>;
  /**
   * Several of them at once: all are changed or, where one cannot be, none. Throws StoreError `not-possible` naming
   * the one out of range.
   */
  changeSettings(userId: string, change: SettingsChange, now: number): Promise<LearnerSettings>;
  /** Begins (or moves the end of) a break that lasts through `lastDay`; null ends it. Gives the current one. */
  takeBreak(userId: string, lastDay: number | null, now: number): Promise<Break | null>;
  /** The break that lasts now; null when there is none. */
  currentBreak(userId: string, now: number): Promise<Break | null>;
  /** Asks to be reminded at this hour (0–23) of one's own clock; null stops it. Gives the next time, ms. */
  remindAt(userId: string, hour: number | null, now: number): Promise<number | null>;
  /** The hour a person is reminded at; null when they are not. */
  reminderHour(userId: string): Promise<number | null>;
  /** Puts today's reminder off until `until`, ms. Does nothing for who is not reminded. */
  snoozeReminder(userId: string, until: number, now: number): Promise<void>;
  /** Takes the reminders that are due, each at most once a day; gives those of people who have cards due. */
  claimReminders(input: ClaimInput): Promise<readonly Reminder[]>;
  /** The direct messages with somebody, once they are open; null: they are to be opened again. Who is not reminded has none. */
  reminderChannel(userId: string, channelId: string | null): Promise<void>;
  /** When the next reminder falls due, ms; null when nobody is reminded. */
  nextReminderAt(): Promise<number | null>;
  /** What `/stats` shows of the cards of the pool, and of every answer. */
  progress(input: NextCardInput): Promise<Progress>;
}

/** What is absent stays as it is. */
export interface SettingsChange {
  readonly schedule?: Partial<ScheduleSettings>;
  /** The last day of a break that begins today or lasts already; null ends it. */
  readonly breakUntil?: number | null;
  /** 0–23 on the person's own clock; null stops the reminders. */
  readonly remindAt?: number | null;
  /** Whether others see this person on boards and in seasons, those of before too. */
  readonly onBoards?: boolean;
}

export interface LearnerSettings {
  readonly schedule: ScheduleSettings;
  /** null when they are not reminded. */
  readonly reminderHour: number | null;
  /** The break that lasts now; null when there is none. */
  readonly pause: Break | null;
  /** Whether others see this person on boards and in seasons. */
  readonly onBoards: boolean;
}

export interface NextCardInput {
  readonly userId: string;
  /** The cards of the chosen decks and topics, in the order new ones are to come. Others are not asked. */
  readonly pool: readonly PoolCard[];
  /** Where the pool is one topic of a deck: the whole deck, because siblings may be of another topic. */
  readonly kin?: readonly PoolCard[];
  readonly now: number;
}

export type NextCard =
  | {
      readonly kind: 'card';
      readonly card: string;
      readonly from: 'learning' | 'review' | 'new';
      /** How many are left today, this one included. */
      readonly left: { readonly learning: number; readonly review: number; readonly new: number };
    }
  | {
      readonly kind: 'done';
      /** When the next card of the pool comes: a step's moment or the start of a day, ms; null when none will. */
      readonly nextDue: number | null;
      /** What will be asked of the pool tomorrow, within the limits of a day; what is left over from today with it. */
      readonly tomorrow: { readonly review: number; readonly new: number };
      /** What would have come today as well but for the limits of a day. */
      readonly held: { readonly review: number; readonly new: number };
    };

/** A memory for each grade. */
export type Grades = Readonly<Record<Grade, Memory>>;

export interface RegradeInput {
  readonly askId: number;
  readonly userId: string;
  readonly grade: Exclude<Grade, 'again'>;
  /** What the button said it leads to (`promiseOf`). */
  readonly promised?: string;
}

export interface CardInfo {
  readonly memory: Memory;
  /** 0 to 1. */
  readonly retrievability: number;
  readonly suspended: boolean;
  readonly buried: boolean;
  /** Oldest first; `grade` is null for practice. What was undone is left out. */
  readonly history: readonly {
    readonly answeredAt: number;
    readonly correct: boolean;
    readonly grade: Grade | null;
  }[];
}

/** Both days included, as learner's days. */
export interface Break {
  readonly firstDay: number;
  readonly lastDay: number;
}

export interface ClaimInput {
  /** At most so many at once. */
  readonly limit: number;
  /** The cards of our decks (a server's are added): one that was taken out of its deck reminds nobody. */
  readonly pool: readonly PoolCard[];
  readonly now: number;
}

export interface Reminder {
  readonly userId: string;
  /** Cards due now: steps and reviews, within the day's limit. */
  readonly due: number;
  /** The direct messages with them, where they were opened before. */
  readonly channelId: string | null;
}

export interface Progress {
  /** The learner's today: days since 1970-01-01. */
  readonly today: number;
  /** Days of the last year with answers, oldest first. */
  readonly days: readonly { readonly day: number; readonly answered: number }[];
  /** Steps and reviews that `/review` still asks today: within the day's limit, siblings that wait apart. */
  readonly dueToday: number;
  /**
   * Cards that fall due on each of the next 30 days, today first: with everything overdue and the learning steps
   * still to come. Suspended cards are left out; buried ones come tomorrow at the earliest.
   */
  readonly forecast: readonly number[];
  /** Reviews of learned cards by month (`2026-03`), oldest first, of the last year. */
  readonly retention: readonly {
    readonly month: string;
    readonly recalled: number;
    readonly forgotten: number;
  }[];
  /** Reviews of learned cards in the last 30 days, today included. */
  readonly recent: { readonly recalled: number; readonly forgotten: number };
  /** The retention the person has set, 0.80 to 0.97: what the true one is measured against. */
  readonly desiredRetention: number;
  /** Young cards come back within 21 days, mature ones later. */
  readonly cards: {
    readonly learning: number;
    readonly young: number;
    readonly mature: number;
    readonly suspended: number;
  };
}
