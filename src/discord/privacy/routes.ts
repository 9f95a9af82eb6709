import type { ButtonInteraction } from 'discord.js';
import { UserError } from '../../runtime/user-error.ts';
import type { Context } from '../context.ts';
import { reply, update } from '../platform/respond.ts';
import type { Route } from '../platform/route.ts';
import { privacyIds } from './ids.ts';
import { confirmDeletionMessage, deletedMessage, exportMessage, keptMessage } from './view.ts';

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
