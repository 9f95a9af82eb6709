/**
 * Where each table's rows would be in a database that is spread over machines: docs/scaling.md. A test holds this list
 * against the schema.
 */

/** With their person: `user_id` is the first column of the primary key, and stands in every other key. */
export const OF_A_PERSON = [
  'asks',
  'beliefs',
  'board_members',
  'breaks',
  'cards',
  'daily_streaks',
  'days',
  'exam_items',
  'exams',
  'group_members',
  'lab_checkpoints',
  'lab_entries',
  'lab_sessions',
  'labs_done',
  'lessons',
  'reminders',
  'report_news',
  'reports',
  'reviews',
  'scores',
  'season_scores',
  'settings',
  'topics',
] as const;

/** With their server: the same for `guild_id`. */
export const OF_A_SERVER = [
  'daily',
  'daily_answers',
  'daily_questions',
  'deck_order',
  'exam_rules',
  'guilds',
  'match_answers',
  'match_channels',
  'match_players',
  'match_rounds',
  'matches',
  'pending_imports',
  'server_settings',
  'study_groups',
] as const;

/** Whole on every machine (reference tables), because rows of people and servers are joined with them or refer to them. */
export const EVERYWHERE = [
  'heartbeat',
  'identify_slots',
  'item_counts',
  'lab_misses',
  'retired_cards',
  'revisions',
  'schema_migrations',
  'seasons',
  'server_cards',
  'server_decks',
] as const;
