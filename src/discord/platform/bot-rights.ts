import { type Client, PermissionFlagsBits, type PermissionsBitField } from 'discord.js';

/** What the bot needs in a channel to post there and find again what it posted, and how Discord calls it. */
const TO_POST = [
  [PermissionFlagsBits.ViewChannel, 'View Channel'],
  [PermissionFlagsBits.ReadMessageHistory, 'Read Message History'],
] as const;

/** What the bot may do in a channel or thread of a server; undefined where its client does not know the channel. */
export function botRights(client: Client, channelId: string): Readonly<PermissionsBitField> | undefined {
  const channel = client.channels.cache.get(channelId);
  if (channel === undefined || channel.isDMBased()) return undefined;
  const { me } = channel.guild.members;
  return me === null ? undefined : (channel.permissionsFor(me) ?? undefined);
}

/** The names of the permissions that are missing for posting. */
export function missingToPost(rights: Readonly<PermissionsBitField>, thread: boolean): readonly string[] {
  const needed = [
    ...TO_POST,
    thread
      ? ([PermissionFlagsBits.SendMessagesInThreads, 'Send Messages in Threads'] as const)
      : ([PermissionFlagsBits.SendMessages, 'Send Messages'] as const),
  ];
  return needed.filter(([flag]) => !rights.has(flag)).map(([, name]) => name);
}
