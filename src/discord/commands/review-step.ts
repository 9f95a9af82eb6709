import type { Ask, Outcome, QuizRun } from '../../store/store.ts';
import { learnerDay } from '../../study/schedule/day.ts';
import { countsAsReview } from '../../study/schedule/memory.ts';
import { preview } from '../../study/schedule/scheduler.ts';
import type { Context } from '../context.ts';
import type { OutgoingMessage } from '../message.ts';
import type { CardFilter } from '../question-source.ts';
import { UserError } from '../user-error.ts';
import { outcomeCard } from '../views/outcome.ts';
import { questionCard } from '../views/question.ts';
import { doneCard, outcomeParts, type Previews, recallGrades, toolRow } from '../views/review.ts';
import type { Place } from './quiz-draw.ts';

/** The card the schedule puts next, asked; or that all is done. `previous` is the ask before, for Undo. */
export async function reviewNext(
  context: Context,
  place: Place,
  filter: CardFilter,
  previous: number | null,
  seed: number,
): Promise<OutgoingMessage> {
  const { deck, topic } = filter;
  const pool = await context.shelf.pool(place, { deck, topic });
  const kin = topic === null ? {} : { kin: await context.shelf.pool(place, { deck, topic: null }) };
  const next = await context.store.nextCard({ userId: place.userId, pool, ...kin, now: context.now() });
  if (next.kind === 'done') return doneCard(next, previous);
  const question = await context.shelf.drawCard(next.card, seed);
  if (question === undefined) {
    throw new UserError({
      identifier: 'no-such-card',
      message: 'That card is no longer in its deck. Start again with /review.',
      context: { card: next.card },
    });
  }
  const run: QuizRun = {
    deck,
    topic,
    index: 0,
    count: 1,
    shared: false,
    right: 0,
    seen: [],
    review: { previous, left: next.left },
  };
  return openCard(context, await context.store.ask({ ...place, question, run, now: context.now() }));
}

/** A question that waits for its answer, of `/quiz` or `/review`. */
export async function openCard(context: Context, ask: Ask, revealed = false): Promise<OutgoingMessage> {
  const { review } = ask.run;
  if (review === undefined) return questionCard(ask, revealed);
  const tools = [toolRow(ask, review.previous)];
  const self = revealed && ask.question.kind === 'recall';
  const grades = self ? { grades: recallGrades(ask, await previewsNow(context, ask)) } : {};
  return questionCard(ask, revealed, { tools, ...grades });
}

/** What came of a question, of `/quiz` or `/review`. */
export async function answeredCard(context: Context, ask: Ask, outcome: Outcome): Promise<OutgoingMessage> {
  if (ask.run.review === undefined) return outcomeCard(ask, outcome);
  return outcomeCard(ask, outcome, outcomeParts(ask, outcome, await previewsThen(context, ask, outcome)));
}

/** What each grade leads to now; null where the answer would be practice. */
async function previewsNow({ store, now }: Context, { userId, question }: Ask): Promise<Previews> {
  const at = now();
  const info = await store.cardInfo(userId, question.card, at);
  if (info !== undefined) {
    const today = learnerDay(at, await store.settings(userId));
    if (info.suspended || !countsAsReview(info.memory, today, at, true)) return null;
  }
  return store.previewGrades(userId, question.card, at);
}

/** What each grade would have led to when it was answered: what Hard and Easy still lead to. */
async function previewsThen({ store }: Context, ask: Ask, outcome: Outcome): Promise<Previews> {
  if (outcome.review === null) return null;
  const settings = await store.settings(ask.userId);
  return preview(outcome.review.before, outcome.answeredAt, { ...settings, card: ask.question.card });
}
