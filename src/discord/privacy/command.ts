import { ApplicationCommandOptionType, ApplicationCommandType, type ButtonInteraction } from 'discord.js';
import { UserError } from '../../runtime/user-error.ts';
import type { Context } from '../context.ts';
import type { Command } from '../platform/command.ts';
import { everywhere } from '../platform/reach.ts';
import { reply, update } from '../platform/respond.ts';
import type { Route } from '../platform/route.ts';
import { privacyIds } from './ids.ts';
import {
  confirmDeletionMessage,
  deletedMessage,
  exportMessage,
  keptMessage,
  privacyMessage,
} from './view.ts';

/** Every card here names the person it was made for; a custom_id that names somebody else does nothing. */
function own(
  line: (typeof privacyIds)[keyof typeof privacyIds],
  run: (interaction: ButtonInteraction, context: Context) => Promise<void>,
): Route {
  return line.leadsTo(async (interaction, [userId], context) => {
    if (userId !== interaction.user.id) {
      throw new UserError({
        identifier: 'not-yours',
        message: 'These buttons belong to somebody else. Run /privacy to get your own.',
      });
    }
    await run(interaction, context);
  });
}

export const privacy: Command = {
  data: {
    name: 'privacy',
    description: 'What is kept about you; export or delete it',
    type: ApplicationCommandType.ChatInput,
    ...everywhere(),
    options: [
      {
        name: 'action',
        description: 'Get everything as a file, or delete it (asks once more)',
        type: ApplicationCommandOptionType.String,
        choices: [
          { name: 'export', value: 'export' },
          { name: 'delete', value: 'delete' },
        ],
      },
    ],
  },
  help: 'Says what is kept about you. `action:export` sends it as a file, `action:delete` asks once more and removes it.',
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

/** The buttons of `/privacy`. */
export const privacyRoutes: readonly Route[] = [
  own(privacyIds.export, async (interaction, context) => {
    const tables = await context.store.exportUser(interaction.user.id);
    await reply(interaction, context, exportMessage(tables), { ephemeral: true });
  }),
  own(privacyIds.askDelete, async (interaction, context) => {
    await update(interaction, context, confirmDeletionMessage(interaction.user.id));
  }),
  own(privacyIds.delete, async (interaction, context) => {
    await update(interaction, context, deletedMessage(await context.store.deleteUser(interaction.user.id)));
  }),
  own(privacyIds.keep, async (interaction, context) => {
    await update(interaction, context, keptMessage());
  }),
];
