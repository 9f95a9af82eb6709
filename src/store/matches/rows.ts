import type { Kysely, Selectable, Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Answer, Question } from '../../study/question.ts';
import { mine } from '../engine/rows.ts';
import { StoreError } from '../engine/store-error.ts';
import type { Tables } from '../tables.ts';
import type { Match, MatchAnswer, MatchOptions, MatchPlayer, MatchRound, MatchView } from './interface.ts';
import type { Moved } from './machine.ts';
import type { MatchAnswersTable, MatchesTable, MatchRoundsTable } from './tables.ts';

/** Messages are edited once a second at most, so that many who answer at once cost one edit. */
export const EDIT_EVERY_MS = 1000;

/** Throws StoreError `match-gone`. */
export async function matchRow(db: Kysely<Tables>, id: number): Promise<Match> {
  return kept(await rowById(db, id).executeTakeFirst());
}

/**
 * The same for what changes anything of the match: whatever that is, it takes this row first, so that all of it happens
 * one after the other.
 */
export async function heldMatch(trx: Transaction<Tables>, id: number): Promise<Match> {
  return kept(await mine(trx, rowById(trx, id)).executeTakeFirst());
}

function rowById(db: Kysely<Tables>, id: number) {
  return db.selectFrom('matches').selectAll().where('id', '=', id);
}

function kept(row: Selectable<MatchesTable> | undefined): Match {
  if (row === undefined)
    throw new StoreError('match-gone', 'This match is no longer kept. Start another one with /match.');
  return toMatch(row);
}

/** The match that is on in a channel; one at most is. */
export async function liveMatch(db: Kysely<Tables>, channelId: string): Promise<Match | undefined> {
  const row = await db
    .selectFrom('matches')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? undefined : toMatch(row);
}

/** A match with everything that is shown of it; `round` is the present one unless another is asked for. */
export async function viewOf(db: Kysely<Tables>, match: Match, round = match.round): Promise<MatchView> {
  const [players, present, answers] = await Promise.all([
    playersOf(db, match.id),
    match.rounds === 0 ? undefined : roundOf(db, match.id, round),
    answersOf(db, match.id, round),
  ]);
  return { match, players, round: present ?? null, answers };
}

/** By seat, with what the rounds that are over have brought. */
export async function playersOf(db: Kysely<Tables>, matchId: number): Promise<readonly MatchPlayer[]> {
  const rows = await db
    .selectFrom('match_players as player')
    .leftJoin('match_answers as given', (join) =>
      join.onRef('given.match_id', '=', 'player.match_id').onRef('given.seat', '=', 'player.seat'),
    )
    .where('player.match_id', '=', matchId)
    .groupBy(['player.seat', 'player.user_id', 'player.name', 'player.team', 'player.shares'])
    .select(['player.seat', 'player.user_id', 'player.name', 'player.team', 'player.shares'])
    .select(sql<number>`coalesce(sum(given.points), 0)`.as('points'))
    .select(sql<number>`coalesce(sum(case when given.points > 0 then 1 else 0 end), 0)`.as('right'))
    .orderBy('player.seat')
    .execute();
  return rows.map((row) => ({
    seat: row.seat,
    userId: row.user_id === '' ? null : row.user_id,
    name: row.user_id === '' ? null : row.name,
    team: row.team,
    shares: row.shares === 1,
    points: Number(row.points),
    right: Number(row.right),
  }));
}

export async function roundOf(
  db: Kysely<Tables>,
  matchId: number,
  round: number,
): Promise<MatchRound | undefined> {
  const row = await db
    .selectFrom('match_rounds')
    .selectAll()
    .where('match_id', '=', matchId)
    .where('round', '=', round)
    .executeTakeFirst();
  return row === undefined ? undefined : toRound(row);
}

export async function answersOf(
  db: Kysely<Tables>,
  matchId: number,
  round: number,
): Promise<readonly MatchAnswer[]> {
  const rows = await db
    .selectFrom('match_answers')
    .selectAll()
    .where('match_id', '=', matchId)
    .where('round', '=', round)
    .orderBy('answered_at')
    .orderBy('seat')
    .execute();
  return rows.map(toAnswer);
}

/**
 * Writes what an event made of a match. What is shown of it changes with it.
 */
export async function saveMoved(
  trx: Transaction<Tables>,
  match: Match,
  to: Moved,
  now: number,
): Promise<Match> {
  await trx
    .updateTable('matches')
    .set({
      state: to.state,
      round: to.round,
      rounds: to.rounds,
      paused_in: to.paused?.in ?? null,
      left_ms: to.paused?.leftMs ?? null,
      trouble: to.paused?.trouble ?? null,
      ending: to.ending,
      due_at: to.dueAt,
      ended_at: to.endedAt,
    })
    .where('id', '=', match.id)
    .execute();
  return { ...match, ...to, version: await touch(trx, match.id, now) };
}

/** What is shown of the match has changed: its message is edited soon. Gives the new version. */
export async function touch(trx: Transaction<Tables>, matchId: number, now: number): Promise<number> {
  const { version } = await trx
    .updateTable('matches')
    .set((eb) => ({
      version: eb('version', '+', 1),
      edit_at: eb
        .case()
        .when('edit_at', 'is not', null)
        .then(eb.ref('edit_at'))
        .when('edited_at', '>', now - EDIT_EVERY_MS)
        .then(eb('edited_at', '+', EDIT_EVERY_MS))
        .else(now)
        .end(),
    }))
    .where('id', '=', matchId)
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}

/** A message shows this version, posted or edited; what has changed since is shown a second later. */
export async function saveShown(
  trx: Transaction<Tables>,
  matchId: number,
  version: number,
  by: 'post' | 'edit',
  now: number,
): Promise<void> {
  await trx
    .updateTable('matches')
    .set((eb) => ({
      shown: version,
      ...(by === 'edit' ? { edited_at: now } : {}),
      held_until: 0,
      edit_at: eb
        .case()
        .when('version', '>', version)
        .then(now + EDIT_EVERY_MS)
        .else(null)
        .end(),
    }))
    .where('id', '=', matchId)
    .execute();
}

export function toMatch(row: Selectable<MatchesTable>): Match {
  const { paused_in, left_ms, trouble } = row;
  const paused = paused_in === null || paused_in === 'paused' ? null : paused_in;
  return {
    id: row.id,
    guildId: row.guild_id,
    channelId: row.channel_id,
    hostId: row.host_id === '' ? null : row.host_id,
    options: JSON.parse(row.options) as MatchOptions,
    seed: row.seed,
    state: row.state,
    round: row.round,
    rounds: row.rounds,
    paused: paused === null ? null : { in: paused, leftMs: left_ms ?? 0, trouble },
    ending: row.ending,
    dueAt: row.due_at,
    version: row.version,
    shown: row.shown,
    lobbyMessage: row.lobby_message,
    endMessage: row.end_message,
    createdAt: row.created_at,
    endedAt: row.ended_at,
  };
}

export function toRound(row: Selectable<MatchRoundsTable>): MatchRound {
  return {
    round: row.round,
    question: JSON.parse(row.question) as Question,
    messageId: row.message_id,
    closesAt: row.closes_at,
    closedAt: row.closed_at,
    skipped: row.skipped === 1,
  };
}

function toAnswer(row: Selectable<MatchAnswersTable>): MatchAnswer {
  return {
    round: row.round,
    seat: row.seat,
    answer: JSON.parse(row.answer) as Answer,
    correct: row.correct === 1,
    changed: row.changed === 1,
    leftMs: row.left_ms,
    answeredAt: row.answered_at,
    points: row.points,
  };
}
