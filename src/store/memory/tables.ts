import type { Generated } from 'kysely';

export interface MemoryTables {
  cards: CardsTable;
  reviews: ReviewsTable;
  settings: SettingsTable;
  breaks: { user_id: string; first_day: number; last_day: number };
  reminders: {
    user_id: string;
    hour: number;
    next_at: number;
    last_day: number | null;
    channel_id: string | null;
  };
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
  fed_at: Generated<number | null>;
  buried_day: number | null;
}

export interface ReviewsTable {
  id: Generated<number>;
  user_id: string;
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
  /** 1 to 5: at which it was asked; null where that is no drill, or was not kept. */
  asked_difficulty: Generated<number | null>;
}

interface SettingsTable {
  user_id: string;
  zone: string;
  rollover: number;
  new_per_day: number;
  reviews_per_day: number;
  retention: number;
  /** 0: others do not see this person on any board. */
  board: Generated<number>;
}
