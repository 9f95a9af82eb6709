import { type Kysely, sql } from 'kysely';
import { shownOnBoards } from '../memory/settings.ts';
import type { Board, BoardPlace, LeaderboardInput, LeaderboardRow } from '../store.ts';
import type { Tables } from '../tables.ts';
import { bucket } from './periods.ts';
import { seasonRow } from './seasons.ts';
import { EVERY_DECK } from './tally.ts';

/**
 * A page of a board, most points first. Equal points share a rank and the next rank is skipped (1, 2, 2, 4); among
 * equals, more right answers come first. Who hides and who left the server are none of it. In a season that is over
 * places are final: they keep theirs, as nobody's in particular, and so does whoever's data was deleted.
 */
export async function leaderboard(
  db: Kysely<Tables>,
  input: LeaderboardInput,
): Promise<readonly LeaderboardRow[]> {
  const { guildId, limit, offset = 0 } = input;
  const final = await isFinal(db, input);
  const rows = await linesOf(db, input, final)
    .selectAll('line')
    .orderBy('line.points', 'desc')
    .orderBy('line.correct', 'desc')
    .orderBy('line.user_id')
    .limit(limit)
    .offset(offset)
    .execute();
  const [first] = rows;
  if (first === undefined) return [];
  const start = offset === 0 ? 1 : await rankOf(db, input, final, first.points);
  const unseen = final
    ? await unseenOf(
        db,
        guildId,
        rows.map(({ user_id }) => user_id),
      )
    : new Set();
  return rows.map(({ user_id, points, answered, correct }) => {
    const before = rows.findIndex((row) => row.points === points);
    const rank = before === 0 ? start : offset + before + 1;
    const userId = user_id === '' || unseen.has(user_id) ? null : user_id;
    return { rank, userId, points, answered, correct };
  });
}

/** Where one person stands, for themselves alone: also where others do not see them. */
export async function boardPlace(
  db: Kysely<Tables>,
  input: Board & { readonly userId: string },
): Promise<BoardPlace> {
  const { guildId, userId } = input;
  const final = await isFinal(db, input);
  const own = await allLines(db, input)
    .selectAll('line')
    .where('line.user_id', '=', userId)
    .executeTakeFirst();
  const hidden = !(await shownOnBoards(db, userId));
  if (own === undefined) return { guildId, hidden, row: null };
  const { points, answered, correct } = own;
  const rank = await rankOf(db, input, final, points);
  return { guildId, hidden, row: { rank, userId, points, answered, correct } };
}

/** One more than have more points: of all lines, less those that others do not see, which are few. */
async function rankOf(db: Kysely<Tables>, board: Board, final: boolean, points: number): Promise<number> {
  const all = await allLines(db, board, points)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (final) return Number(all.count) + 1;
  // The sign keeps the database from reading the lines in their order: it finds those of these people, one by one.
  const unseen = await allLines(db, board, points, sql<number>`+points`)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('line.user_id', 'in', hiding(db).union(gone(db, board.guildId)))
    .executeTakeFirstOrThrow();
  return Number(all.count) - Number(unseen.count) + 1;
}

async function isFinal(db: Kysely<Tables>, board: Board): Promise<boolean> {
  if (!('seasonId' in board)) return false;
  const season = await seasonRow(db, board.guildId, board.seasonId);
  return season.endedAt !== null;
}

/** The lines that others see; all of them where the places are final. */
function linesOf(db: Kysely<Tables>, board: Board, final: boolean) {
  const lines = allLines(db, board);
  if (final) return lines;
  return lines
    .where('line.user_id', 'not in', hiding(db))
    .where('line.user_id', 'not in', gone(db, board.guildId));
}

/** Everybody with more than so many points, in whichever table they are kept. */
function allLines(db: Kysely<Tables>, board: Board, above = 0, by = sql.ref<number>('points')) {
  const deck = board.deck ?? EVERY_DECK;
  const columns = ['user_id', 'points', 'answered', 'correct'] as const;
  if ('seasonId' in board) {
    const lines = db
      .selectFrom('season_scores')
      .select(columns)
      .where('season_id', '=', board.seasonId)
      .where('deck', '=', deck)
      .where(by, '>', above);
    return db.selectFrom(lines.as('line'));
  }
  const lines = db
    .selectFrom('scores')
    .select(columns)
    .where('guild_id', '=', board.guildId)
    .where('period', '=', bucket(board.period, board.now))
    .where('deck', '=', deck)
    .where(by, '>', above);
  return db.selectFrom(lines.as('line'));
}

function hiding(db: Kysely<Tables>) {
  return db.selectFrom('settings').select('settings.user_id').where('settings.board', '=', sql.lit(0));
}

function gone(db: Kysely<Tables>, guildId: string) {
  return db
    .selectFrom('board_members')
    .select('board_members.user_id')
    .where('board_members.guild_id', '=', guildId)
    .where('board_members.present', '=', sql.lit(0));
}

/** Those of these people whom others do not see. */
async function unseenOf(
  db: Kysely<Tables>,
  guildId: string,
  userIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const some = [...userIds];
  const [hidden, left] = await Promise.all([
    hiding(db).where('settings.user_id', 'in', some).execute(),
    gone(db, guildId).where('board_members.user_id', 'in', some).execute(),
  ]);
  return new Set([...hidden, ...left].map(({ user_id }) => user_id));
}
