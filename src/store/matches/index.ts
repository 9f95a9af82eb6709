import { type Doors, NOBODY_WAITS } from '../engine/doors.ts';
import { claimMatches, matchPosted, nextMatchAt, releaseMatches } from './claim.ts';
import { matchTroubled, pauseMatch, resumeMatch, skipRound, stopMatch } from './control.ts';
import type { MatchStore } from './interface.ts';
import { joinMatch, leaveMatch, openMatch, shareInMatch, startMatch } from './lobby.ts';
import { matchMemories, missedInMatch, sweepMatches } from './people.ts';
import { answerMatch } from './rounds.ts';
import { liveMatch, matchRow, saveShown, viewOf } from './rows.ts';

/** The use-cases of `matches/`. */
export function matchStore({ read, snapshot, commit, removing }: Doors): MatchStore {
  return {
    openMatch: (input) => commit((trx) => openMatch(trx, input)),
    matchView: (id, round) => snapshot(async (trx) => viewOf(trx, await matchRow(trx, id), round)),
    liveMatch: (channelId) =>
      snapshot(async (trx) => {
        const match = await liveMatch(trx, channelId);
        return match === undefined ? undefined : viewOf(trx, match);
      }),
    joinMatch: (input) => commit((trx) => joinMatch(trx, input)),
    leaveMatch: (input) => commit((trx) => leaveMatch(trx, input)),
    shareInMatch: (input) => commit((trx) => shareInMatch(trx, input)),
    startMatch: (input) => commit((trx) => startMatch(trx, input)),
    answerMatch: (input) => commit((trx) => answerMatch(trx, input)),
    pauseMatch: (input) => commit((trx) => pauseMatch(trx, input)),
    resumeMatch: (input) => commit((trx) => resumeMatch(trx, input)),
    skipRound: (input) => commit((trx) => skipRound(trx, input)),
    stopMatch: (input) => commit((trx) => stopMatch(trx, input)),
    missedInMatch: async (input) => read((from) => missedInMatch(from, input)),
    matchMemories: async (id) => read((from) => matchMemories(from, id)),
    nextMatchAt: async () => read((from) => nextMatchAt(from)),
    claimMatches: (input) => commit((trx) => claimMatches(trx, input), NOBODY_WAITS),
    releaseMatches: () => commit((trx) => releaseMatches(trx), NOBODY_WAITS),
    matchPosted: (input) => commit((trx) => matchPosted(trx, input), NOBODY_WAITS),
    matchEdited: ({ matchId, version, now }) =>
      commit((trx) => saveShown(trx, matchId, version, 'edit', now), NOBODY_WAITS),
    matchTroubled: (input) => commit((trx) => matchTroubled(trx, input), NOBODY_WAITS),
    sweepMatches: (now) =>
      removing(
        (trx) => sweepMatches(trx, now),
        (matches) => matches > 0,
        NOBODY_WAITS,
      ),
  };
}
