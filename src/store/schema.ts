import type { Generated } from 'kysely';

/** The tables as the newest migration leaves them; the comments stand in `migrations/`. */
export interface Tables {
  asks: AsksTable;
  cards: CardsTable;
  reviews: ReviewsTable;
  scores: Counters & { guild_id: string; period: string; user_id: string };
  days: Counters & { user_id: string; day: number };
  topics: Counters & { user_id: string; topic: string };
  reports: ReportsTable;
}

export interface AsksTable {
  id: Generated<number>;
  user_id: string;
  guild_id: string | null;
  channel_id: string;
  card: string;
  topic: string;
  /** The Question as JSON. */
  question: string;
  /** The QuizRun as JSON. */
  run: string;
  asked_at: number;
  closed_at: number | null;
}

export interface CardsTable {
  id: Generated<number>;
  user_id: string;
  card: string;
}

export interface ReviewsTable {
  id: Generated<number>;
  card_id: number;
  ask_id: number;
  day: number;
  answered_at: number;
  /** The Answer as JSON. */
  answer: string;
  correct: number;
  points: number;
  scored: number;
}

export interface Counters {
  points: number;
  answered: number;
  correct: number;
}

export interface ReportsTable {
  id: Generated<number>;
  ask_id: number | null;
  card: string;
  user_id: string;
  guild_id: string | null;
  text: string;
  created_at: number;
}
