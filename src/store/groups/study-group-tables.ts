import type { Generated } from 'kysely';

export interface StudyGroupTables {
  study_groups: { guild_id: string; salt: number; zone: string; exam_day: number | null };
  group_members: {
    guild_id: string;
    user_id: string;
    joined_at: number;
    named: Generated<number>;
    planned: number | null;
    seen_at: number;
  };
}
