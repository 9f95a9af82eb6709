import { isForgotten } from '../../study/index.ts';
import type { Context } from '../context.ts';
import { reviewEntries } from '../platform/entries.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { reply, update } from '../platform/respond.ts';
import type { Route } from '../platform/route.ts';
import { reviewIds } from './ids.ts';
import { answer, forged, isChangedPromise } from './routes-answer.ts';
import { answeredCard, openCard, reviewNext } from './step.ts';
import {
  CHANGED,
  infoCard,
  type SuspendedCard,
  setAsideCard,
  shortKey,
  suspendedList,
} from './view-review.ts';

/** What the buttons that `/review` adds to a question lead to; answering itself goes by the routes of `/quiz`. */
export const reviewRoutes: readonly Route[] = [
  reviewEntries.start.leadsTo(async (interaction, _args, context) => {
    const { user, guildId, channelId } = interaction;
    const place = { userId: user.id, guildId, channelId: channelId ?? user.id };
    const everything = { deck: null, topic: null };
    await update(interaction, context, await reviewNext(context, place, everything, null, context.seed()));
  }),
  reviewIds.recall.leadsTo(async (interaction, [id, grade, said], context) => {
    const known = { grade, ...promisedBy(said) };
    await answer(interaction, id, context, { kind: 'recall', knew: grade !== 'again' }, known);
  }),
  reviewIds.regrade.leadsTo(async (interaction, [id, grade, said], context) => {
    const ask = await context.store.askFor(id, interaction.user.id);
    const wanted = { askId: ask.id, userId: ask.userId, grade, ...promisedBy(said) };
    const outcome = await context.store.regrade(wanted).catch((error: unknown) => {
      if (isChangedPromise(error)) return null;
      throw error;
    });
    const card =
      outcome !== null
        ? answeredCard(context, ask, outcome)
        : ask.outcome !== null
          ? answeredCard(context, ask, ask.outcome, CHANGED)
          : openCard(context, ask, true, CHANGED);
    await update(interaction, context, await card);
  }),
  reviewIds.undo.leadsTo(async (interaction, [id], context) => {
    const undone = await context.store.askFor(id, interaction.user.id);
    // Nobody is offered this; it could not be asked again.
    if (isForgotten(undone.question)) throw forged();
    await context.store.undo(undone.id, undone.userId);
    const { userId, guildId, channelId, question, run } = undone;
    const again = await context.store.ask({ userId, guildId, channelId, question, run, now: context.now() });
    await update(interaction, context, await openCard(context, again));
  }),
  reviewIds.suspend.leadsTo(async (interaction, [id], context) => {
    const ask = await context.store.askFor(id, interaction.user.id);
    await context.store.suspend(ask.userId, ask.question.card, true);
    await update(interaction, context, setAsideCard(ask, 'suspended'));
  }),
  reviewIds.unsuspend.leadsTo(async (interaction, [id], context) => {
    const ask = await context.store.askFor(id, interaction.user.id);
    await context.store.suspend(ask.userId, ask.question.card, false);
    await update(interaction, context, setAsideCard(ask, 'back'));
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
    await update(interaction, context, setAsideCard(ask, 'buried'));
  }),
  reviewIds.info.leadsTo(async (interaction, [id], context) => {
    const ask = await context.store.askFor(id, interaction.user.id);
    const info = await context.store.cardInfo(ask.userId, ask.question.card, context.now());
    const clock = await context.store.settings(ask.userId);
    await reply(interaction, context, infoCard(ask, info, clock), { ephemeral: true });
  }),
];

/** The suspended cards of a person that are still in the decks. */
async function suspendedOf(userId: string, { store, shelf }: Context): Promise<OutgoingMessage> {
  const suspended: SuspendedCard[] = [];
  for (const card of await store.suspendedCards(userId)) {
    const question = await shelf.drawCard(card, 0);
    if (question !== undefined) suspended.push({ card, prompt: question.prompt, deck: question.deckTitle });
  }
  return suspendedList(suspended);
}

function promisedBy(said: string | null): { readonly promised?: string } {
  return said === null ? {} : { promised: said };
}
