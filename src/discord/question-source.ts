import { countCards, type Deck, drawQuestion, listTopics, pickCard, type Question } from '../study/index.ts';

/** What a person can choose a deck by. */
export interface DeckSummary {
  readonly id: string;
  readonly title: string;
  /** Those with most cards first. */
  readonly topics: readonly string[];
}

/** Which cards a question may come from: a deck's id or any, a topic or any. */
export interface CardFilter {
  readonly deck: string | null;
  readonly topic: string | null;
}

/** What /quiz needs of the decks: all in memory, so that autocomplete answers at once. */
export interface QuestionSource {
  readonly decks: readonly DeckSummary[];
  /** How many cards match. */
  count(filter: CardFilter): number;
  /** A card that matches and is not among `seen` (keys of cards); undefined when none is left. */
  draw(filter: CardFilter, seen: readonly string[], seed: number): Question | undefined;
}

/** The decks as /quiz draws from them. The seed decides both the card and the order of its options. */
export function questionSource(decks: readonly Deck[]): QuestionSource {
  return {
    decks: decks.map(({ id, title }) => ({
      id,
      title,
      topics: listTopics(decks, id).map(({ topic }) => topic),
    })),
    count: ({ deck, topic }) => countCards(decks, deck, topic),
    draw({ deck, topic }, seen, seed) {
      const card = pickCard(decks, { deck, topic, seen, seed });
      return card === undefined ? undefined : drawQuestion(card, seed);
    },
  };
}
