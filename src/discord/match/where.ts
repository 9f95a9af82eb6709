import type { RepliableInteraction } from 'discord.js';
import { UserError } from '../../runtime/user-error.ts';
import type { Context } from '../context.ts';
import { hereOf } from '../platform/incoming.ts';
import { channelsOf } from '../platform/server-parts.ts';
import type { Servers } from '../platform/servers.ts';

/**
 * Whether a match may be opened here: everywhere, unless the server's managers chose channels with `/server`; a thread
 * counts as the channel that it hangs below. Where all of those channels are gone, nowhere: a limit that was set does
 * not turn into none by itself.
 * @throws UserError `not-in-this-channel`, with where it may be.
 */
export async function checkChannel(
  interaction: RepliableInteraction,
  { store, servers }: Context,
  guildId: string,
): Promise<void> {
  const { matchChannels } = await store.serverSettings(guildId);
  if (matchChannels.length === 0) return;
  const here = [interaction.channelId, await parentOf(interaction, servers)];
  if (matchChannels.some((id) => here.includes(id))) return;
  const { there } = channelsOf(await servers.partsOf(guildId), matchChannels);
  throw new UserError({
    identifier: 'not-in-this-channel',
    message:
      there.length === 0
        ? 'Matches may run nowhere in this server now: the channels that were chosen for them are gone. Ask whoever manages the server to choose others with /server.'
        : `In this server matches run only in ${there.map((id) => `<#${id}>`).join(', ')}. Run /match there, or in a thread there. Whoever manages the server can change that with /server.`,
  });
}

/** The channel that a thread hangs below; a thread that the bot has not heard of is asked for. */
async function parentOf(interaction: RepliableInteraction, servers: Servers): Promise<string | null> {
  const known =
    hereOf(interaction) ?? (await servers.channel(interaction.channelId ?? '').catch(() => undefined));
  return known?.parentId ?? null;
}
