import { type APIGuildMember, type REST, Routes } from 'discord.js';
import { apiCode } from './api-error.ts';

/** What Discord says of somebody and a server: that they are in it and how it shows them, or that they are not. */
export type Membership = { readonly present: true; readonly name: string } | { readonly present: false };

/** "Unknown Member": they are not in the server. "Unknown User": the account is gone. (topics/opcodes-and-status-codes) */
const NOT_THERE: ReadonlySet<number | undefined> = new Set([10007, 10013]);

/**
 * Asks Discord for each of these people whether they are in the server, all at once; needs no intent. Of whom it does not
 * say within `ms`, nothing is in the result. Never rejects.
 */
export async function askMembers(
  rest: REST,
  guildId: string,
  userIds: readonly string[],
  ms: number,
): Promise<ReadonlyMap<string, Membership>> {
  const signal = AbortSignal.timeout(Math.ceil(ms));
  const found = new Map<string, Membership>();
  await Promise.all(
    userIds.map(async (userId) => {
      try {
        const member = await rest.get(Routes.guildMember(guildId, userId), { signal });
        found.set(userId, { present: true, name: nameOf(member as APIGuildMember) });
      } catch (error) {
        if (NOT_THERE.has(apiCode(error))) found.set(userId, { present: false });
      }
    }),
  );
  return found;
}

function nameOf({ nick, user }: APIGuildMember): string {
  return nick ?? user.global_name ?? user.username;
}
