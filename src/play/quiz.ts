import type { Context } from '../discord/context.ts';
import { UserError } from '../runtime/user-error.ts';
import type { Ask, QuizRun } from '../store/store.ts';
import type { CardFilter, DeckSummary } from './library.ts';
import type { Scope } from './shelf.ts';

/** How many cards a run without an end remembers, so that they do not come again at once. */
const REMEMBERED_CARDS = 30;

/** Whom a question is put to, and where. */
export interface Place extends Scope {
  readonly channelId: string;
}

/** What a person typed as deck or topic, found by id or title whatever its case; null when nothing was typed. */
export function resolveFilter(decks: readonly DeckSummary[], typed: CardFilter): CardFilter {
  const deck = typed.deck === null ? null : findDeck(decks, typed.deck);
  if (typed.topic === null) return { deck: deck?.id ?? null, topic: null };
  const topics = topicsOf(decks, deck?.id ?? null);
  const topic = topics.find((each) => same(each, typed.topic ?? ''));
  if (topic === undefined) {
    const where = deck === null ? '' : ` in "${deck.title}"`;
    throw new UserError({
      identifier: 'no-such-topic',
      message: `There is no topic of that name${where}. There is: ${listed(topics)}.`,
    });
  }
  return { deck: deck?.id ?? null, topic };
}

/** The topics of one deck, or of all, each once, in the order of the alphabet. */
export function topicsOf(decks: readonly DeckSummary[], deck: string | null): readonly string[] {
  const chosen = deck === null ? decks : decks.filter((each) => each.id === deck);
  return [...new Set(chosen.flatMap((each) => each.topics))].sort((a, b) => a.localeCompare(b, 'en'));
}

/** Draws the next question of a run and records that it was put. */
export async function askNext(context: Context, place: Place, run: QuizRun, seed: number): Promise<Ask> {
  const question = await context.shelf.draw(place, run, run.seen, seed);
  if (question === undefined) {
    throw new UserError({
      identifier: 'no-card-left',
      message: 'No other card matches. Start again with /quiz, with another deck or topic.',
    });
  }
  return context.store.ask({ ...place, question, run, now: context.now() });
}

/**
 * The run after an answered question: the next of the series, or a new one with the same filters when it is over.
 * A series never has more questions than there are cards.
 */
export async function following({ shelf }: Context, ask: Ask): Promise<QuizRun> {
  const { run, question, outcome } = ask;
  const seen = [...run.seen, question.card];
  if (run.index + 1 < run.count) {
    const right = run.right + (outcome?.correct === true ? 1 : 0);
    return { ...run, index: run.index + 1, right, seen };
  }
  const all = await shelf.count(ask, run);
  const count = Math.max(1, Math.min(run.count, all));
  const recent = seen.slice(-REMEMBERED_CARDS);
  const enough = all - recent.length >= count;
  const apart = all > count ? [question.card] : [];
  return { ...run, index: 0, right: 0, count, seen: enough ? recent : apart };
}

/**
 * The seed of the question that follows an ask: always the same for the same ask, so that a second press of Next
 * shows the same question. Mixed with MurmurHash3's finalizer (fmix32), so that neighbours differ in every bit.
 */
export function followingSeed(
  ask: Pick<Ask, 'id'> & { readonly question: { readonly seed: number } },
): number {
  let hash = (ask.question.seed ^ Math.imul(ask.id, 0x9e3779b1)) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** By id, with or without the server's in front of it, or by title. */
export function findDeck(decks: readonly DeckSummary[], typed: string): DeckSummary {
  const deck =
    decks.find((each) => same(each.id, typed) || same(each.title, typed)) ??
    decks.find((each) => same(each.id.slice(each.id.indexOf('.') + 1), typed));
  if (deck !== undefined) return deck;
  throw new UserError({
    identifier: 'no-such-deck',
    message: `There is no deck of that name. There is: ${listed(decks.map((each) => each.title))}.`,
  });
}

function same(a: string, b: string): boolean {
  return a.trim().toLocaleLowerCase('en') === b.trim().toLocaleLowerCase('en');
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 20).join(', ');
  return names.length > 20 ? `${shown} and ${names.length - 20} more` : shown;
}
