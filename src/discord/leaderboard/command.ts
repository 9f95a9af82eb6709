import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import type { Command } from '../platform/command.ts';
import { serversOnly } from '../platform/reach.ts';
import { reply } from '../platform/respond.ts';
import { board } from './board.ts';
import { PERIOD_NAMES } from './view.ts';

export const leaderboard: Command = {
  data: {
    name: 'leaderboard',
    description: 'Who has the most points in this server',
    type: ApplicationCommandType.ChatInput,
    ...serversOnly(),
    options: [
      {
        name: 'period',
        description: 'This week, this month or all time',
        type: ApplicationCommandOptionType.String,
        choices: Object.entries(PERIOD_NAMES).map(([value, name]) => ({ name, value })),
      },
    ],
  },
  help: 'The points of this server.',
  execute: async (interaction, context) => {
    if (!interaction.isChatInputCommand()) throw new TypeError('/leaderboard is a chat input command');
    const shown = await board(interaction, context, interaction.options.getString('period') ?? 'week');
    await reply(interaction, context, shown, { ephemeral: false });
  },
};
