import { ApplicationCommandType } from 'discord.js';
import type { Progress } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { loggableError } from '../platform/api-error.ts';
import type { Command } from '../platform/command.ts';
import { everywhere } from '../platform/reach.ts';
import { defer, reply } from '../platform/respond.ts';
import { hasBegun, type StatsPicture, statsMessage } from './view.ts';

export const stats: Command = {
  data: {
    name: 'stats',
    description: 'Your own points, streak, retention and what is due, with a picture',
    type: ApplicationCommandType.ChatInput,
    ...everywhere(),
  },
  help: 'Your points, streak and retention, what is due, and your weakest topics.',
  execute: async (interaction, context) => {
    // A picture takes longer than a moment: the first one starts a thread.
    await defer(interaction, context, { ephemeral: true });
    const { store, shelf, now } = context;
    const userId = interaction.user.id;
    const pool = await shelf.pool({ userId, guildId: interaction.guildId }, { deck: null, topic: null });
    const [own, progress] = await Promise.all([
      store.stats(userId, now()),
      store.progress({ userId, pool, now: now() }),
    ]);
    const picture = hasBegun(own, progress) ? await drawn(context, progress) : null;
    await reply(interaction, context, statsMessage(own, progress, picture), { ephemeral: true });
  },
};

/** The picture, or `failed` and a line in the log: the figures are worth showing without it. */
async function drawn({ pictures, log }: Context, progress: Progress): Promise<StatsPicture> {
  try {
    return await pictures.progress(progress);
  } catch (error) {
    log.error({ what: '/stats', error: loggableError(error) }, 'the picture could not be drawn');
    return 'failed';
  }
}
