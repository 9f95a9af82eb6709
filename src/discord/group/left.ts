import { type REST, Routes } from 'discord.js';
import { DAY } from '../../study/schedule/day.ts';
import type { Context } from '../context.ts';
import { API_CODE, apiCode } from '../platform/api-error.ts';

/** Members looked for at once, those that were not for longest: a group of thousands is not asked for at every look. */
const LOOKED_FOR = 10;
/** Who was there within this time is taken to be there. */
const KNOWN_MS = DAY;

/**
 * Lets go of members who have left the server. Without a privileged intent Discord tells nobody when somebody leaves,
 * but it can be asked for one member at a time (resources/guild, Get Guild Member). Never throws: who could not be asked
 * for is asked for the next time.
 */
export async function dropWhoLeft(rest: REST, { store, now }: Context, guildId: string): Promise<void> {
  const before = now() - KNOWN_MS;
  const people = await store.membersToLookFor({ guildId, before, limit: LOOKED_FOR });
  const asked = people.map(async (userId) => {
    const there = await isThere(rest, guildId, userId);
    if (there === true) await store.memberSeen({ guildId, userId, now: now() });
    if (there === false) await store.leaveGroup({ guildId, userId });
  });
  await Promise.allSettled(asked);
}

/** undefined where Discord could not be asked. */
async function isThere(rest: REST, guildId: string, userId: string): Promise<boolean | undefined> {
  try {
    await rest.get(Routes.guildMember(guildId, userId));
    return true;
  } catch (error) {
    const code = apiCode(error);
    return code === API_CODE.unknownMember || code === API_CODE.unknownUser ? false : undefined;
  }
}
