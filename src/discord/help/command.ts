import { ApplicationCommandType } from 'discord.js';
import type { Command } from '../platform/command.ts';
import { everywhere } from '../platform/reach.ts';
import { reply } from '../platform/respond.ts';
import { helpMessage } from './view.ts';

export const help: Command = {
  data: {
    name: 'help',
    description: 'What Podium can do',
    type: ApplicationCommandType.ChatInput,
    ...everywhere(),
  },
  help: 'Shows this list.',
  execute: async (interaction, context) => {
    await reply(interaction, context, helpMessage(context.commands, context.commandId), { ephemeral: true });
  },
};
