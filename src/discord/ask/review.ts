import { ApplicationCommandType } from 'discord.js';
import { resolveFilter } from '../../play/filter.ts';
import { completeFilter, filterOptions } from '../platform/card-filter.ts';
import type { Command } from '../platform/command.ts';
import { everywhere } from '../platform/reach.ts';
import { tellReportNews } from '../platform/report-news.ts';
import { reply } from '../platform/respond.ts';
import { nextMessage } from './step.ts';

export const review: Command = {
  data: {
    name: 'review',
    description: 'Review the cards that are due today',
    type: ApplicationCommandType.ChatInput,
    ...everywhere(),
    options: filterOptions(),
  },
  help: 'Brings each card back on the day you are about to forget it.',
  execute: async (interaction, context) => {
    if (!interaction.isChatInputCommand()) throw new TypeError('/review is a chat input command');
    const { user, guildId, channelId } = interaction;
    const place = { userId: user.id, guildId, channelId };
    const filter = resolveFilter(await context.shelf.decks(place), {
      deck: interaction.options.getString('deck'),
      topic: interaction.options.getString('topic'),
    });
    const shown = await nextMessage(context, { place, filter, previous: null, seed: context.seed() });
    await reply(interaction, context, shown, { ephemeral: true });
    await tellReportNews(interaction, context);
  },
  autocomplete: completeFilter,
};
