import { UserError } from '../runtime/user-error.ts';
import type { CardFilter, DeckSummary } from './library.ts';
import { inCourseOrder } from './matching.ts';

/** A deck and a topic as they were typed. */
type TypedFilter = Pick<CardFilter, 'deck' | 'topic'>;

/** What a person typed as deck or topic, found by id or title whatever its case; null when nothing was typed. */
export function resolveFilter(decks: readonly DeckSummary[], typed: TypedFilter): CardFilter {
  const deck = typed.deck === null ? null : findDeck(decks, typed.deck);
  if (typed.topic === null) return { deck: deck?.id ?? null, topic: null };
  const topics = topicsOf(decks, deck?.id ?? null);
  const topic = topics.find((each) => same(each, typed.topic ?? ''));
  if (topic === undefined) {
    const where = deck === null ? '' : ` in "${deck.title}"`;
    throw new UserError({
      identifier: 'no-such-topic',
      message: `I don't know that topic${where}. You can choose from: ${listed(topics)}.`,
    });
  }
  return { deck: deck?.id ?? null, topic };
}

/** The topics of one deck, or of all, each once, in the order of the course. */
export function topicsOf(decks: readonly DeckSummary[], deck: string | null): readonly string[] {
  const chosen = deck === null ? decks : decks.filter((each) => each.id === deck);
  return inCourseOrder(chosen.flatMap((each) => each.topics));
}

/** By id, with or without the server's in front of it, or by title; undefined where none is called so. */
export function deckNamed(decks: readonly DeckSummary[], typed: string): DeckSummary | undefined {
  return (
    decks.find((each) => same(each.id, typed) || same(each.title, typed)) ??
    decks.find((each) => same(each.id.slice(each.id.indexOf('.') + 1), typed))
  );
}

/** As {@link deckNamed}. Throws UserError `no-such-deck`, with what there is. */
export function findDeck(decks: readonly DeckSummary[], typed: string): DeckSummary {
  const deck = deckNamed(decks, typed);
  if (deck !== undefined) return deck;
  throw new UserError({
    identifier: 'no-such-deck',
    message: `I don't know that deck. You can choose from: ${listed(decks.map((each) => each.title))}.`,
  });
}

function same(a: string, b: string): boolean {
  return a.trim().toLocaleLowerCase('en') === b.trim().toLocaleLowerCase('en');
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 20).join(', ');
  return names.length > 20 ? `${shown} and ${names.length - 20} more` : shown;
}
