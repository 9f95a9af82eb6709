import { HOUR, MINUTE } from '../../study/schedule/day.ts';
import { StoreError } from '../engine/store-error.ts';
import type { Match, MatchEnding, MatchState, MatchTrouble } from './interface.ts';

/** A lobby that nobody starts ends by itself. */
export const LOBBY_MS = 30 * MINUTE;
/** So does a match that stays paused. */
const PAUSED_MS = HOUR;
/** How long the right answer is shown before the next round. */
const REVEAL_MS = 12_000;
/** How long everybody who has answered may still change their mind. */
export const LAST_CALL_MS = 5000;

/** What happens to a match. */
export type MatchEvent =
  | { readonly kind: 'start'; readonly rounds: number }
  | { readonly kind: 'round-posted' }
  | { readonly kind: 'close' }
  | { readonly kind: 'skip' }
  | { readonly kind: 'advance' }
  | { readonly kind: 'pause'; readonly trouble: MatchTrouble | null }
  | { readonly kind: 'resume' }
  | { readonly kind: 'finish'; readonly ending: MatchEnding };

/** The states in which each may happen. What is not listed is refused. */
const MAY: Readonly<Record<MatchEvent['kind'], readonly MatchState[]>> = {
  start: ['lobby'],
  'round-posted': ['posting'],
  close: ['asking'],
  skip: ['asking', 'paused'],
  advance: ['revealed'],
  pause: ['posting', 'asking', 'revealed'],
  resume: ['paused'],
  finish: ['lobby', 'posting', 'asking', 'revealed', 'paused'],
};

/** What an event makes of a match. */
export type Moved = Pick<Match, 'state' | 'round' | 'rounds' | 'paused' | 'ending' | 'dueAt' | 'endedAt'>;

/**
 * The match after an event at `now`. Every change of its state goes through here.
 * @throws StoreError `not-possible` where the event does not apply in the state that the match is in.
 */
export function moved(match: Match, event: MatchEvent, now: number): Moved {
  if (!applies(match, event.kind)) throw notPossible(match.state);
  const { state, round, rounds, paused, ending, dueAt, endedAt } = match;
  const same: Moved = { state, round, rounds, paused, ending, dueAt, endedAt };
  switch (event.kind) {
    case 'start':
      return { ...same, state: 'posting', rounds: event.rounds, dueAt: now };
    case 'round-posted':
      return { ...same, state: 'asking', dueAt: now + match.options.seconds * 1000 };
    case 'close':
    case 'skip':
      return { ...same, state: 'revealed', paused: null, dueAt: now + REVEAL_MS };
    case 'advance':
      if (round + 1 < rounds) return { ...same, state: 'posting', round: round + 1, dueAt: now };
      return finished(same, 'played', now);
    case 'pause':
      return {
        ...same,
        state: 'paused',
        paused: { in: running(state), leftMs: Math.max(0, (dueAt ?? now) - now), trouble: event.trouble },
        dueAt: now + PAUSED_MS,
      };
    case 'resume':
      return { ...same, state: paused?.in ?? 'revealed', paused: null, dueAt: now + (paused?.leftMs ?? 0) };
    case 'finish':
      return finished(same, event.ending, now);
  }
}

/** Whether an event may happen in the state that a match is in: a paused round is skipped only while it asks. */
export function applies(
  { state, paused }: Pick<Match, 'state' | 'paused'>,
  event: MatchEvent['kind'],
): boolean {
  if (event === 'skip' && state === 'paused') return paused?.in === 'asking';
  return MAY[event].includes(state);
}

function finished(match: Moved, ending: MatchEnding, now: number): Moved {
  return { ...match, state: 'finished', paused: null, ending, dueAt: now, endedAt: now };
}

function running(state: MatchState): Exclude<MatchState, 'paused'> {
  return state === 'paused' ? 'revealed' : state;
}

const WHY: Readonly<Record<MatchState, string>> = {
  lobby: 'This match has not begun yet: its lobby is open.',
  posting: 'The next round is about to begin. Try again in a moment.',
  asking: 'A round is on.',
  revealed: 'This round is over; the next one is about to begin.',
  paused: 'This match is paused. Whoever opened it can go on with it.',
  finished: 'This match is over. Start another one with /match.',
};

/** What is told where something does not apply. */
export function notPossible(state: MatchState): StoreError {
  return new StoreError('not-possible', WHY[state]);
}
