import type { AskingCard } from '../../study/asked.ts';
import type { Card, Deck } from '../../study/deck.ts';
import type { QuestionKind } from '../../study/question.ts';
import type { PoolCard } from '../../study/schedule/queue.ts';

/** The decks that servers import, and what the cards of all decks ask, as use-cases. */
export interface DeckStore {
  /** The decks of a server, by title. */
  serverDecks(guildId: string): Promise<readonly ServerDeck[]>;
  /** One whole deck of a server, by the id its author gave it; undefined where it has none of that id. */
  serverDeck(guildId: string, deck: string): Promise<Deck | undefined>;
  /** The cards of a server's decks that match, in the order of the decks. */
  serverPool(input: ServerPoolInput): Promise<readonly PoolCard[]>;
  /** The decks that a server wants first, by their id on the shelf: ours by their own, its own after `<guild>.`. */
  deckOrder(guildId: string): Promise<readonly string[]>;
  /**
   * Puts a deck at a place (counted from 1) of the decks that come first, or takes it out of them with null; gives the
   * order then.
   */
  placeDeck(guildId: string, deck: string, place: number | null): Promise<readonly string[]>;
  /** Cards of any server's decks that this person has met, those that match: they come back wherever the person is. */
  metServerCards(userId: string, filter?: MetFilter): Promise<readonly PoolCard[]>;
  /** The decks that they are of, by title, each with the topics of what was met. */
  metServerDecks(userId: string): Promise<readonly MetDeck[]>;
  /** A card of a server's deck, by its key; undefined once it left its deck. */
  serverCard(card: string): Promise<Card | undefined>;
  /**
   * Puts a deck in the place of the server's deck of the same id, or beside the others: all of it or nothing. A card
   * keeps its schedule by its id; one of which another answer is right starts again (`nextVersion` of study/). Throws StoreError `not-possible` when
   * the server has {@link MOST_SERVER_DECKS} decks.
   */
  importDeck(guildId: string, deck: Deck, now: number): Promise<ImportedDeck>;
  /** Removes a deck; gives how many cards it had, undefined where there is none. What was learned stays. */
  removeDeck(guildId: string, deck: string): Promise<number | undefined>;
  /**
   * Takes note of what the cards of our decks ask now, and starts those again of which another answer is right; gives
   * how many. Called at the start: it also names the options of what an earlier version kept by their texts.
   */
  reviseCards(cards: readonly AskingCard[]): Promise<number>;
}

/** Decks a server may have. */
export const MOST_SERVER_DECKS = 20;

export interface ServerDeck {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly cards: number;
  /** Those with most cards first. */
  readonly topics: readonly string[];
  readonly importedAt: number;
}

export interface ServerPoolInput {
  readonly guildId: string;
  /** The deck's own id; null for any. */
  readonly deck: string | null;
  /** Compared without case; null for any. */
  readonly topic: string | null;
  readonly difficulty?: number;
  readonly kind?: QuestionKind;
  /** One of these, compared without case. */
  readonly topics?: readonly string[];
}

/** Which cards of servers' decks: of one deck of one server, or of any. */
export interface MetFilter extends Omit<ServerPoolInput, 'guildId' | 'deck'> {
  readonly deck: { readonly guildId: string; readonly deck: string } | null;
}

/** A server's deck of which somebody has met cards. */
export interface MetDeck {
  readonly guildId: string;
  /** By the id its author gave it. */
  readonly deck: string;
  readonly title: string;
  /** Those with most of the cards first. */
  readonly topics: readonly string[];
}

/** What became of the cards of an import, in numbers of cards. */
export interface ImportedDeck {
  readonly added: number;
  /** Another right answer than before: their schedules start again. */
  readonly changed: number;
  /** The same right answer, whatever the wording. */
  readonly kept: number;
  /** Ids of kept cards whose right answer reads otherwise, and no id says that it is the same. */
  readonly reworded: readonly string[];
  readonly removed: number;
}
