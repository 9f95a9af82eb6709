import type { Counters } from '../people/tables.ts';

export interface GroupTables {
  scores: Counters & { guild_id: string; period: string; user_id: string };
  guilds: { guild_id: string; left_at: number | null };
  server_settings: { guild_id: string; default_deck: string | null; deck_role: string | null };
  match_channels: { guild_id: string; channel_id: string };
}
