import { UserError } from '../runtime/user-error.ts';
import type { Ask, NextCard, QuizRun } from '../store/store.ts';
import { isForgotten } from '../study/index.ts';
import { unfitting } from './answer.ts';
import type { CardFilter } from './library.ts';
import type { Place, Play } from './session.ts';

/** The next question of a review, or that all is done for today. */
export type NextInReview =
  | { readonly kind: 'ask'; readonly ask: Ask }
  | Extract<NextCard, { readonly kind: 'done' }>;

export interface ReviewInput {
  readonly place: Place;
  readonly filter: CardFilter;
  /** The ask answered before, for Undo; null for the first. */
  readonly previous: number | null;
  readonly seed: number;
}

/**
 * Asks the card that the schedule puts next.
 * @throws UserError `no-such-card` when it has left its deck.
 */
export async function reviewNext(
  { store, shelf, now }: Play,
  { place, filter, previous, seed }: ReviewInput,
): Promise<NextInReview> {
  const { deck, topic } = filter;
  const pool = await shelf.pool(place, { deck, topic });
  const kin = topic === null ? {} : { kin: await shelf.pool(place, { deck, topic: null }) };
  const next = await store.nextCard({ userId: place.userId, pool, ...kin, now: now() });
  if (next.kind === 'done') return next;
  const question = await shelf.drawFor(place.userId, next.card, seed);
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
  return { kind: 'ask', ask: await store.ask({ ...place, question, run, now: now() }) };
}

/**
 * Takes an answer back and asks the same question again.
 * @throws UserError `unfitting-answer` for a question about a paste, of which nothing is kept; StoreError as `undo`.
 */
export async function takeBack({ store, now }: Play, askId: number, userId: string): Promise<Ask> {
  const undone = await store.askFor(askId, userId);
  if (isForgotten(undone.question)) throw unfitting();
  await store.undo(undone.id, undone.userId);
  const { guildId, channelId, question, run } = undone;
  return store.ask({ userId, guildId, channelId, question, run, now: now() });
}
