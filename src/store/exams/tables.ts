import type { Generated } from 'kysely';
import type { Dropped, ExamState } from './interface.ts';

export interface ExamTables {
  exams: ExamsTable;
  exam_items: ExamItemsTable;
  exam_rules: ExamRulesTable;
  heartbeat: { one: number; seen_at: number };
}

export interface ExamsTable {
  id: Generated<number>;
  user_id: string;
  guild_id: string | null;
  channel_id: string;
  blueprint: string;
  title: string;
  /** The ExamSections as JSON. */
  sections: string;
  minutes: number;
  pass_percent: number;
  seed: number;
  state: ExamState;
  drawn_at: number;
  started_at: number | null;
  deadline_at: number | null;
  away_ms: Generated<number>;
  ended_at: number | null;
  held_until: Generated<number>;
  reported_at: number | null;
  percent: number | null;
  passed: number | null;
  role_id: string | null;
  role_state: 'owed' | 'given' | null;
  role_trouble: string | null;
}

export interface ExamItemsTable {
  exam_id: number;
  item: number;
  user_id: string;
  section: number;
  /** The Question as JSON. */
  question: string;
  worth: number;
  /** The Answer as JSON. */
  answer: string | null;
  answered_at: number | null;
  draft: string | null;
  flagged: Generated<number>;
  correct: number | null;
  dropped: Dropped | null;
}

interface ExamRulesTable {
  guild_id: string;
  role_id: string | null;
  role_exam: string | null;
  cool_days: Generated<number>;
}
