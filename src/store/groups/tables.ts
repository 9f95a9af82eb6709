import type { Counters } from '../people/tables.ts';

export interface GroupTables {
  scores: Counters & { guild_id: string; period: string; user_id: string };
  guilds: { guild_id: string; left_at: number | null };
}
