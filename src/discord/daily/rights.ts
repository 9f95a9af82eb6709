import {
  type BaseInteraction,
  ChannelType,
  PermissionFlagsBits,
  type RepliableInteraction,
} from 'discord.js';
import { UserError } from '../../runtime/user-error.ts';
import { missingToPost } from '../platform/bot-rights.ts';
import type { Servers } from '../platform/servers.ts';

type Anybody = RepliableInteraction & Pick<BaseInteraction, 'memberPermissions'>;

/** The server that somebody is in. Throws UserError. */
export function serverOf({ guildId }: Pick<RepliableInteraction, 'guildId'>): string {
  if (guildId !== null) return guildId;
  throw new UserError({
    identifier: 'only-in-servers',
    message: 'The daily question is a server’s. Run this command in a server.',
  });
}

export function mayManage({ memberPermissions }: Anybody): boolean {
  return memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true;
}

/** The server whose daily question somebody may change. Throws UserError. */
export function managedServer(interaction: Anybody): string {
  const guildId = serverOf(interaction);
  if (mayManage(interaction)) return guildId;
  throw new UserError({
    identifier: 'not-a-manager',
    message:
      'Only people who manage this server (permission "Manage Server") can change its daily question. /daily status is for everybody.',
  });
}

/** Where it may be posted. */
export const CHANNEL_TYPES = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.PublicThread,
  ChannelType.AnnouncementThread,
] as const;

/**
 * Looks whether the bot can post in a channel and find there what it has posted.
 * @throws UserError `wrong-channel`, `not-permitted` with the permissions that are missing.
 */
export async function checkChannel(
  interaction: Anybody,
  servers: Servers,
  channelId: string,
  type: number | undefined,
): Promise<void> {
  if (type !== undefined && !CHANNEL_TYPES.some((each) => each === type))
    throw new UserError({
      identifier: 'wrong-channel',
      message: `I cannot post questions in <#${channelId}>: it is no text channel. Choose a text or announcement channel, or a public thread.`,
    });
  const here = channelId === interaction.channelId;
  const rights = here ? interaction.appPermissions : await servers.rightsIn(channelId);
  if (rights === undefined)
    throw new UserError({
      identifier: 'not-permitted',
      message: `I cannot see <#${channelId}>. Give me "View Channel", "Send Messages" and "Read Message History" there, or choose another channel.`,
    });
  const thread = type === ChannelType.PublicThread || type === ChannelType.AnnouncementThread;
  const missing = missingToPost(rights, thread).map((name) => `"${name}"`);
  if (missing.length === 0) return;
  throw new UserError({
    identifier: 'not-permitted',
    message: `I cannot post questions in <#${channelId}>: I lack ${missing.join(' and ')} there. Give me that, or choose another channel.`,
  });
}
