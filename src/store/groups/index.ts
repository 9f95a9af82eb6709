import { type Doors, NOBODY_WAITS } from '../engine/doors.ts';
import { deleteGuild } from '../people/people.ts';
import { noteMember, uncheckedMembers } from './board-people.ts';
import { guildJoined, guildLeft, guildsKept, guildsPresent, purgeGuilds } from './guilds.ts';
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
import { saveServerSettings, serverSettings } from './server-settings.ts';
import {
  allowNaming,
  groupMember,
  groupMembers,
  joinGroup,
  leaveGroup,
  memberMemories,
  memberSeen,
  membersToLookFor,
  ownMemories,
  planSettled,
  serverTopics,
  setExamDay,
  studyGroup,
} from './study-group.ts';
import type { StudyGroupStore } from './study-group-interface.ts';

/** The use-cases of `groups/`. */
export function groupStore({ read, snapshot, commit, own, rows, removing }: Doors): GroupStore {
  return {
    leaderboard: (input) => snapshot((trx) => leaderboard(trx, input)),
    boardPlace: (input) => snapshot((trx) => boardPlace(trx, input)),
    uncheckedMembers: async (input) => read((from) => uncheckedMembers(from, input)),
    noteMember: (input) => own(input.userId, (trx) => noteMember(trx, input)),
    startSeason: (input) => commit((trx) => startSeason(trx, input)),
    endSeason: (input) => commit((trx) => endSeason(trx, input)),
    seasonOn: async (guildId, at) => read((from) => seasonOn(from, guildId, at)),
    season: async (guildId, id) => read((from) => seasonRow(from, guildId, id)),
    seasons: async (guildId) => read((from) => seasonsOf(from, guildId)),
    claimSeasons: (input) => rows((trx) => claimSeasons(trx, input), NOBODY_WAITS),
    seasonTold: (id) => commit((trx) => seasonTold(trx, id), NOBODY_WAITS),
    nextSeasonAt: async () => read((from) => nextSeasonAt(from)),
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
    guildsKept: async () => read((from) => guildsKept(from)),
    purgeGuilds: (at) =>
      removing(
        (trx) => purgeGuilds(trx, at),
        (guilds) => guilds.length > 0,
        NOBODY_WAITS,
      ),
  };
}

/** The use-cases of `/group`. */
export function studyGroupStore({ read, commit, removing }: Doors): StudyGroupStore {
  return {
    studyGroup: async (guildId) => read((from) => studyGroup(from, guildId)),
    groupMembers: async (guildId) => read((from) => groupMembers(from, guildId)),
    groupMember: async (person) => read((from) => groupMember(from, person)),
    joinGroup: (input) => commit((trx) => joinGroup(trx, input)),
    leaveGroup: (person) =>
      removing(
        (trx) => leaveGroup(trx, person),
        (gone) => gone,
      ),
    allowNaming: (input) => commit((trx) => allowNaming(trx, input)),
    planSettled: (input) => commit((trx) => planSettled(trx, input)),
    setExamDay: (input) => commit((trx) => setExamDay(trx, input)),
    memberMemories: async (userIds) => read((from) => memberMemories(from, userIds)),
    ownMemories: async (userId) => read((from) => ownMemories(from, userId)),
    serverTopics: async (guildId) => read((from) => serverTopics(from, guildId)),
    membersToLookFor: async (input) => read((from) => membersToLookFor(from, input)),
    memberSeen: (input) => commit((trx) => memberSeen(trx, input), NOBODY_WAITS),
  };
}
