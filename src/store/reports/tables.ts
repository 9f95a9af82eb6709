import type { Generated } from 'kysely';

export interface ReportTables {
  reports: ReportsTable;
  report_news: ReportNewsTable;
  retired_cards: { id: Generated<number>; guild_id: string; card: string; retired_at: number };
}

interface ReportsTable {
  id: Generated<number>;
  ask_id: number | null;
  card: string;
  user_id: string;
  guild_id: string | null;
  text: string;
  created_at: number;
  /** What its question is drawn from again. */
  seed: number | null;
  difficulty: number | null;
  /** The server whose managers see it. */
  shown_to: string | null;
  server_settled_at: number | null;
  runner_settled_at: number | null;
}

export interface ReportNewsTable {
  id: Generated<number>;
  user_id: string;
  card: string;
  /** The server whose managers settled it; null: whoever runs the bot. */
  guild_id: string | null;
  note: string | null;
  settled_at: number;
  /** When it is sent directly; null where it waits for the person to come by. */
  send_at: number | null;
  held_until: Generated<number>;
  told_at: number | null;
}
