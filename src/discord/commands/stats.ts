import { ApplicationCommandType } from 'discord.js';
import type { Command } from '../command.ts';
import { reply } from '../respond.ts';
import { statsCard } from '../views/stats.ts';
import { everywhere } from './reach.ts';

export const stats: Command = {
  data: {
    name: 'stats',
    description: 'Your own points, streak and topics',
    type: ApplicationCommandType.ChatInput,
    ...everywhere(),
  },
  help: 'Shows your own points, your days in a row and the topics you know least; only you see it.',
  execute: async (interaction, context) => {
    const own = await context.store.stats(interaction.user.id, context.now());
    await reply(interaction, context, statsCard(own), { ephemeral: true });
  },
};
