import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { completeFilter, filterOptions } from '../platform/card-filter.ts';
import type { Command } from '../platform/command.ts';
import { serversOnly } from '../platform/reach.ts';
import { deferOnce, reply } from '../platform/respond.ts';
import { board } from './board.ts';
import { SPAN_NAMES } from './view.ts';

export const leaderboard: Command = {
  data: {
    name: 'leaderboard',
    description: 'Who has the most points in this server, and where you stand',
    type: ApplicationCommandType.ChatInput,
    ...serversOnly(),
    options: [
      {
        name: 'period',
        description: 'This week when left out',
        type: ApplicationCommandOptionType.String,
        choices: Object.entries(SPAN_NAMES).map(([value, name]) => ({ name, value })),
      },
      ...filterOptions().filter(({ name }) => name === 'deck'),
      {
        name: 'share',
        description: 'Show it to everybody in this channel',
        type: ApplicationCommandOptionType.Boolean,
      },
    ],
  },
  help: 'The points of this server: by week, month, season and deck.',
  execute: async (interaction, context) => {
    if (!interaction.isChatInputCommand()) throw new TypeError('/leaderboard is a chat input command');
    const { options } = interaction;
    const forAll = options.getBoolean('share') ?? false;
    const wanted = {
      span: options.getString('period') ?? 'week',
      deck: options.getString('deck'),
      page: 0,
      forAll,
    };
    const asking = () => deferOnce(interaction, context, { ephemeral: !forAll });
    await reply(interaction, context, await board(interaction, context, wanted, asking), {
      ephemeral: !forAll,
    });
  },
  autocomplete: completeFilter,
};
