import type { Problem } from '../../decks/problem.ts';
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
  /**
   * Imports a deck as {@link importDeck} does where nothing of the server's deck of that id is lost by it; else keeps it
   * for its importer to decide, for a day. Whatever waited for a decision on that deck is void then.
   */
  proposeImport(input: ProposedDeck): Promise<Proposed>;
  /** Carries out an import that waits. Throws StoreError `not-yours`, `not-possible` where it does not wait any more. */
  replaceDeck(decision: ImportDecision): Promise<CarriedOut>;
  /** Drops an import that waits. Throws as {@link replaceDeck}. */
  cancelImport(decision: ImportDecision): Promise<void>;
  /** Forgets the decks of imports that waited in vain, and those decided a week ago; gives how many. */
  sweepImports(now: number): Promise<number>;
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

export interface ProposedDeck {
  readonly guildId: string;
  readonly userId: string;
  readonly deck: Deck;
  /** What the check says to its author, to be told once it is imported. */
  readonly remarks: readonly Problem[];
  readonly now: number;
}

/** `voided`: an earlier import of the same deck was waiting, and is void now. */
export type Proposed =
  | { readonly kind: 'imported'; readonly result: ImportedDeck; readonly voided: boolean }
  | {
      readonly kind: 'asked';
      readonly id: number;
      readonly expiresAt: number;
      readonly loss: DeckLoss;
      readonly voided: boolean;
    };

/** What an import would make of the cards of the deck that is there. */
export interface DeckLoss {
  /** Of the deck that is there. */
  readonly title: string;
  readonly dropped: readonly Card[];
  readonly changed: readonly ChangedCard[];
  /** Cards that are new, and that stay as they are. */
  readonly added: number;
  readonly same: number;
  /** People who are learning cards that would be dropped, and cards of which another answer would be right. */
  readonly learners: { readonly dropped: number; readonly anew: number };
}

export interface ChangedCard {
  readonly before: Card;
  readonly after: Card;
  /** Another answer would be right: everyone learns it again. */
  readonly anew: boolean;
}

/** By whom, and where. */
export interface ImportDecision {
  readonly id: number;
  readonly guildId: string;
  readonly userId: string;
  readonly now: number;
}

export interface CarriedOut {
  readonly deck: Deck;
  readonly remarks: readonly Problem[];
  readonly result: ImportedDeck;
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
