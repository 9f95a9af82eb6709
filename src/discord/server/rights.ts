import type { RepliableInteraction } from 'discord.js';
import { UserError } from '../../runtime/user-error.ts';
import { mayManage, serverOf } from '../platform/server-rights.ts';

/**
 * The server whose settings this person may see and change. Discord hides the command from others; a button can be
 * pressed by whoever sees it, so this is asked every time.
 * @throws UserError `only-in-servers`, `not-installed`, `not-a-manager`.
 */
export function ownServer(interaction: RepliableInteraction): string {
  const guildId = serverOf(interaction, 'These are the settings of');
  if (mayManage(interaction)) return guildId;
  throw new UserError({
    identifier: 'not-a-manager',
    message:
      'Only people who manage this server (permission "Manage Server") can change its settings. Ask one of them.',
  });
}
