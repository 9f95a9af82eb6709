import {
  ApplicationIntegrationType,
  type BaseInteraction,
  PermissionFlagsBits,
  type RepliableInteraction,
} from 'discord.js';
import { UserError } from '../../runtime/user-error.ts';

/**
 * The server whose decks this person may change: one that added the bot, where they may manage the server. Asked
 * again on every press of a button. Throws UserError.
 */
export function managedServer(
  interaction: RepliableInteraction & Pick<BaseInteraction, 'memberPermissions'>,
): string {
  const { guildId, memberPermissions, authorizingIntegrationOwners } = interaction;
  if (guildId === null) {
    throw new UserError({
      identifier: 'only-in-servers',
      message: 'Decks are imported into a server. Run this command there.',
    });
  }
  if (authorizingIntegrationOwners?.[ApplicationIntegrationType.GuildInstall] === undefined) {
    throw new UserError({
      identifier: 'not-installed',
      message:
        'This server has not added me, so I keep no decks for it. Ask whoever manages it to add me, then import again.',
    });
  }
  if (memberPermissions?.has(PermissionFlagsBits.ManageGuild) !== true) {
    throw new UserError({
      identifier: 'not-a-manager',
      message:
        'Only people who manage this server (permission "Manage Server") can import, order and remove its decks. Ask one of them.',
    });
  }
  return guildId;
}
