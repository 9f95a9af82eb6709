import { askOnPaste, type OnPaste } from '../../play/on-paste.ts';
import { followingSeed } from '../../play/session.ts';
import type { Ask } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { pasteEntries } from '../platform/entries.ts';
import { PATIENT_MS, pasteOf } from '../platform/pasted.ts';
import { defer, deferUpdate, reply, update } from '../platform/respond.ts';
import type { Route, RouteInteraction } from '../platform/route.ts';
import { questionMessage } from './view-question.ts';

/**
 * **Quiz me on this** under an explanation, and **Another one on this** under an answered question. Both read the
 * paste from the file that their own message carries: the store has it only while a question about it is open.
 */
export const pasteQuizRoutes: readonly Route[] = [
  /** Whoever presses gets a question of their own, also where the explanation was shared. */
  pasteEntries.quiz.leadsTo(async (interaction, [, imageUsers], context) => {
    await defer(interaction, context, { ephemeral: true });
    const about = { imageUsers: imageUsers ?? '', seen: [], seed: context.seed() };
    const asked = await ask(interaction, context, about);
    await reply(interaction, context, questionMessage(asked), { ephemeral: true });
  }),
  pasteEntries.another.leadsTo(async (interaction, [id, imageUsers], context) => {
    const answered = await context.store.askFor(id, interaction.user.id);
    await deferUpdate(interaction, context);
    const seen = [...answered.run.seen, answered.question.card];
    const about = { imageUsers: imageUsers ?? '', seen, seed: followingSeed(answered) };
    await update(interaction, context, questionMessage(await ask(interaction, context, about)));
  }),
];

async function ask(
  interaction: RouteInteraction,
  context: Context,
  about: Pick<OnPaste, 'imageUsers' | 'seen' | 'seed'>,
): Promise<Ask> {
  const { user, guildId, channelId } = interaction;
  const place = { userId: user.id, guildId, channelId: channelId ?? user.id };
  const paste = await pasteOf(interaction, context, PATIENT_MS);
  return askOnPaste(context, { place, draw: context.pastes.ask, paste, ...about });
}
