import type { Tables } from '../tables.ts';

/** The tables with rows of a person: those with a `user_id`. */
export type PersonalTable = {
  [Name in keyof Tables]: Tables[Name] extends { user_id: string } ? Name : never;
}[keyof Tables];

/** What belongs to one person across all servers, as use-cases. */
export interface PeopleStore {
  stats(userId: string, now: number): Promise<Stats>;
  /** Every row that belongs to this person, as plain JSON, by table. */
  exportUser(userId: string): Promise<Readonly<Record<string, readonly unknown[]>>>;
  /** Removes every row of this person; gives the number of rows removed. */
  deleteUser(userId: string): Promise<number>;
}

export interface Stats {
  readonly points: number;
  readonly answered: number;
  readonly correct: number;
  /** Days in a row, up to today or yesterday, with at least one answer. */
  readonly streak: number;
  readonly topics: readonly { readonly topic: string; readonly answered: number; readonly correct: number }[];
}
