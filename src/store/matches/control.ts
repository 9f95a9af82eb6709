import type { Transaction } from 'kysely';
import { StoreError } from '../engine/store-error.ts';
import type { Tables } from '../tables.ts';
import type { Match, MatchControl, MatchTrouble } from './interface.ts';
import { applies, type MatchEvent, moved } from './machine.ts';
import { heldMatch, roundOf, saveMoved } from './rows.ts';

/** Throws StoreError `not-yours` for who neither opened the match nor may manage messages. */
export function checkControl(match: Match, { userId, mayManage }: MatchControl): void {
  if (mayManage || match.hostId === userId) return;
  const host = match.hostId === null ? '' : ` <@${match.hostId}>, who opened it, and`;
  throw new StoreError(
    'not-yours',
    `Only${host} people who may manage messages here can do that in this match.`,
  );
}

export async function pauseMatch(trx: Transaction<Tables>, input: MatchControl): Promise<Match> {
  return controlled(trx, input, { kind: 'pause', trouble: null });
}

export async function resumeMatch(trx: Transaction<Tables>, input: MatchControl): Promise<Match> {
  const match = await controlled(trx, input, { kind: 'resume' });
  if (match.state !== 'asking') return match;
  // The time that is left counts from now.
  await trx
    .updateTable('match_rounds')
    .set({ closes_at: match.dueAt })
    .where('match_id', '=', match.id)
    .where('round', '=', match.round)
    .execute();
  return match;
}

export async function stopMatch(trx: Transaction<Tables>, input: MatchControl): Promise<Match> {
  const match = await heldMatch(trx, input.matchId);
  checkControl(match, input);
  await leaveRound(trx, match, input.now);
  const ending = match.state === 'lobby' ? 'not-started' : 'stopped';
  return saveMoved(trx, match, moved(match, { kind: 'finish', ending }, input.now), input.now);
}

export async function skipRound(trx: Transaction<Tables>, input: MatchControl): Promise<Match> {
  const { matchId, now } = input;
  const match = await heldMatch(trx, matchId);
  checkControl(match, input);
  const to = moved(match, { kind: 'skip' }, now);
  await leaveRound(trx, match, now);
  return saveMoved(trx, match, to, now);
}

/** Pauses a match where nothing can be sent (any more). Gives whether it was running until now. */
export async function matchTroubled(
  trx: Transaction<Tables>,
  input: { readonly matchId: number; readonly trouble: MatchTrouble; readonly now: number },
): Promise<boolean> {
  const match = await heldMatch(trx, input.matchId);
  const { trouble, now } = input;
  if (applies(match, 'pause')) {
    await saveMoved(trx, match, moved(match, { kind: 'pause', trouble }, now), now);
    await settle(trx, match.id);
    return true;
  }
  // A lobby, a paused and a finished match have nobody who waits for the next round: what could not be sent is left.
  if (match.state === 'lobby')
    await saveMoved(trx, match, moved(match, { kind: 'finish', ending: 'stopped' }, now), now);
  const over = match.state === 'lobby' || match.state === 'finished';
  if (over) await trx.updateTable('matches').set({ due_at: null }).where('id', '=', match.id).execute();
  await settle(trx, match.id);
  return false;
}

/** Nothing is to be edited, and nobody has it in hand. */
async function settle(trx: Transaction<Tables>, id: number): Promise<void> {
  await trx.updateTable('matches').set({ edit_at: null, held_until: 0 }).where('id', '=', id).execute();
}

async function controlled(trx: Transaction<Tables>, input: MatchControl, event: MatchEvent): Promise<Match> {
  const match = await heldMatch(trx, input.matchId);
  checkControl(match, input);
  return saveMoved(trx, match, moved(match, event, input.now), input.now);
}

/** The present round ends without a mark: what was answered brings nothing and is no review. */
export async function leaveRound(trx: Transaction<Tables>, match: Match, now: number): Promise<void> {
  const round = match.rounds === 0 ? undefined : await roundOf(trx, match.id, match.round);
  if (round === undefined || round.closedAt !== null) return;
  await trx
    .updateTable('match_rounds')
    .set({ closed_at: now, skipped: 1 })
    .where('match_id', '=', match.id)
    .where('round', '=', match.round)
    .execute();
}
