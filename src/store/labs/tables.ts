import type { Generated } from 'kysely';

export interface LabTables {
  lab_sessions: LabSessionsTable;
  lab_entries: LabEntriesTable;
  lab_checkpoints: LabCheckpointsTable;
  labs_done: { user_id: string; lab: string; finished_at: number; points: number };
  lab_misses: { code: string; count: number };
}

export interface LabSessionsTable {
  id: Generated<number>;
  user_id: string;
  lab: string;
  revision: number;
  open: Generated<number>;
  step: Generated<number>;
  turn: Generated<number>;
  prompt: string;
  /** An OpenEdit as JSON. */
  edit: string | null;
  inside: number;
  state: Uint8Array;
  /** A list of numbers as JSON. */
  hints: string;
  helped: number;
  bytes: Generated<number>;
  ask_id: number | null;
  started_at: number;
  used_at: number;
  finished_at: number | null;
}

export interface LabEntriesTable {
  session_id: number;
  turn: number;
  user_id: string;
  kind: 'line' | 'edit' | 'undo';
  typed: string | null;
  prompt: string;
  /** zlib of `{stdout, stderr}` as JSON. */
  output: Uint8Array;
  status: number;
  not_simulated: string | null;
  undone: Generated<number>;
  at: number;
  once: string | null;
}

interface LabCheckpointsTable {
  session_id: number;
  turn: number;
  user_id: string;
  prompt: string;
  edit: string | null;
  inside: number;
  state: Uint8Array;
}
