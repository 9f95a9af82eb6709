import type { REST } from 'discord.js';
import { DAY } from '../../study/schedule/day.ts';
import type { Context } from '../context.ts';
import { askMembers } from '../platform/members.ts';

/** Members looked for at once, those that were not for longest: a group of thousands is not asked for at every look. */
const LOOKED_FOR = 10;
/** Who was there within this time is taken to be there. */
const KNOWN_MS = DAY;
/** Discord is waited for so long. */
const PATIENCE_MS = 5_000;

/**
 * Lets go of members who have left the server. Without a privileged intent Discord tells nobody when somebody leaves,
 * but it can be asked for one member at a time (resources/guild, Get Guild Member). Never throws: who could not be asked
 * for is asked for the next time.
 */
export async function dropWhoLeft(rest: REST, { store, now }: Context, guildId: string): Promise<void> {
  const before = now() - KNOWN_MS;
  const people = await store.membersToLookFor({ guildId, before, limit: LOOKED_FOR });
  const found = await askMembers(rest, guildId, people, PATIENCE_MS);
  const noted = [...found].map(async ([userId, { present }]) => {
    if (present) await store.memberSeen({ guildId, userId, now: now() });
    else await store.leaveGroup({ guildId, userId });
  });
  await Promise.allSettled(noted);
}
