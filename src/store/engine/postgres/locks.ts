/**
 * The advisory locks of the whole database, by number: any that no other program takes on it. Turns of people are hashes
 * of 64 bits (turns.ts), which these do not meet.
 */
export const LOCKS = {
  /** Migrations run under it. */
  migrations: 7_062_018_011,
  /** Every connection of a bot shares it; `podium move` has it to itself. */
  hold: 7_062_018_012,
  /** Whoever sweeps has it. */
  sweep: 7_062_018_013,
} as const;
