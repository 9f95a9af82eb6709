import { type BaseInteraction, PermissionFlagsBits, type RepliableInteraction } from 'discord.js';
import { UserError } from '../../runtime/user-error.ts';

/** The server whose group it is. Throws UserError outside of servers. */
export function groupServer({ guildId }: RepliableInteraction): string {
  if (guildId !== null) return guildId;
  throw new UserError({
    identifier: 'only-in-servers',
    message: 'A study group belongs to a server. Run /group there.',
  });
}

/** The same for who manages it; asked again on every press of a button. Throws UserError. */
export function managedGroup(
  interaction: RepliableInteraction & Pick<BaseInteraction, 'memberPermissions'>,
): string {
  const guildId = groupServer(interaction);
  if (interaction.memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true) return guildId;
  throw new UserError({
    identifier: 'not-a-manager',
    message:
      'Only people who manage this server (permission "Manage Server") can set the exam day of its group. Ask one of them.',
  });
}
