import type { Generated } from 'kysely';

export interface QuestionTables {
  asks: AsksTable;
  beliefs: BeliefsTable;
  item_counts: { card: string; item: string; count: number };
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
  /** What was typed as an answer and could not be marked. */
  draft: string | null;
  /** 1: the right answer changed since, so its answer is practice. */
  stale: Generated<number>;
}

interface BeliefsTable {
  id: Generated<number>;
  user_id: string;
  /** Id of a mistaken belief. */
  belief: string;
  ask_id: number;
  answered_at: number;
}
