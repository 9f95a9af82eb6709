import { type Doors, NOBODY_WAITS } from '../engine/doors.ts';
import { claimMatches, matchPosted, nextMatchAt, releaseMatches } from './claim.ts';
import { matchTroubled, pauseMatch, resumeMatch, skipRound, stopMatch } from './control.ts';
import type { MatchStore } from './interface.ts';
import { joinMatch, leaveMatch, openMatch, shareInMatch, startMatch } from './lobby.ts';
import { matchMemories, missedInMatch, sweepMatches } from './people.ts';
import { answerMatch } from './rounds.ts';
import { liveMatch, matchRow, saveShown, viewOf } from './rows.ts';

/** The use-cases of `matches/`. */
export function matchStore({ read, snapshot, commit, rows, sweeping }: Doors): MatchStore {
  return {
    openMatch: (input) => rows((trx) => openMatch(trx, input)),
    matchView: (id, round) => snapshot(async (trx) => viewOf(trx, await matchRow(trx, id), round)),
    liveMatch: (channelId) =>
      snapshot(async (trx) => {
        const match = await liveMatch(trx, channelId);
        return match === undefined ? undefined : viewOf(trx, match);
      }),
    joinMatch: (input) => rows((trx) => joinMatch(trx, input)),
    leaveMatch: (input) => rows((trx) => leaveMatch(trx, input)),
    shareInMatch: (input) => rows((trx) => shareInMatch(trx, input)),
    startMatch: (input) => rows((trx) => startMatch(trx, input)),
    answerMatch: (input) => rows((trx) => answerMatch(trx, input)),
    pauseMatch: (input) => rows((trx) => pauseMatch(trx, input)),
    resumeMatch: (input) => rows((trx) => resumeMatch(trx, input)),
    skipRound: (input) => rows((trx) => skipRound(trx, input)),
    stopMatch: (input) => rows((trx) => stopMatch(trx, input)),
    missedInMatch: async (input) => read((from) => missedInMatch(from, input)),
    matchMemories: async (id) => read((from) => matchMemories(from, id)),
    nextMatchAt: async () => read((from) => nextMatchAt(from)),
    claimMatches: (input) => rows((trx) => claimMatches(trx, input), NOBODY_WAITS),
    releaseMatches: () => commit((trx) => releaseMatches(trx), NOBODY_WAITS),
    matchPosted: (input) => rows((trx) => matchPosted(trx, input), NOBODY_WAITS),
    matchEdited: ({ matchId, version, now }) =>
      rows((trx) => saveShown(trx, matchId, version, 'edit', now), NOBODY_WAITS),
    matchTroubled: (input) => rows((trx) => matchTroubled(trx, input), NOBODY_WAITS),
    sweepMatches: (now) => sweeping((trx) => sweepMatches(trx, now)),
  };
}
