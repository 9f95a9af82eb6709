import type { Kysely, Transaction } from 'kysely';
import { DAY } from '../../study/schedule/day.ts';
import type { Memory } from '../../study/schedule/memory.ts';
import { MEMORY_COLUMNS, toMemory } from '../memory/memories.ts';
import type { Tables } from '../tables.ts';
import type { MissedRound } from './interface.ts';
import { matchRow, playersOf, toRound } from './rows.ts';

/** Matches are kept this long after their end, for who looks at what they missed. */
const KEEP_MATCHES = 30 * DAY;
/** Of so many players the memories are looked at, the first that joined. */
const MOST_REMEMBERED = 40;

/** What one player did not get right in the rounds that were played to their end. */
export async function missedInMatch(
  db: Kysely<Tables>,
  { matchId, userId }: { readonly matchId: number; readonly userId: string },
): Promise<readonly MissedRound[]> {
  await matchRow(db, matchId);
  const rows = await db
    .selectFrom('match_players as player')
    .innerJoin('match_rounds as round', 'round.match_id', 'player.match_id')
    .leftJoin('match_answers as given', (join) =>
      join
        .onRef('given.match_id', '=', 'round.match_id')
        .onRef('given.round', '=', 'round.round')
        .onRef('given.seat', '=', 'player.seat'),
    )
    .where('player.match_id', '=', matchId)
    .where('player.user_id', '=', userId)
    .where('round.closed_at', 'is not', null)
    .where('round.skipped', '=', 0)
    .selectAll('round')
    .select(['given.answer', 'given.correct'])
    .orderBy('round.round')
    .execute();
  return rows
    .filter(({ correct }) => correct !== 1)
    .map((row) => ({
      round: row.round,
      question: toRound(row).question,
      answer: row.answer === null ? null : (JSON.parse(row.answer) as MissedRound['answer']),
    }));
}

/** Card → what the players remember of it, of those who have met it. */
export async function matchMemories(
  db: Kysely<Tables>,
  matchId: number,
): Promise<ReadonlyMap<string, readonly Memory[]>> {
  const people = (await playersOf(db, matchId)).flatMap(({ userId }) => userId ?? []);
  if (people.length === 0) return new Map();
  const rows = await db
    .selectFrom('cards')
    .select(['card', ...MEMORY_COLUMNS])
    .where('user_id', 'in', people.slice(0, MOST_REMEMBERED))
    .where('state', '>', 0)
    .execute();
  const memories = new Map<string, Memory[]>();
  for (const row of rows) {
    const known = memories.get(row.card);
    if (known === undefined) memories.set(row.card, [toMemory(row)]);
    else known.push(toMemory(row));
  }
  return memories;
}

/** A match as its player has it in their export. */
export interface PlayedMatch {
  readonly match_id: number;
  readonly name: string;
  readonly joined_at: number;
  readonly rounds: readonly {
    readonly card: string;
    readonly answer: unknown;
    readonly correct: number;
    readonly points: number | null;
    readonly answered_at: number;
  }[];
}

/** Everything that is kept of a person in matches. */
export async function exportMatches(db: Kysely<Tables>, userId: string): Promise<readonly PlayedMatch[]> {
  const seats = await db.selectFrom('match_players').selectAll().where('user_id', '=', userId).execute();
  return Promise.all(
    seats.map(async ({ match_id, seat, name, joined_at }) => {
      const given = await db
        .selectFrom('match_answers as given')
        .innerJoin('match_rounds as round', (join) =>
          join.onRef('round.match_id', '=', 'given.match_id').onRef('round.round', '=', 'given.round'),
        )
        .select(['round.card', 'given.answer', 'given.correct', 'given.points', 'given.answered_at'])
        .where('given.match_id', '=', match_id)
        .where('given.seat', '=', seat)
        .orderBy('given.round')
        .execute();
      const rounds = given.map((one) => ({ ...one, answer: JSON.parse(one.answer) as unknown }));
      return { match_id, name, joined_at, rounds };
    }),
  );
}

/** Their seats stay, as somebody's: the others' standings are theirs too. Gives how many seats. */
export async function forgetPlayer(trx: Transaction<Tables>, userId: string): Promise<number> {
  await trx.updateTable('matches').set({ host_id: '' }).where('host_id', '=', userId).execute();
  const seats = await trx
    .updateTable('match_players')
    .set({ user_id: '', name: '', shares: 0 })
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return Number(seats.numUpdatedRows);
}

export async function sweepMatches(trx: Transaction<Tables>, now: number): Promise<number> {
  const old = await trx
    .deleteFrom('matches')
    .where('ended_at', '<=', now - KEEP_MATCHES)
    .executeTakeFirstOrThrow();
  return Number(old.numDeletedRows);
}
