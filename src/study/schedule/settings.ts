import { type DayClock, DEFAULT_CLOCK } from './day.ts';

/** What a learner may set about their own schedule. */
export interface ScheduleSettings extends DayClock {
  /** New cards a day. */
  readonly newPerDay: number;
  /** Reviews a day; learning steps are not counted. */
  readonly reviewsPerDay: number;
  /** The probability of recall at which a card comes back, 0.80 to 0.97. */
  readonly retention: number;
}

export const DEFAULT_SETTINGS: ScheduleSettings = {
  ...DEFAULT_CLOCK,
  newPerDay: 20,
  reviewsPerDay: 200,
  retention: 0.9,
};

/** Both ends included. */
export const SETTING_LIMITS = {
  rollover: { least: 0, most: 23 },
  newPerDay: { least: 0, most: 999 },
  reviewsPerDay: { least: 0, most: 9999 },
  retention: { least: 0.8, most: 0.97 },
} as const;
