import type { Generated } from 'kysely';

/** The tables as the newest migration leaves them; the comments stand in `migrations/`. */
export interface Tables {
  asks: AsksTable;
  cards: CardsTable;
  reviews: ReviewsTable;
  scores: Counters & { guild_id: string; period: string; user_id: string };
  days: DaysTable;
  topics: Counters & { user_id: string; topic: string };
  reports: ReportsTable;
  settings: SettingsTable;
  breaks: { user_id: string; first_day: number; last_day: number };
  server_decks: ServerDecksTable;
  server_cards: ServerCardsTable;
  revisions: RevisionsTable;
  item_counts: { card: string; item: string; count: number };
  guilds: { guild_id: string; left_at: number | null };
  owed_rewrite: { one: number; since: number; serial: number };
  reminders: { user_id: string; hour: number; next_at: number; last_day: number | null };
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
  /** 1: the question holds a paste, which goes when it closes. */
  pasted: Generated<number>;
  /** 1: the right answer changed since, so its answer is practice. */
  stale: Generated<number>;
}

export interface RevisionsTable {
  card: string;
  /** An earlier version's hash of the right answer; empty where `asked` was there from the beginning. */
  revision: string;
  /** The Asked of study/ as JSON. */
  asked: string | null;
}

export interface ServerDecksTable {
  id: Generated<number>;
  guild_id: string;
  deck: string;
  title: string;
  description: string;
  imported_at: number;
}

export interface ServerCardsTable {
  card: string;
  deck_id: number;
  position: number;
  topic: string;
  family: string | null;
  /** The Card as JSON. */
  body: string;
}

export interface CardsTable {
  id: Generated<number>;
  user_id: string;
  card: string;
  state: Generated<number>;
  stability: Generated<number>;
  difficulty: Generated<number>;
  due: Generated<number>;
  due_day: Generated<number>;
  step: Generated<number>;
  reps: Generated<number>;
  lapses: Generated<number>;
  scheduled_days: Generated<number>;
  last_review: number | null;
  last_day: number | null;
  suspended: Generated<number>;
  buried_day: number | null;
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
  /** 1 again … 4 easy; null for practice. */
  grade: number | null;
  rep: number | null;
  /** The memory before, as JSON. */
  before: string | null;
  undone: Generated<number>;
}

export interface Counters {
  points: number;
  answered: number;
  correct: number;
}

export interface DaysTable extends Counters {
  user_id: string;
  day: number;
  introduced: Generated<number>;
  recalled: Generated<number>;
  forgotten: Generated<number>;
}

export interface SettingsTable {
  user_id: string;
  zone: string;
  rollover: number;
  new_per_day: number;
  reviews_per_day: number;
  retention: number;
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
