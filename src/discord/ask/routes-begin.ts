import { missedCards } from '../../play/exam-advice.ts';
import { resolveFilter } from '../../play/filter.ts';
import {
  firstQuestion,
  practiseDaily,
  practiseMissed,
  practiseWeakest,
  retryMissed,
  retryMissedInMatch,
} from '../../play/practise.ts';
import { beginQuiz } from '../../play/quiz.ts';
import { followingSeed, type Place } from '../../play/session.ts';
import { quizEntries } from '../platform/entries.ts';
import { reply, update, updateOwn } from '../platform/respond.ts';
import type { Route, RouteInteraction } from '../platform/route.ts';
import { quizIds } from './ids.ts';
import { openMessage } from './step.ts';
import { questionMessage } from './view-question.ts';

/** What begins a quiz with a button: under `/help`, `/stats`, an import and the end of another quiz. */
export const beginRoutes: readonly Route[] = [
  quizEntries.first.leadsTo(async (interaction, _args, context) => {
    const ask = await firstQuestion(context, placeOf(interaction), context.seed());
    await reply(interaction, context, questionMessage(ask), { ephemeral: true });
  }),
  quizEntries.deck.leadsTo(async (interaction, [deck], context) => {
    const place = placeOf(interaction);
    const filter = resolveFilter(await context.shelf.decks(place), { deck, topic: null });
    const ask = await beginQuiz(context, place, { filter, wanted: 1, seed: context.seed() });
    await reply(interaction, context, questionMessage(ask), { ephemeral: true });
  }),
  quizEntries.weakest.leadsTo(async (interaction, _args, context) => {
    const ask = await practiseWeakest(context, placeOf(interaction), context.seed());
    await updateOwn(interaction, context, questionMessage(ask));
  }),
  quizEntries.missed.leadsTo(async (interaction, [matchId], context) => {
    const place = placeOf(interaction);
    const { ask, gone } = await retryMissedInMatch(context, place, matchId, context.seed());
    await updateOwn(interaction, context, await openMessage(context, ask, false, goneNote(gone)));
  }),
  quizEntries.daily.leadsTo(async (interaction, [id], context) => {
    const ask = await practiseDaily(context, placeOf(interaction), id, context.seed());
    await reply(interaction, context, questionMessage(ask), { ephemeral: true });
  }),
  quizEntries.exam.leadsTo(async (interaction, [examId], context) => {
    const place = placeOf(interaction);
    const { items } = await context.store.examView(examId, place.userId);
    const ask = await practiseMissed(context, place, missedCards(items), context.seed());
    await updateOwn(interaction, context, questionMessage(ask));
  }),
  quizIds.retry.leadsTo(async (interaction, [id], context) => {
    const ended = await context.store.askFor(id, interaction.user.id);
    const ask = await retryMissed(context, ended, followingSeed(ended));
    await update(interaction, context, questionMessage(ask));
  }),
];

/** What is said where cards that were missed have left their decks since. */
function goneNote(gone: number): string | undefined {
  if (gone === 0) return undefined;
  return gone === 1
    ? '-# One of the cards you missed is no longer in its deck; these are the others.'
    : `-# ${gone} of the cards you missed are no longer in their decks; these are the others.`;
}

function placeOf({ user, guildId, channelId }: RouteInteraction): Place {
  return { userId: user.id, guildId, channelId: channelId ?? user.id };
}
