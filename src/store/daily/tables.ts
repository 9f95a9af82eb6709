import type { Generated } from 'kysely';
import type { DailyState, DailyTrouble } from './interface.ts';

export interface DailyTables {
  daily: DailyTable;
  daily_questions: DailyQuestionsTable;
  daily_answers: DailyAnswersTable;
  daily_streaks: {
    guild_id: string;
    user_id: string;
    streak: number;
    best: number;
    last_day: number;
    shares: Generated<number>;
  };
}

export interface DailyTable {
  guild_id: string;
  channel_id: string;
  minute: number;
  zone: string;
  deck: string | null;
  seed: number;
  /** Empty once that person had their data deleted. */
  user_id: string;
  active: number;
  due_at: number | null;
  trouble: DailyTrouble | null;
  failed: Generated<number>;
}

export interface DailyQuestionsTable {
  id: Generated<number>;
  guild_id: string;
  day: number;
  channel_id: string;
  state: DailyState;
  why: DailyTrouble | null;
  until: number;
  deck: string | null;
  deck_gone: Generated<number>;
  card: string | null;
  /** The Question as JSON. */
  question: string | null;
  tried_at: number | null;
  tries: Generated<number>;
  message_id: string | null;
  due_at: number | null;
  edit_at: number | null;
  edited_at: Generated<number>;
  held_until: Generated<number>;
  version: Generated<number>;
  posted_at: number | null;
  revealed_at: number | null;
}

interface DailyAnswersTable {
  id: Generated<number>;
  guild_id: string;
  question_id: number;
  /** Empty once that person had their data deleted. */
  user_id: string;
  /** The Answer as JSON. */
  answer: string;
  correct: number;
  changed: Generated<number>;
  answered_at: number;
  streak: number;
  counted: Generated<number>;
}
