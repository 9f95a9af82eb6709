import type { Generated } from 'kysely';
import type { MatchEnding, MatchState, MatchTrouble } from './interface.ts';

export interface MatchTables {
  matches: MatchesTable;
  match_players: MatchPlayersTable;
  match_rounds: MatchRoundsTable;
  match_answers: MatchAnswersTable;
}

export interface MatchesTable {
  id: Generated<number>;
  guild_id: string;
  channel_id: string;
  /** Empty once that person had their data deleted. */
  host_id: string;
  /** The MatchOptions as JSON. */
  options: string;
  seed: number;
  state: MatchState;
  round: Generated<number>;
  rounds: Generated<number>;
  paused_in: MatchState | null;
  left_ms: number | null;
  trouble: MatchTrouble | null;
  ending: MatchEnding | null;
  due_at: number | null;
  edit_at: number | null;
  edited_at: Generated<number>;
  held_until: Generated<number>;
  version: Generated<number>;
  shown: Generated<number>;
  lobby_message: string | null;
  end_message: string | null;
  created_at: number;
  ended_at: number | null;
}

interface MatchPlayersTable {
  guild_id: string;
  match_id: number;
  seat: number;
  /** Empty, like the name, once that person had their data deleted. */
  user_id: string;
  name: string;
  team: number | null;
  shares: Generated<number>;
  joined_at: number;
}

export interface MatchRoundsTable {
  guild_id: string;
  match_id: number;
  round: number;
  card: string;
  /** The Question as JSON. */
  question: string;
  message_id: string | null;
  closes_at: number | null;
  closed_at: number | null;
  skipped: Generated<number>;
}

export interface MatchAnswersTable {
  guild_id: string;
  match_id: number;
  round: number;
  seat: number;
  /** The Answer as JSON. */
  answer: string;
  correct: number;
  left_ms: number;
  changed: Generated<number>;
  answered_at: number;
  points: number | null;
}
