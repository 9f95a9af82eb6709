import { PermissionFlagsBits, type PermissionsBitField } from 'discord.js';

/** What the bot needs in a channel to post there and find again what it posted, and how Discord calls it. */
const TO_POST = [
  [PermissionFlagsBits.ViewChannel, 'View Channel'],
  [PermissionFlagsBits.ReadMessageHistory, 'Read Message History'],
] as const;

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
