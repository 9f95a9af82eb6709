/** What the picture shows. Days are whole days since 1970-01-01 on the learner's own calendar. */
export interface LearnerProgress {
  readonly today: number;
  /** Days with answers, oldest first; those outside of the picture's weeks are left out. */
  readonly days: readonly { readonly day: number; readonly answered: number }[];
  /** Cards that fall due on each of the next days, today (with everything overdue) first. */
  readonly forecast: readonly number[];
  /** Reviews of learned cards by month (`2026-03`), oldest first. */
  readonly retention: readonly (Outcomes & { readonly month: string })[];
  /** The same for the last 30 days. */
  readonly recent: Outcomes;
  /** What the learner has set as the retention to reach, 0 to 1. */
  readonly desiredRetention: number;
  readonly cards: {
    readonly learning: number;
    readonly young: number;
    readonly mature: number;
    readonly suspended: number;
  };
}

export interface Outcomes {
  readonly recalled: number;
  readonly forgotten: number;
}
