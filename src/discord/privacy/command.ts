import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import type { Command } from '../platform/command.ts';
import { everywhere } from '../platform/reach.ts';
import { reply } from '../platform/respond.ts';
import { confirmDeletionMessage, exportMessage, privacyMessage } from './view.ts';

export const privacy: Command = {
  data: {
    name: 'privacy',
    description: 'What is kept about you; export or delete it',
    type: ApplicationCommandType.ChatInput,
    ...everywhere(),
    options: [
      {
        name: 'action',
        description: 'Get everything as a file, or delete it (asks you to confirm)',
        type: ApplicationCommandOptionType.String,
        choices: [
          { name: 'export', value: 'export' },
          { name: 'delete', value: 'delete' },
        ],
      },
    ],
  },
  help: 'What is kept about you; `export` it or `delete` it.',
  execute: async (interaction, context) => {
    if (!interaction.isChatInputCommand()) throw new TypeError('/privacy is a chat input command');
    const { id } = interaction.user;
    const action = interaction.options.getString('action');
    const shown =
      action === 'export'
        ? exportMessage(await context.store.exportUser(id))
        : action === 'delete'
          ? confirmDeletionMessage(id)
          : privacyMessage(id);
    await reply(interaction, context, shown, { ephemeral: true });
  },
};
