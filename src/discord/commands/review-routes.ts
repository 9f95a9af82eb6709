import { isForgotten } from '../../study/index.ts';
import { GRADES, type Grade } from '../../study/schedule/memory.ts';
import type { Route } from '../command.ts';
import type { Context } from '../context.ts';
import type { OutgoingMessage } from '../message.ts';
import { reply, update } from '../respond.ts';
import {
  CHANGED,
  infoCard,
  type SuspendedCard,
  setAsideCard,
  shortKey,
  suspendedList,
} from '../views/review.ts';
import { answer, forged, isChangedPromise, ownAsk } from './quiz-routes.ts';
import { answeredCard, openCard, reviewNext } from './review-step.ts';

/** What the buttons that `/review` adds to a question lead to; answering itself goes by the routes of `/quiz`. */
export const reviewRoutes: Readonly<Record<string, Route>> = {
  'review:start': async (interaction, _args, context) => {
    const { user, guildId, channelId } = interaction;
    const place = { userId: user.id, guildId, channelId: channelId ?? user.id };
    const everything = { deck: null, topic: null };
    await update(interaction, context, await reviewNext(context, place, everything, null, context.seed()));
  },
  'review:recall': async (interaction, args, context) => {
    const known = { grade: gradeOf(args[1]), ...promisedBy(args) };
    await answer(interaction, args, context, { kind: 'recall', knew: known.grade !== 'again' }, known);
  },
  'review:regrade': async (interaction, args, context) => {
    const grade = gradeOf(args[1]);
    if (grade === 'again') throw forged();
    const ask = await ownAsk(interaction, args, context);
    const wanted = { askId: ask.id, userId: ask.userId, grade, ...promisedBy(args) };
    const outcome = await context.store.regrade(wanted).catch((error: unknown) => {
      if (isChangedPromise(error)) return null;
      throw error;
    });
    if (outcome !== null) await update(interaction, context, await answeredCard(context, ask, outcome));
    else if (ask.outcome !== null)
      await update(interaction, context, await answeredCard(context, ask, ask.outcome, CHANGED));
  },
  'review:undo': async (interaction, args, context) => {
    const undone = await ownAsk(interaction, args, context);
    // Nobody is offered this; it could not be asked again.
    if (isForgotten(undone.question)) throw forged();
    await context.store.undo(undone.id, undone.userId);
    const { userId, guildId, channelId, question, run } = undone;
    const again = await context.store.ask({ userId, guildId, channelId, question, run, now: context.now() });
    await update(interaction, context, await openCard(context, again));
  },
  'review:suspend': async (interaction, args, context) => {
    const ask = await ownAsk(interaction, args, context);
    await context.store.suspend(ask.userId, ask.question.card, true);
    await update(interaction, context, setAsideCard(ask, 'suspended'));
  },
  'review:unsuspend': async (interaction, args, context) => {
    const ask = await ownAsk(interaction, args, context);
    await context.store.suspend(ask.userId, ask.question.card, false);
    await update(interaction, context, setAsideCard(ask, 'back'));
  },
  'review:suspended': async (interaction, _args, context) => {
    await reply(interaction, context, await suspendedOf(interaction.user.id, context), { ephemeral: true });
  },
  'review:take-in': async (interaction, _args, context) => {
    if (!interaction.isStringSelectMenu()) throw forged();
    const userId = interaction.user.id;
    for (const card of await context.store.suspendedCards(userId)) {
      if (interaction.values.includes(shortKey(card))) await context.store.suspend(userId, card, false);
    }
    await update(interaction, context, await suspendedOf(userId, context));
  },
  'review:bury': async (interaction, args, context) => {
    const ask = await ownAsk(interaction, args, context);
    await context.store.bury(ask.userId, ask.question.card, context.now());
    await update(interaction, context, setAsideCard(ask, 'buried'));
  },
  'review:info': async (interaction, args, context) => {
    const ask = await ownAsk(interaction, args, context);
    const info = await context.store.cardInfo(ask.userId, ask.question.card, context.now());
    const clock = await context.store.settings(ask.userId);
    await reply(interaction, context, infoCard(ask, info, clock), { ephemeral: true });
  },
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

/** What the button said it leads to. */
function promisedBy(args: readonly string[]): { readonly promised?: string } {
  return args[2] === undefined ? {} : { promised: args[2] };
}

function gradeOf(arg: string | undefined): Grade {
  const grade = GRADES.find((each) => each === arg);
  if (grade === undefined) throw forged();
  return grade;
}
