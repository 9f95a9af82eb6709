import type { Transaction } from 'kysely';
import { StoreError } from '../engine/store-error.ts';
import type { Tables } from '../tables.ts';
import { checkControl } from './control.ts';
import type { Match, MatchPerson, MatchPlayer, OpenMatch, StartMatch } from './interface.ts';
import { LOBBY_MS, moved, notPossible } from './machine.ts';
import { heldMatch, playersOf, saveMoved, touch } from './rows.ts';

/** Opens the lobby, with the host in it. Throws StoreError `not-possible` where one is on in this channel. */
export async function openMatch(trx: Transaction<Tables>, input: OpenMatch): Promise<Match> {
  const { guildId, channelId, hostId, name, options, seed, now } = input;
  const opened = await trx
    .insertInto('matches')
    .values({
      guild_id: guildId,
      channel_id: channelId,
      host_id: hostId,
      options: JSON.stringify(options),
      seed,
      state: 'lobby',
      paused_in: null,
      left_ms: null,
      trouble: null,
      ending: null,
      due_at: now,
      edit_at: null,
      lobby_message: null,
      end_message: null,
      created_at: now,
      ended_at: null,
    })
    // By `matches_live`: there is no other key that it could be in the way of.
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (opened === undefined)
    throw new StoreError(
      'not-possible',
      'A match is on in this channel already. Join it, or start one in another channel.',
    );
  await seat(trx, await heldMatch(trx, opened.id), { userId: hostId, name, now });
  return heldMatch(trx, opened.id);
}

/** The lobby's message is there: from now on it waits for the start. */
export async function lobbyPosted(trx: Transaction<Tables>, match: Match, messageId: string): Promise<void> {
  if (match.lobbyMessage !== null) return;
  const due = match.state === 'lobby' ? { due_at: match.createdAt + LOBBY_MS } : {};
  await trx
    .updateTable('matches')
    .set({ lobby_message: messageId, ...due })
    .where('id', '=', match.id)
    .execute();
}

/** Takes a seat; who has one keeps it. */
export async function joinMatch(
  trx: Transaction<Tables>,
  input: MatchPerson & { readonly name: string },
): Promise<MatchPlayer> {
  const match = await heldMatch(trx, input.matchId);
  if (match.state === 'finished') throw notPossible('finished');
  const there = await playerOf(trx, match.id, input.userId);
  if (there !== undefined) return there;
  if (match.state !== 'lobby' && !match.options.open)
    throw new StoreError(
      'not-possible',
      'This match has begun, and only those who joined before take part. You can watch, and join the next one.',
    );
  await seat(trx, match, input);
  const player = await playerOf(trx, match.id, input.userId);
  if (player === undefined) throw new TypeError('a seat that was taken is not there');
  return player;
}

/** Throws StoreError `not-possible` once it has begun. Leaving twice is leaving once. */
export async function leaveMatch(
  trx: Transaction<Tables>,
  { matchId, userId, now }: MatchPerson,
): Promise<void> {
  const match = await heldMatch(trx, matchId);
  if (match.state !== 'lobby') throw notPossible(match.state);
  const gone = await trx
    .deleteFrom('match_players')
    .where('match_id', '=', matchId)
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  if (gone.numDeletedRows > 0n) await touch(trx, matchId, now);
}

export async function shareInMatch(
  trx: Transaction<Tables>,
  { matchId, userId, shares, now }: MatchPerson & { readonly shares: boolean },
): Promise<void> {
  await heldMatch(trx, matchId);
  const changed = await trx
    .updateTable('match_players')
    .set({ shares: shares ? 1 : 0 })
    .where('match_id', '=', matchId)
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  if (changed.numUpdatedRows === 0n)
    throw new StoreError('not-possible', 'You are not in this match. Press Join first.');
  await touch(trx, matchId, now);
}

/** Begins with these questions, one a round. */
export async function startMatch(trx: Transaction<Tables>, input: StartMatch): Promise<Match> {
  const { questions, now } = input;
  const match = await heldMatch(trx, input.matchId);
  checkControl(match, input);
  const to = moved(match, { kind: 'start', rounds: questions.length }, now);
  if (questions.length === 0) throw new TypeError('a match without a question');
  if ((await playersOf(trx, match.id)).length === 0)
    throw new StoreError('not-possible', 'Nobody has joined yet. Press Join first.');
  await trx
    .insertInto('match_rounds')
    .values(
      questions.map((question, round) => ({
        guild_id: match.guildId,
        match_id: match.id,
        round,
        card: question.card,
        question: JSON.stringify(question),
        message_id: null,
        closes_at: null,
        closed_at: null,
      })),
    )
    .execute();
  return saveMoved(trx, match, to, now);
}

async function playerOf(
  trx: Transaction<Tables>,
  matchId: number,
  userId: string,
): Promise<MatchPlayer | undefined> {
  return (await playersOf(trx, matchId)).find((player) => player.userId === userId);
}

/** The next free seat, in the team that has fewest. */
async function seat(
  trx: Transaction<Tables>,
  { id, guildId, options }: Match,
  { userId, name, now }: { readonly userId: string; readonly name: string; readonly now: number },
): Promise<void> {
  const taken = await trx
    .selectFrom('match_players')
    .select(['seat', 'team'])
    .where('match_id', '=', id)
    .orderBy('seat')
    .execute();
  const size = (team: number): number => taken.filter((one) => one.team === team).length;
  const teams = Array.from({ length: options.teams }, (_, team) => team);
  const smallest = teams.reduce((least, team) => (size(team) < size(least) ? team : least), 0);
  await trx
    .insertInto('match_players')
    .values({
      guild_id: guildId,
      match_id: id,
      seat: (taken.at(-1)?.seat ?? -1) + 1,
      user_id: userId,
      name,
      team: options.teams === 0 ? null : smallest,
      joined_at: now,
    })
    .execute();
  await touch(trx, id, now);
}
