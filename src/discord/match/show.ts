import { PermissionFlagsBits, type RepliableInteraction } from 'discord.js';
import { UserError } from '../../runtime/user-error.ts';
import type { MatchControl } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { hereOf } from '../platform/incoming.ts';
import type { RouteInteraction } from '../platform/route.ts';
import { isThreadType } from '../platform/servers.ts';

/** A person's name as this server shows it. */
export function shownName(interaction: RepliableInteraction): string {
  const { member, user } = interaction;
  if (member !== null && 'displayName' in member) return member.displayName;
  return member?.nick ?? user.displayName;
}

/** Who presses, with what they may do in this channel. */
export function controlOf(
  interaction: RepliableInteraction | RouteInteraction,
  matchId: number,
): Omit<MatchControl, 'now'> {
  const mayManage = interaction.memberPermissions?.has(PermissionFlagsBits.ManageMessages) === true;
  return { matchId, userId: interaction.user.id, mayManage };
}

/** What the bot needs in a channel to play there, and how Discord calls it. */
const NEEDED = [
  [PermissionFlagsBits.ViewChannel, 'View Channel'],
  [PermissionFlagsBits.AttachFiles, 'Attach Files'],
] as const;

/**
 * The server and channel of a match that is to be opened where the person is.
 * @throws UserError `only-in-servers`, `not-permitted` with the permissions that are missing.
 */
export function matchPlace(interaction: RepliableInteraction): {
  readonly guildId: string;
  readonly channelId: string;
} {
  const { guildId, channelId, appPermissions } = interaction;
  if (guildId === null || channelId === null)
    throw new UserError({
      identifier: 'only-in-servers',
      message: 'A match is played in a channel of a server. Run /match there.',
    });
  const thread = isThreadType(hereOf(interaction)?.type);
  const needed = [
    ...NEEDED,
    thread
      ? ([PermissionFlagsBits.SendMessagesInThreads, 'Send Messages in Threads'] as const)
      : ([PermissionFlagsBits.SendMessages, 'Send Messages'] as const),
  ];
  const missing = needed.filter(([flag]) => !appPermissions.has(flag)).map(([, name]) => name);
  if (missing.length > 0)
    throw new UserError({
      identifier: 'not-permitted',
      message: `I cannot play here: I lack the permission ${missing.map((name) => `"${name}"`).join(' and ')} in this channel. Ask whoever manages the server, or choose another channel.`,
    });
  return { guildId, channelId };
}

/** The title of a match's deck; null where none was chosen or it is gone. */
export async function deckTitleOf(
  { shelf }: Context,
  { guildId, options }: { readonly guildId: string; readonly options: { readonly deck: string | null } },
): Promise<string | null> {
  if (options.deck === null) return null;
  const decks = await shelf.decks({ userId: '', guildId });
  return decks.find(({ id }) => id === options.deck)?.title ?? null;
}
