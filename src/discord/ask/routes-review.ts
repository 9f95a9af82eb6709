import { isForgotten } from '../../study/index.ts';
import { GRADES, type Grade } from '../../study/schedule/memory.ts';
import type { Context } from '../context.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { reply, update } from '../platform/respond.ts';
import { onButton, oneOf, onSelect, optional, type Route, rowId, text } from '../platform/route.ts';
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

/** What the button said it leads to. */
const promise = optional(text);
const REGRADES = ['hard', 'good', 'easy'] as const satisfies readonly Grade[];

/** What the buttons that `/review` adds to a question lead to; answering itself goes by the routes of `/quiz`. */
export const reviewRoutes: Readonly<Record<string, Route>> = {
  'review:start': onButton([], async (interaction, _args, context) => {
    const { user, guildId, channelId } = interaction;
    const place = { userId: user.id, guildId, channelId: channelId ?? user.id };
    const everything = { deck: null, topic: null };
    await update(interaction, context, await reviewNext(context, place, everything, null, context.seed()));
  }),
  'review:recall': onButton(
    [rowId, oneOf(GRADES), promise],
    async (interaction, [id, grade, said], context) => {
      const known = { grade, ...promisedBy(said) };
      await answer(interaction, id, context, { kind: 'recall', knew: grade !== 'again' }, known);
    },
  ),
  'review:regrade': onButton(
    [rowId, oneOf(REGRADES), promise],
    async (interaction, [id, grade, said], context) => {
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
    },
  ),
  'review:undo': onButton([rowId], async (interaction, [id], context) => {
    const undone = await context.store.askFor(id, interaction.user.id);
    // Nobody is offered this; it could not be asked again.
    if (isForgotten(undone.question)) throw forged();
    await context.store.undo(undone.id, undone.userId);
    const { userId, guildId, channelId, question, run } = undone;
    const again = await context.store.ask({ userId, guildId, channelId, question, run, now: context.now() });
    await update(interaction, context, await openCard(context, again));
  }),
  'review:suspend': onButton([rowId], async (interaction, [id], context) => {
    const ask = await context.store.askFor(id, interaction.user.id);
    await context.store.suspend(ask.userId, ask.question.card, true);
    await update(interaction, context, setAsideCard(ask, 'suspended'));
  }),
  'review:unsuspend': onButton([rowId], async (interaction, [id], context) => {
    const ask = await context.store.askFor(id, interaction.user.id);
    await context.store.suspend(ask.userId, ask.question.card, false);
    await update(interaction, context, setAsideCard(ask, 'back'));
  }),
  'review:suspended': onButton([], async (interaction, _args, context) => {
    await reply(interaction, context, await suspendedOf(interaction.user.id, context), { ephemeral: true });
  }),
  'review:take-in': onSelect([], async (interaction, _args, context) => {
    const userId = interaction.user.id;
    const suspended = await context.store.suspendedCards(userId);
    const chosen = suspended.filter((card) => interaction.values.includes(shortKey(card)));
    await context.store.takeIn(userId, chosen);
    await update(interaction, context, await suspendedOf(userId, context));
  }),
  'review:bury': onButton([rowId], async (interaction, [id], context) => {
    const ask = await context.store.askFor(id, interaction.user.id);
    await context.store.bury(ask.userId, ask.question.card, context.now());
    await update(interaction, context, setAsideCard(ask, 'buried'));
  }),
  'review:info': onButton([rowId], async (interaction, [id], context) => {
    const ask = await context.store.askFor(id, interaction.user.id);
    const info = await context.store.cardInfo(ask.userId, ask.question.card, context.now());
    const clock = await context.store.settings(ask.userId);
    await reply(interaction, context, infoCard(ask, info, clock), { ephemeral: true });
  }),
};

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
