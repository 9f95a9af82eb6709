import {
  ApplicationIntegrationType,
  type BaseInteraction,
  PermissionFlagsBits,
  type RepliableInteraction,
} from 'discord.js';
import { UserError } from '../../runtime/user-error.ts';

/** What is asked of whoever changes something of a server. */
type Asking = RepliableInteraction & Pick<BaseInteraction, 'memberPermissions' | 'member'>;

/**
 * The server where this is asked, which has added the bot; `what` is done to it, for instance "Decks are imported into".
 * @throws UserError `only-in-servers`, `not-installed`.
 */
export function serverOf({ guildId, authorizingIntegrationOwners }: Asking, what: string): string {
  if (guildId === null) {
    throw new UserError({
      identifier: 'only-in-servers',
      message: `${what} a server. Run this command there.`,
    });
  }
  if (authorizingIntegrationOwners?.[ApplicationIntegrationType.GuildInstall] === undefined) {
    throw new UserError({
      identifier: 'not-installed',
      message:
        'This server has not added me, so I keep nothing for it. Ask whoever manages it to add me, then try again.',
    });
  }
  return guildId;
}

/** Whether this person may manage the server. */
export function mayManage({ memberPermissions }: Asking): boolean {
  return memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true;
}

/** Whether this person has a role; its id is never given to another one. */
export function hasRole({ member }: Asking, role: string): boolean {
  if (member === null) return false;
  return Array.isArray(member.roles) ? member.roles.includes(role) : member.roles.cache.has(role);
}
