import { gradeAgain } from '../../play/answer.ts';
import { takeBack } from '../../play/review.ts';
import { findDrill } from '../../study/index.ts';
import type { Context } from '../context.ts';
import { reviewEntries } from '../platform/entries.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { tellReportNews } from '../platform/report-news.ts';
import { reply, update, updateOwn } from '../platform/respond.ts';
import type { Route } from '../platform/route.ts';
import { reviewIds } from './ids.ts';
import { answer } from './routes-answer.ts';
import { answeredMessage, nextMessage, openMessage } from './step.ts';
import {
  CHANGED,
  infoMessage,
  type Suspended,
  setAsideMessage,
  shortKey,
  suspendedList,
} from './view-review.ts';

/** What the buttons that `/review` adds to a question lead to; answering itself goes by the routes of `/quiz`. */
export const reviewRoutes: readonly Route[] = [
  reviewEntries.start.leadsTo(async (interaction, _args, context) => {
    const { user, guildId, channelId } = interaction;
    const place = { userId: user.id, guildId, channelId: channelId ?? user.id };
    const filter = { deck: null, topic: null };
    const input = { place, filter, previous: null, seed: context.seed() };
    await updateOwn(interaction, context, await nextMessage(context, input));
    await tellReportNews(interaction, context);
  }),
  reviewIds.recall.leadsTo(async (interaction, [askId, grade, said], context) => {
    const given = { kind: 'recall', knew: grade !== 'again' } as const;
    await answer(interaction, context, { askId, answer: given, grade, ...promisedBy(said) });
  }),
  reviewIds.regrade.leadsTo(async (interaction, [askId, grade, said], context) => {
    const given = { askId, userId: interaction.user.id, grade, ...promisedBy(said) };
    const graded = await gradeAgain(context, given);
    const { kind, ask } = graded;
    const shown =
      kind === 'open'
        ? openMessage(context, ask, true, CHANGED)
        : answeredMessage(context, ask, graded.outcome, kind === 'changed' ? { note: CHANGED } : {});
    await update(interaction, context, await shown);
  }),
  reviewIds.undo.leadsTo(async (interaction, [id], context) => {
    const again = await takeBack(context, id, interaction.user.id);
    await update(interaction, context, await openMessage(context, again));
  }),
  reviewIds.suspend.leadsTo(async (interaction, [id], context) => {
    const ask = await context.store.askFor(id, interaction.user.id);
    await context.store.suspend(ask.userId, ask.question.card, true);
    await update(interaction, context, setAsideMessage(ask, 'suspended'));
  }),
  reviewIds.unsuspend.leadsTo(async (interaction, [id], context) => {
    const ask = await context.store.askFor(id, interaction.user.id);
    await context.store.suspend(ask.userId, ask.question.card, false);
    await update(interaction, context, setAsideMessage(ask, 'back'));
  }),
  reviewIds.suspended.leadsTo(async (interaction, _args, context) => {
    await reply(interaction, context, await suspendedOf(interaction.user.id, context), { ephemeral: true });
  }),
  reviewIds.takeIn.leadsTo(async (interaction, _args, context) => {
    const userId = interaction.user.id;
    const suspended = await context.store.suspendedCards(userId);
    const chosen = suspended.filter((card) => interaction.values.includes(shortKey(card)));
    await context.store.takeIn(userId, chosen);
    await update(interaction, context, await suspendedOf(userId, context));
  }),
  reviewIds.bury.leadsTo(async (interaction, [id], context) => {
    const ask = await context.store.askFor(id, interaction.user.id);
    await context.store.bury(ask.userId, ask.question.card, context.now());
    await update(interaction, context, setAsideMessage(ask, 'buried'));
  }),
  reviewIds.info.leadsTo(async (interaction, [id], context) => {
    const ask = await context.store.askFor(id, interaction.user.id);
    const info = await context.store.cardInfo(ask.userId, ask.question.card, context.now());
    const clock = await context.store.settings(ask.userId);
    const drill = findDrill(ask.question.card) !== undefined;
    const own = drill ? await context.store.drillDifficulty(ask.userId, ask.question.card) : null;
    await reply(interaction, context, infoMessage(ask, info, clock, own), { ephemeral: true });
  }),
];

/** The suspended cards of a person that are still in the decks. */
async function suspendedOf(userId: string, { store, shelf }: Context): Promise<OutgoingMessage> {
  const suspended: Suspended[] = [];
  for (const card of await store.suspendedCards(userId)) {
    const question = await shelf.drawCard(card, 0);
    if (question !== undefined) suspended.push({ card, prompt: question.prompt, deck: question.deckTitle });
  }
  return suspendedList(suspended);
}

function promisedBy(said: string | null): { readonly promised?: string } {
  return said === null ? {} : { promised: said };
}
