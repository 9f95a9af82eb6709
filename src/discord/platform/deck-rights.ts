import type { RepliableInteraction } from 'discord.js';
import { UserError } from '../../runtime/user-error.ts';
import type { Context } from '../context.ts';
import { hasRole, mayManage, serverOf } from './server-rights.ts';

/**
 * The server whose decks this person may change: one that added the bot, where they may manage the server or have the
 * role that its managers chose for the decks with `/server`. Asked again on every press of a button. Throws UserError.
 */
export async function managedServer(interaction: RepliableInteraction, { store }: Context): Promise<string> {
  const guildId = serverOf(interaction, 'Decks are imported into');
  if (mayManage(interaction)) return guildId;
  const { deckRole } = await store.serverSettings(guildId);
  if (deckRole !== null && hasRole(interaction, deckRole)) return guildId;
  const beside = deckRole === null ? '' : `, or have the role <@&${deckRole}>,`;
  throw new UserError({
    identifier: 'not-a-manager',
    message: `Only people who manage this server (permission "Manage Server")${beside} can import, order and remove its decks. Ask one of them.`,
  });
}
