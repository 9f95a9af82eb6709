import type { Kysely, Transaction } from 'kysely';
import { due, isShared } from '../engine/rows.ts';
import type { Tables } from '../tables.ts';
import { leaveRound } from './control.ts';
import type { Match, MatchStore, MatchWork } from './interface.ts';
import { lobbyPosted } from './lobby.ts';
import { moved } from './machine.ts';
import { closeRound, roundPosted } from './rounds.ts';
import { EDIT_EVERY_MS, heldMatch, saveMoved, saveShown, toMatch, viewOf } from './rows.ts';

/** How long a claimed match is in the hands of who claimed it: more than a request to Discord takes with its retries. */
const MATCH_HOLD = 10_000;

/** When something is to be done for any match; what somebody has in hand is looked at again when that is over. */
export async function nextMatchAt(db: Kysely<Tables>): Promise<number | null> {
  const rows = await db
    .selectFrom('matches')
    .select(['due_at', 'edit_at', 'held_until'])
    .where((eb) => eb.or([eb('due_at', 'is not', null), eb('edit_at', 'is not', null)]))
    .execute();
  const times = rows.map(({ due_at, edit_at, held_until }) =>
    Math.max(held_until, Math.min(due_at ?? Number.POSITIVE_INFINITY, edit_at ?? Number.POSITIVE_INFINITY)),
  );
  return times.length === 0 ? null : Math.min(...times);
}

/** Takes on what is due, and gives what is to be sent. A match of which nothing is to be sent is not held. */
export async function claimMatches(
  trx: Transaction<Tables>,
  { now, limit }: { readonly now: number; readonly limit: number },
): Promise<readonly MatchWork[]> {
  const waiting = trx
    .selectFrom('matches')
    .selectAll()
    .where((eb) => eb.or([eb('due_at', '<=', now), eb('edit_at', '<=', now)]))
    .where('held_until', '<=', now)
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit);
  const rows = await due(trx, waiting).execute();
  const work: MatchWork[] = [];
  for (const row of rows) {
    const match = await takenOn(trx, toMatch(row), now);
    const kind = workOf(match, now) ?? (await editOf(trx, match.id, now));
    if (kind === undefined) continue;
    if (await comesTooSoon(trx, row, kind, now)) continue;
    await trx
      .updateTable('matches')
      .set({ held_until: now + MATCH_HOLD })
      .where('id', '=', match.id)
      .execute();
    work.push({ kind, view: await viewOf(trx, match) });
  }
  return work;
}

/** A match in the state that it is in by now. */
async function takenOn(trx: Transaction<Tables>, match: Match, now: number): Promise<Match> {
  if (match.dueAt === null || match.dueAt > now) return match;
  if (match.state === 'asking') return closeRound(trx, match, now);
  if (match.state === 'revealed') return saveMoved(trx, match, moved(match, { kind: 'advance' }, now), now);
  if (match.state === 'paused') {
    await leaveRound(trx, match, now);
    return saveMoved(trx, match, moved(match, { kind: 'finish', ending: 'left-paused' }, now), now);
  }
  if (match.state === 'lobby' && match.lobbyMessage !== null)
    return saveMoved(trx, match, moved(match, { kind: 'finish', ending: 'not-started' }, now), now);
  return match;
}

/**
 * What is posted next ends the message before it with an edit; that waits where the channel's last edit was a moment
 * ago, so that there is one a second.
 */
async function comesTooSoon(
  trx: Transaction<Tables>,
  { id, edited_at }: { readonly id: number; readonly edited_at: number },
  kind: MatchWork['kind'],
  now: number,
): Promise<boolean> {
  const soonest = edited_at + EDIT_EVERY_MS;
  if (kind === 'edit' || kind === 'post-lobby' || soonest <= now) return false;
  await trx.updateTable('matches').set({ due_at: soonest }).where('id', '=', id).execute();
  return true;
}

function workOf(match: Match, now: number): MatchWork['kind'] | undefined {
  if (match.dueAt === null || match.dueAt > now) return undefined;
  if (match.state === 'lobby') return 'post-lobby';
  if (match.state === 'posting') return 'post-round';
  return match.state === 'finished' ? 'post-end' : undefined;
}

async function editOf(trx: Transaction<Tables>, id: number, now: number): Promise<'edit' | undefined> {
  const row = await trx.selectFrom('matches').select('edit_at').where('id', '=', id).executeTakeFirst();
  return row === undefined || row.edit_at === null || row.edit_at > now ? undefined : 'edit';
}

/**
 * What a process that is gone had in hand is free again. Where others may have the database open it stays theirs until its
 * time is over: nobody can say whose it is.
 */
export async function releaseMatches(trx: Transaction<Tables>): Promise<void> {
  if (isShared(trx)) return;
  await trx.updateTable('matches').set({ held_until: 0 }).where('held_until', '>', 0).execute();
}

/** What was to be posted is there; a second report of the same changes nothing. */
export async function matchPosted(
  trx: Transaction<Tables>,
  input: Parameters<MatchStore['matchPosted']>[0],
): Promise<void> {
  const { matchId, what, round, messageId, version, now } = input;
  const match = await heldMatch(trx, matchId);
  if (what === 'post-lobby') await lobbyPosted(trx, match, messageId);
  if (what === 'post-round' && match.state === 'posting' && match.round === round)
    await roundPosted(trx, match, messageId, now);
  if (what === 'post-end' && match.endMessage === null)
    await trx
      .updateTable('matches')
      .set({ end_message: messageId, due_at: null })
      .where('id', '=', matchId)
      .execute();
  await saveShown(trx, matchId, version, 'post', now);
}
