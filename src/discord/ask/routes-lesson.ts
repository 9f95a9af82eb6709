import { askAtStep } from '../../play/lessons.ts';
import { questionEntries } from '../platform/entries.ts';
import { update } from '../platform/respond.ts';
import type { Route } from '../platform/route.ts';
import { answeredMessage, openMessage } from './step.ts';

/** **Answer** under a step of a lesson: its question in the place of the step, or what came of it. */
export const lessonQuizRoutes: readonly Route[] = [
  questionEntries.lesson.leadsTo(async (interaction, [id, step], context) => {
    const { user, guildId, channelId } = interaction;
    const place = { userId: user.id, guildId, channelId };
    const ask = await askAtStep(context, { id, step }, place, context.seed());
    const { outcome } = ask;
    const shown = outcome === null ? openMessage(context, ask) : answeredMessage(context, ask, outcome);
    await update(interaction, context, await shown);
  }),
];
