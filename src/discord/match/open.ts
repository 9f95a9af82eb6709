import type { RepliableInteraction } from 'discord.js';
import { openMatch } from '../../play/matches.ts';
import type { MatchOptions } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { tell } from '../platform/respond.ts';
import { matchPlace, shownName } from './show.ts';
import { checkChannel } from './where.ts';

/**
 * Opens the lobby of a match where this was asked, from whatever button or command, and says so. Throws UserError where
 * none may be opened.
 */
export async function openLobby(
  interaction: RepliableInteraction,
  context: Context,
  options: MatchOptions,
  said: string,
): Promise<void> {
  const { guildId, channelId } = matchPlace(interaction);
  await checkChannel(interaction, context, guildId);
  const place = { guildId, channelId, userId: interaction.user.id, name: shownName(interaction) };
  await openMatch(context, place, options, context.seed());
  context.wake('matches');
  await tell(interaction, context, said);
}
