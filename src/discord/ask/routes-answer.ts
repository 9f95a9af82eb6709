import { askNext, following, followingSeed } from '../../play/quiz.ts';
import { UserError } from '../../runtime/user-error.ts';
import { StoreError } from '../../store/engine/store-error.ts';
import type { Ask, Outcome } from '../../store/store.ts';
import { type Answer, chosenItems, grade, isForgotten, pointsOf, readNumber } from '../../study/index.ts';
import type { Grade } from '../../study/schedule/memory.ts';
import type { Context } from '../context.ts';
import { openModal, reply, tell, update } from '../platform/respond.ts';
import type { Route, RouteInteraction } from '../platform/route.ts';
import { NUMBER_INPUT, quizIds, REPORT_INPUT } from './ids.ts';
import { answeredCard, openCard, reviewNext } from './step.ts';
import { numberModal, questionCard, reportModal } from './view-question.ts';
import { CHANGED, leechCard } from './view-review.ts';

/** What the buttons, selects and modals of a question lead to. The first argument is always the ask's id. */
export const quizRoutes: readonly Route[] = [
  quizIds.answer.leadsTo(async (interaction, [id, key], context) => {
    await answer(interaction, id, context, { kind: 'options', keys: [key] });
  }),
  quizIds.pick.leadsTo(async (interaction, [id], context) => {
    await answer(interaction, id, context, { kind: 'options', keys: [...interaction.values].sort() });
  }),
  quizIds.type.leadsTo(async (interaction, [id], context) => {
    const ask = await context.store.askFor(id, interaction.user.id);
    if (ask.outcome === null) await openModal(interaction, context, numberModal(ask));
    else await update(interaction, context, await answeredCard(context, ask, ask.outcome));
  }),
  quizIds.number.leadsTo(async (interaction, [id], context, typed) => {
    await answer(interaction, id, context, { kind: 'number', value: typedNumber(typed[NUMBER_INPUT]) });
  }),
  quizIds.reveal.leadsTo(async (interaction, [id], context) => {
    const ask = await context.store.askFor(id, interaction.user.id);
    const { outcome } = ask;
    const card = outcome === null ? openCard(context, ask, true) : answeredCard(context, ask, outcome);
    await update(interaction, context, await card);
  }),
  quizIds.knew.leadsTo(async (interaction, [id, knew], context) => {
    await answer(interaction, id, context, { kind: 'recall', knew: knew === 'yes' });
  }),
  quizIds.next.leadsTo(async (interaction, [id], context) => {
    const ask = await context.store.askFor(id, interaction.user.id);
    const { userId, guildId, channelId } = ask;
    const place = { userId, guildId, channelId };
    if (ask.run.review !== undefined) {
      const previous = ask.outcome === null || ask.outcome.undone ? ask.run.review.previous : ask.id;
      const card = await reviewNext(context, place, ask.run, previous, followingSeed(ask));
      await update(interaction, context, card);
      return;
    }
    if (ask.outcome === null) {
      await update(interaction, context, questionCard(ask));
      return;
    }
    const run = await following(context, ask);
    const next = await askNext(context, place, run, followingSeed(ask));
    await update(interaction, context, questionCard(next));
  }),
  quizIds.report.leadsTo(async (interaction, [id], context) => {
    await openModal(interaction, context, reportModal(await context.store.askFor(id, null)));
  }),
  quizIds.reported.leadsTo(async (interaction, [id], context, typed) => {
    const ask = await context.store.askFor(id, null);
    await context.store.reportMistake({
      askId: ask.id,
      card: ask.question.card,
      userId: interaction.user.id,
      guildId: interaction.guildId,
      text: typed[REPORT_INPUT],
      now: context.now(),
    });
    await tell(
      interaction,
      context,
      'Thank you. Your words are kept with the question for whoever runs this bot.',
    );
  }),
];

/**
 * Grades and records once, then shows what came of it: for a second press, what came of the first.
 * `known` is how well it was known, where the person says so, and what the button said it leads to: where it leads
 * elsewhere by now, the card is shown again with what holds.
 */
export async function answer(
  interaction: RouteInteraction,
  askId: number,
  context: Context,
  given: Answer,
  known?: { readonly grade: Grade; readonly promised?: string },
): Promise<void> {
  const ask = await context.store.askFor(askId, interaction.user.id);
  if (isForgotten(ask.question)) {
    await tellForgotten(interaction, context, ask);
    return;
  }
  if (!fits(ask, given)) throw forged();
  const answered = {
    askId: ask.id,
    userId: interaction.user.id,
    answer: given,
    correct: grade(ask.question, given).correct,
    chosen: chosenItems(ask.question, given),
    points: pointsOf(ask.question),
    now: context.now(),
    inReview: ask.run.review !== undefined,
    ...known,
  };
  let outcome: Outcome;
  try {
    outcome = await context.store.recordAnswer(answered);
  } catch (error) {
    if (!isChangedPromise(error)) throw error;
    await update(interaction, context, await openCard(context, ask, true, CHANGED));
    return;
  }
  const card = await answeredCard(context, ask, outcome);
  const onCard = interaction.isMessageComponent() || interaction.isFromMessage();
  if (onCard) await update(interaction, context, card);
  else await reply(interaction, context, card, { ephemeral: !ask.run.shared });
  // In /review the card says it; here the card may be everybody's, and this is nobody else's business.
  if (ask.run.review === undefined && outcome.first && outcome.review?.leech === true)
    await reply(interaction, context, leechCard(ask, outcome), { ephemeral: true });
}

/** Whether a grade was refused because it leads elsewhere than its button said. */
export function isChangedPromise(error: unknown): boolean {
  return error instanceof StoreError && error.code === 'promise-changed';
}

/** Within this time of an answer a second press is a double click, whose first one shows the outcome. */
const DOUBLE_CLICK_MS = 10_000;

/**
 * The outcome of an answered question about a paste, of which nothing else is kept. It takes the place of a question
 * that still waits there (its answer was recorded, but the card never came), yet not of the whole outcome that the
 * first of two clicks has just put there.
 */
async function tellForgotten(interaction: RouteInteraction, context: Context, ask: Ask): Promise<void> {
  if (ask.outcome === null) throw forged();
  const card = await answeredCard(context, ask, ask.outcome);
  if (context.now() - ask.outcome.answeredAt > DOUBLE_CLICK_MS) await update(interaction, context, card);
  else await reply(interaction, context, card, { ephemeral: true });
}

/** Whether the question can be answered in that way at all; a custom_id can be forged. */
function fits({ question }: Ask, given: Answer): boolean {
  if (given.kind === 'number') return question.kind === 'number';
  if (given.kind === 'recall') return question.kind === 'recall';
  const known = new Set((question.options ?? []).map((option) => option.key));
  const single = question.kind === 'choice' || question.kind === 'locate';
  const enough = single ? given.keys.length === 1 : question.kind === 'multi' && given.keys.length > 0;
  return enough && given.keys.every((key) => known.has(key));
}

/** A number as a person types it. */
function typedNumber(typed: string): number {
  const value = readNumber(typed);
  if (value !== undefined) return value;
  throw new UserError({
    identifier: 'not-a-number',
    message: 'That is not a number. Press the button again and type digits only, for instance 1000.',
  });
}

/** For what no button of ours says. */
export function forged(): UserError {
  return new UserError({
    identifier: 'unfitting-answer',
    message: 'That answer does not fit this question. Get a new one with /quiz.',
  });
}
