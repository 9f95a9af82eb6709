import { type Given, giveAnswer, typedNumber } from '../../play/answer.ts';
import { askNext, following } from '../../play/quiz.ts';
import { followingSeed } from '../../play/session.ts';
import type { Outcome } from '../../store/store.ts';
import type { Context } from '../context.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { openModal, reply, tell, update } from '../platform/respond.ts';
import type { Route, RouteInteraction } from '../platform/route.ts';
import { TEXT_INPUT } from '../platform/typed-question.ts';
import { NUMBER_INPUT, quizIds, REPORT_INPUT } from './ids.ts';
import { answeredMessage, nextMessage, openMessage } from './step.ts';
import { repeatedMessage } from './view-belief.ts';
import { answerModal, questionMessage } from './view-question.ts';
import { readersOf, reportedText, reportModal } from './view-report.ts';
import { CHANGED, leechMessage } from './view-review.ts';

/** What the buttons, selects and modals of a question lead to. The first argument is always the ask's id. */
export const quizRoutes: readonly Route[] = [
  quizIds.answer.leadsTo(async (interaction, [id, key], context) => {
    await answer(interaction, context, { askId: id, answer: { kind: 'options', keys: [key] } });
  }),
  quizIds.pick.leadsTo(async (interaction, [id], context) => {
    await answer(interaction, context, {
      askId: id,
      answer: { kind: 'options', keys: [...interaction.values].sort() },
    });
  }),
  quizIds.type.leadsTo(async (interaction, [id], context) => {
    const ask = await context.store.askFor(id, interaction.user.id);
    if (ask.outcome === null) await openModal(interaction, context, answerModal(ask));
    else await update(interaction, context, await answeredMessage(context, ask, ask.outcome));
  }),
  quizIds.number.leadsTo(async (interaction, [id], context, typed) => {
    await answer(interaction, context, {
      askId: id,
      answer: { kind: 'number', value: typedNumber(typed[NUMBER_INPUT]) },
    });
  }),
  quizIds.typed.leadsTo(async (interaction, [id], context, typed) => {
    await answer(interaction, context, { askId: id, answer: { kind: 'text', text: typed[TEXT_INPUT] } });
  }),
  quizIds.reveal.leadsTo(async (interaction, [id], context) => {
    const ask = await context.store.askFor(id, interaction.user.id);
    const { outcome } = ask;
    const shown = outcome === null ? openMessage(context, ask, true) : answeredMessage(context, ask, outcome);
    await update(interaction, context, await shown);
  }),
  quizIds.knew.leadsTo(async (interaction, [id, knew], context) => {
    await answer(interaction, context, { askId: id, answer: { kind: 'recall', knew: knew === 'yes' } });
  }),
  quizIds.next.leadsTo(async (interaction, [id], context) => {
    const ask = await context.store.askFor(id, interaction.user.id);
    const { userId, guildId, channelId } = ask;
    const place = { userId, guildId, channelId };
    if (ask.run.review !== undefined) {
      const previous = ask.outcome === null || ask.outcome.undone ? ask.run.review.previous : ask.id;
      const input = { place, filter: ask.run, previous, seed: followingSeed(ask) };
      await update(interaction, context, await nextMessage(context, input));
      return;
    }
    if (ask.outcome === null) {
      await update(interaction, context, await openMessage(context, ask));
      return;
    }
    const run = await following(context, ask);
    const next = await askNext(context, place, run, followingSeed(ask));
    await update(interaction, context, questionMessage(next));
  }),
  quizIds.report.leadsTo(async (interaction, [id], context) => {
    const ask = await context.store.askFor(id, null);
    await openModal(interaction, context, reportModal(ask, readersOf(ask, interaction)));
  }),
  quizIds.reported.leadsTo(async (interaction, [id], context, typed) => {
    const ask = await context.store.askFor(id, null);
    const { card, seed, difficulty, pasted } = ask.question;
    await context.store.reportMistake({
      askId: ask.id,
      card,
      userId: interaction.user.id,
      guildId: interaction.guildId,
      text: typed[REPORT_INPUT],
      now: context.now(),
      shownTo: readersOf(ask, interaction).guildId,
      ...(pasted === undefined ? { drawn: { seed, difficulty } } : {}),
    });
    await tell(interaction, context, reportedText(readersOf(ask, interaction)));
  }),
];

/** Records an answer, then shows what came of it: for a second press, what came of the first. */
export async function answer(
  interaction: RouteInteraction,
  context: Context,
  given: Omit<Given, 'userId'>,
): Promise<void> {
  const answered = await giveAnswer(context, { ...given, userId: interaction.user.id });
  const { ask } = answered;
  if (answered.kind === 'changed') {
    await update(interaction, context, await openMessage(context, ask, true, CHANGED));
    return;
  }
  const { outcome } = answered;
  const shown = await answeredMessage(context, ask, outcome);
  if (answered.kind === 'forgotten') {
    await showForgotten(interaction, context, shown, outcome);
    return;
  }
  const onCard = interaction.isMessageComponent() || interaction.isFromMessage();
  if (onCard) await update(interaction, context, shown);
  else await reply(interaction, context, shown, { ephemeral: !ask.run.shared });
  // In /review the card says it; here the card may be everybody's, and this is nobody else's business.
  if (ask.run.review === undefined && outcome.first && outcome.review?.leech === true)
    await reply(interaction, context, leechMessage(ask, outcome), { ephemeral: true });
  const again = ask.run.shared && outcome.first ? repeatedMessage({ ...ask, outcome }) : undefined;
  if (again !== undefined) await reply(interaction, context, again, { ephemeral: true });
}

/** Within this time of an answer a second press is a double click, whose first one shows the outcome. */
const DOUBLE_CLICK_MS = 10_000;

/**
 * The outcome of an answered question about a paste, of which nothing else is kept. It takes the place of a question
 * that still waits there (its answer was recorded, but the card never came), yet not of the whole outcome that the
 * first of two clicks has just put there.
 */
async function showForgotten(
  interaction: RouteInteraction,
  context: Context,
  shown: OutgoingMessage,
  { answeredAt }: Outcome,
): Promise<void> {
  if (context.now() - answeredAt > DOUBLE_CLICK_MS) await update(interaction, context, shown);
  else await reply(interaction, context, shown, { ephemeral: true });
}
