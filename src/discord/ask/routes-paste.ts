import { questionOn } from '../../play/on-paste.ts';
import { followingSeed } from '../../play/quiz.ts';
import { UserError } from '../../runtime/user-error.ts';
import type { Ask, QuizRun } from '../../store/store.ts';
import { DRILL_DECK } from '../../study/index.ts';
import type { Context } from '../context.ts';
import { pasteEntries } from '../platform/entries.ts';
import { PATIENT_MS, pasteOf } from '../platform/pasted.ts';
import { defer, deferUpdate, reply, update } from '../platform/respond.ts';
import type { Route, RouteInteraction } from '../platform/route.ts';
import { questionCard } from './view-question.ts';

/**
 * **Quiz me on this** under an explanation, and **Another one on this** under an answered question. Both read the
 * paste from the file that their own message carries: the store has it only while a question about it is open.
 */
export const pasteQuizRoutes: readonly Route[] = [
  /** Whoever presses gets a question of their own, also where the explanation was shared. */
  pasteEntries.quiz.leadsTo(async (interaction, [, imageUsers], context) => {
    await defer(interaction, context, { ephemeral: true });
    const ask = await askOnPaste(interaction, context, imageUsers ?? '', [], context.seed());
    await reply(interaction, context, questionCard(ask), { ephemeral: true });
  }),
  pasteEntries.another.leadsTo(async (interaction, [id, imageUsers], context) => {
    const answered = await context.store.askFor(id, interaction.user.id);
    await deferUpdate(interaction, context);
    const seen = [...answered.run.seen, answered.question.card];
    const ask = await askOnPaste(interaction, context, imageUsers ?? '', seen, followingSeed(answered));
    await update(interaction, context, questionCard(ask));
  }),
];

async function askOnPaste(
  interaction: RouteInteraction,
  context: Context,
  imageUsers: string,
  seen: readonly string[],
  seed: number,
): Promise<Ask> {
  const paste = await pasteOf(interaction, context, PATIENT_MS);
  const question = questionOn(paste, imageUsers, seen, seed);
  if (question === undefined) throw nothingToAsk();
  // After it Next goes on with the drills.
  const run: QuizRun = {
    deck: DRILL_DECK.id,
    topic: null,
    index: 0,
    count: 1,
    shared: false,
    right: 0,
    seen,
  };
  return context.store.ask({
    userId: interaction.user.id,
    guildId: interaction.guildId,
    channelId: interaction.channelId ?? interaction.user.id,
    question,
    run,
    now: context.now(),
  });
}

function nothingToAsk(): UserError {
  return new UserError({
    identifier: 'nothing-to-ask',
    message:
      'There is nothing (more) about this manifest that I could ask and be sure of the answer. Go on with /quiz.',
  });
}
