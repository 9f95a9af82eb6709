import { ApplicationCommandType } from 'discord.js';
import type { Command } from '../command.ts';
import { reply } from '../respond.ts';
import { resolveFilter } from './quiz-draw.ts';
import { completeFilter, filterOptions } from './quiz-filter.ts';
import { everywhere } from './reach.ts';
import { reminderRoutes } from './reminder-routes.ts';
import { reviewRoutes } from './review-routes.ts';
import { reviewNext } from './review-step.ts';

export const review: Command = {
  data: {
    name: 'review',
    description: 'Review the cards that are due today',
    type: ApplicationCommandType.ChatInput,
    ...everywhere(),
    options: filterOptions(),
  },
  help: 'Brings back every card on the day you are about to forget it (spaced repetition, FSRS-6). Narrow it by `deck` or `topic`; only you see it.',
  execute: async (interaction, context) => {
    if (!interaction.isChatInputCommand()) throw new TypeError('/review is a chat input command');
    const { user, guildId, channelId } = interaction;
    const place = { userId: user.id, guildId, channelId };
    const filter = resolveFilter(await context.shelf.decks(place), {
      deck: interaction.options.getString('deck'),
      topic: interaction.options.getString('topic'),
    });
    const card = await reviewNext(context, place, filter, null, context.seed());
    await reply(interaction, context, card, { ephemeral: true });
  },
  autocomplete: completeFilter,
  routes: { ...reviewRoutes, ...reminderRoutes },
};
