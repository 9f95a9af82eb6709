import type { Generated } from 'kysely';
import type { Counters } from '../people/tables.ts';

export interface GroupTables {
  /** `deck` is empty for every deck together. */
  scores: Counters & { guild_id: string; period: string; deck: string; user_id: string };
  seasons: SeasonsTable;
  season_scores: SeasonScoresTable;
  board_members: { guild_id: string; user_id: string; present: number; checked_at: number };
  guilds: { guild_id: string; left_at: number | null };
  server_settings: { guild_id: string; default_deck: string | null; deck_role: string | null };
  match_channels: { guild_id: string; channel_id: string };
}

export interface SeasonsTable {
  id: Generated<number>;
  guild_id: string;
  channel_id: string;
  name: string;
  started_at: number;
  ends_at: number | null;
  ended_at: number | null;
  tell_at: number | null;
}

interface SeasonScoresTable extends Counters {
  id: Generated<number>;
  season_id: number;
  /** Empty for every deck together. */
  deck: string;
  /** Empty once that person had their data deleted after the end. */
  user_id: string;
}
