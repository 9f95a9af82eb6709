import { ApplicationCommandType } from 'discord.js';
import { listLessons } from '../../play/lessons-list.ts';
import type { Command } from '../platform/command.ts';
import { everywhere } from '../platform/reach.ts';
import { reply } from '../platform/respond.ts';
import { helpMessage } from './view.ts';

export const help: Command = {
  data: {
    name: 'help',
    description: 'What to do first, and everything Podium can do',
    type: ApplicationCommandType.ChatInput,
    ...everywhere(),
  },
  help: 'This list.',
  execute: async (interaction, context) => {
    const userId = interaction.user.id;
    const [lessons, { answered }] = await Promise.all([
      listLessons(context, userId),
      context.store.stats(userId, context.now()),
    ]);
    const who = { lessons, answered: answered > 0 };
    const shown = helpMessage(context.commands, context.commandId, who);
    await reply(interaction, context, shown, { ephemeral: true });
  },
};
