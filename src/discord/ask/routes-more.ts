import { answeredAsk } from '../../play/answered.ts';
import { askApart } from '../../play/apart.ts';
import { typedImageUsers } from '../../play/lessons.ts';
import { hasTwoLevels } from '../../play/levels.ts';
import { followingSeed } from '../../play/session.ts';
import { replyWithLevels } from '../platform/levels-picture.ts';
import { reply, update } from '../platform/respond.ts';
import type { Route } from '../platform/route.ts';
import { quizIds } from './ids.ts';
import { answeredMessage, openMessage } from './step.ts';
import { apartNote, repeatedBelief, wordsOfBelief } from './view-belief.ts';
import { moreMessage, opensInPlace } from './view-buttons.ts';
import { othersMessage } from './view-others.ts';

/** What the buttons below an answered question lead to, beside Next and the grades. */
export const moreRoutes: readonly Route[] = [
  quizIds.more.leadsTo(async (interaction, [id], context) => {
    const userId = interaction.user.id;
    const { ask, outcome } = await answeredAsk(context, id, userId);
    if (opensInPlace(ask)) {
      await update(interaction, context, await answeredMessage(context, ask, outcome, { more: true }));
      return;
    }
    const message = moreMessage(ask, outcome, hasTwoLevels(ask.question), ask.userId === userId);
    await reply(interaction, context, message, { ephemeral: true });
  }),
  quizIds.less.leadsTo(async (interaction, [id], context) => {
    const { ask, outcome } = await answeredAsk(context, id, interaction.user.id, 'own');
    await update(interaction, context, await answeredMessage(context, ask, outcome));
  }),
  quizIds.others.leadsTo(async (interaction, [id], context) => {
    const { ask, outcome } = await answeredAsk(context, id, interaction.user.id);
    await reply(interaction, context, othersMessage(ask, outcome), { ephemeral: true });
  }),
  quizIds.explain.leadsTo(async (interaction, [id], context) => {
    const owner = interaction.user.id;
    const { question } = (await answeredAsk(context, id, owner)).ask;
    const { manifest: paste = '', imageUsers = {} } = question;
    const { message } = await context.pastes.explain({
      paste,
      imageUsers: typedImageUsers({ imageUsers }),
      owner,
    });
    await reply(interaction, context, message, { ephemeral: true });
  }),
  quizIds.picture.leadsTo(async (interaction, [id], context) => {
    const { question } = (await answeredAsk(context, id, interaction.user.id)).ask;
    const { manifest: paste = '', imageUsers = {} } = question;
    await replyWithLevels(interaction, { paste, imageUsers: typedImageUsers({ imageUsers }) }, context);
  }),
  quizIds.apart.leadsTo(async (interaction, [id], context) => {
    const { ask } = await answeredAsk(context, id, interaction.user.id, 'own');
    const belief = repeatedBelief(ask);
    const next = await askApart(context, ask, belief?.id, followingSeed(ask));
    const words = belief === undefined ? undefined : wordsOfBelief(ask, belief.id);
    await update(interaction, context, await openMessage(context, next, false, apartNote(words)));
  }),
];
