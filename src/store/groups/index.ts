import { type Doors, NOBODY_WAITS } from '../engine/doors.ts';
import { deleteGuild } from '../people/people.ts';
import { noteMember, uncheckedMembers } from './board-people.ts';
import { guildJoined, guildLeft, guildsPresent, purgeGuilds } from './guilds.ts';
import type { GroupStore } from './interface.ts';
import { boardPlace, leaderboard } from './leaderboard.ts';
import {
  claimSeasons,
  endSeason,
  nextSeasonAt,
  seasonOn,
  seasonRow,
  seasonsOf,
  seasonTold,
  startSeason,
} from './seasons.ts';

/** The use-cases of `groups/`. */
export function groupStore({ read, snapshot, commit, removing }: Doors): GroupStore {
  return {
    leaderboard: (input) => snapshot((trx) => leaderboard(trx, input)),
    boardPlace: (input) => snapshot((trx) => boardPlace(trx, input)),
    uncheckedMembers: async (input) => read((from) => uncheckedMembers(from, input)),
    noteMember: (input) => commit((trx) => noteMember(trx, input)),
    startSeason: (input) => commit((trx) => startSeason(trx, input)),
    endSeason: (input) => commit((trx) => endSeason(trx, input)),
    seasonOn: async (guildId, at) => read((from) => seasonOn(from, guildId, at)),
    season: async (guildId, id) => read((from) => seasonRow(from, guildId, id)),
    seasons: async (guildId) => read((from) => seasonsOf(from, guildId)),
    claimSeasons: (input) => commit((trx) => claimSeasons(trx, input), NOBODY_WAITS),
    seasonTold: (id) => commit((trx) => seasonTold(trx, id), NOBODY_WAITS),
    nextSeasonAt: async () => read((from) => nextSeasonAt(from)),
    deleteGuild: (guildId) =>
      removing(
        (trx) => deleteGuild(trx, guildId),
        (rows) => rows > 0,
      ),
    guildJoined: (guildId) => commit((trx) => guildJoined(trx, guildId), NOBODY_WAITS),
    guildLeft: (guildId, at) => commit((trx) => guildLeft(trx, guildId, at), NOBODY_WAITS),
    guildsPresent: (input) => commit((trx) => guildsPresent(trx, input), NOBODY_WAITS),
    purgeGuilds: (at) =>
      removing(
        (trx) => purgeGuilds(trx, at),
        (guilds) => guilds.length > 0,
        NOBODY_WAITS,
      ),
  };
}
