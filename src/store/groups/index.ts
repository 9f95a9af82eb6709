import { type Doors, NOBODY_WAITS } from '../engine/doors.ts';
import { deleteGuild } from '../people/people.ts';
import { guildJoined, guildLeft, guildsPresent, purgeGuilds } from './guilds.ts';
import type { GroupStore } from './interface.ts';
import { leaderboard } from './leaderboard.ts';
import { saveServerSettings, serverSettings } from './server-settings.ts';

/** The use-cases of `groups/`. */
export function groupStore({ read, commit, removing }: Doors): GroupStore {
  return {
    leaderboard: async (input) => read((from) => leaderboard(from, input)),
    deleteGuild: (guildId) =>
      removing(
        (trx) => deleteGuild(trx, guildId),
        (rows) => rows > 0,
      ),
    serverSettings: async (guildId) => read((from) => serverSettings(from, guildId)),
    saveServerSettings: (guildId, change) => commit((trx) => saveServerSettings(trx, guildId, change)),
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
