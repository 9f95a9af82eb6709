import type { Kysely, Transaction } from 'kysely';
import { deleteDaily, exportDaily, forgetInDaily } from '../daily/people.ts';
import { removeServerDecks } from '../decks/server-decks.ts';
import { forgetGuildExams } from '../exams/rules.ts';
import { exportSeasons, forgetSeasons } from '../groups/board-people.ts';
import { removeServerSettings } from '../groups/server-settings.ts';
import { deleteStudyGroup } from '../groups/study-group.ts';
import { unpack } from '../labs/rows.ts';
import { exportMatches, forgetPlayer } from '../matches/people.ts';
import { forgetServerReports } from '../reports/reports.ts';
import type { Tables } from '../tables.ts';
import type { PersonalTable } from './interface.ts';

/**
 * Every table with rows of a person, children before parents. `reviews` is told with its card and removed by it, for on
 * SQLite no index leads from a person to them; a seat in a match is told and emptied by `matches/`, an answer to a daily question by `daily/`,
 * a place in a season by `groups/`. A test holds this list against the schema; what `/privacy` says of each stands in
 * discord/privacy/view.ts, and the compiler asks for it.
 */
const OWN = [
  'asks',
  'cards',
  'scores',
  'board_members',
  'days',
  'topics',
  'reports',
  'report_news',
  'pending_imports',
  'settings',
  'breaks',
  'reminders',
  'lab_checkpoints',
  'lab_entries',
  'lab_sessions',
  'labs_done',
  'lessons',
  'beliefs',
  'exam_items',
  'exams',
  'group_members',
  'daily_streaks',
] as const satisfies Exclude<
  PersonalTable,
  'reviews' | 'match_players' | 'daily' | 'daily_answers' | 'season_scores'
>[];

/**
 * Every row that belongs to this person, by table, as plain JSON: columns that hold JSON are unfolded, what labs have
 * printed and their clusters too. Earlier states of a cluster are told by their size: they follow from what was typed.
 */
export async function exportUser(
  db: Kysely<Tables>,
  userId: string,
): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const rows: Record<string, readonly unknown[]> = {
    reviews: (await reviewsOf(db, userId).execute()).map(unfold),
  };
  for (const table of OWN) {
    const own = await db.selectFrom(table).selectAll().where('user_id', '=', userId).execute();
    rows[table] = own.map((row) => unfold(table === 'lab_checkpoints' ? sized(row) : row));
  }
  return {
    ...rows,
    ...(await exportDaily(db, userId)),
    season_scores: await exportSeasons(db, userId),
    match_players: await exportMatches(db, userId),
  };
}

/** Removes every row of this person; gives how many. */
export async function deleteUser(trx: Transaction<Tables>, userId: string): Promise<number> {
  const cards = trx.selectFrom('cards').select('id').where('user_id', '=', userId);
  const reviews = await trx
    .deleteFrom('reviews')
    .where('user_id', '=', userId)
    .where('card_id', 'in', cards)
    .executeTakeFirstOrThrow();
  let removed = reviews.numDeletedRows;
  for (const table of OWN) {
    const own = await trx.deleteFrom(table).where('user_id', '=', userId).executeTakeFirstOrThrow();
    removed += own.numDeletedRows;
  }
  return (
    Number(removed) +
    (await forgetSeasons(trx, userId)) +
    (await forgetPlayer(trx, userId)) +
    (await forgetInDaily(trx, userId))
  );
}

/**
 * Removes what was kept for a server: its leaderboard and seasons, the questions put there, its settings, its decks and what
 * was learned of them. What else its members learned and reported is theirs and stays, without the server's id. Gives the
 * number of rows removed.
 */
export async function deleteGuild(trx: Transaction<Tables>, guildId: string): Promise<number> {
  const scores = await trx.deleteFrom('scores').where('guild_id', '=', guildId).executeTakeFirstOrThrow();
  const asks = await trx.deleteFrom('asks').where('guild_id', '=', guildId).executeTakeFirstOrThrow();
  for (const table of ['matches', 'seasons', 'board_members'] as const)
    await trx.deleteFrom(table).where('guild_id', '=', guildId).execute();
  await forgetServerReports(trx, guildId);
  await deleteStudyGroup(trx, guildId);
  await deleteDaily(trx, guildId);
  await forgetGuildExams(trx, guildId);
  const rows = Number(scores.numDeletedRows + asks.numDeletedRows);
  return rows + (await removeServerSettings(trx, guildId)) + (await removeServerDecks(trx, guildId));
}

function reviewsOf(db: Kysely<Tables>, userId: string) {
  return db
    .selectFrom('reviews')
    .innerJoin('cards', (join) =>
      join.onRef('cards.user_id', '=', 'reviews.user_id').onRef('cards.id', '=', 'reviews.card_id'),
    )
    .selectAll('reviews')
    .select('cards.card')
    .where('cards.user_id', '=', userId)
    .orderBy('reviews.id');
}

function sized(row: object): object {
  const size = 'state' in row && row.state instanceof Uint8Array ? row.state.byteLength : 0;
  return { ...row, state: { bytes: size } };
}

/** The columns that hold JSON. */
const FOLDED = new Set(['question', 'run', 'answer', 'before', 'edit', 'hints', 'asked', 'sections']);

function unfold(row: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      FOLDED.has(column) && typeof value === 'string' ? (JSON.parse(value) as unknown) : plain(value),
    ]),
  );
}

function plain(value: unknown): unknown {
  if (!(value instanceof Uint8Array)) return value;
  return value.byteLength === 0 ? null : unpack(value);
}
