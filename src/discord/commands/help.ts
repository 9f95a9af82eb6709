import { ApplicationCommandType } from 'discord.js';
import type { Command } from '../command.ts';
import { reply } from '../respond.ts';
import { helpCard } from '../views/help.ts';
import { everywhere } from './reach.ts';

export const help: Command = {
  data: {
    name: 'help',
    description: 'What Podium can do',
    type: ApplicationCommandType.ChatInput,
    ...everywhere(),
  },
  help: 'Shows this list.',
  execute: async (interaction, context) => {
    await reply(interaction, context, helpCard(context.commands, context.commandId), { ephemeral: true });
  },
};
