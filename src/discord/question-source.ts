import {
  countCards,
  type Deck,
  drawQuestion,
  findCard,
  listCards,
  listTopics,
  pickCard,
  type Question,
} from '../study/index.ts';
import type { PoolCard } from '../study/schedule/queue.ts';

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

/** What /quiz and /review need of the decks: all in memory, so that autocomplete answers at once. */
export interface QuestionSource {
  readonly decks: readonly DeckSummary[];
  /** How many cards match. */
  count(filter: CardFilter): number;
  /** A card that matches and is not among `seen` (keys of cards); undefined when none is left. */
  draw(filter: CardFilter, seen: readonly string[], seed: number): Question | undefined;
  /** Every card that matches, in the order of the decks, which is the order new ones come in. */
  pool(filter: CardFilter): readonly PoolCard[];
  /** This very card (by its key); undefined once it left its deck. */
  drawCard(card: string, seed: number): Question | undefined;
}

/**
 * The decks as /quiz draws from them. The seed decides both the card and the order of its options.
 * `load` is called once, at the first use: reading the decks takes longer than logging in.
 */
export function questionSource(load: () => readonly Deck[]): QuestionSource {
  let loaded: { readonly decks: readonly Deck[]; readonly summaries: readonly DeckSummary[] } | undefined;
  const get = () => {
    if (loaded !== undefined) return loaded;
    const decks = load();
    const summaries = decks.map(({ id, title }) => ({
      id,
      title,
      topics: listTopics(decks, id).map(({ topic }) => topic),
    }));
    loaded = { decks, summaries };
    return loaded;
  };
  return {
    get decks() {
      return get().summaries;
    },
    count: ({ deck, topic }) => countCards(get().decks, deck, topic),
    draw({ deck, topic }, seen, seed) {
      const card = pickCard(get().decks, { deck, topic, seen, seed });
      return card === undefined ? undefined : drawQuestion(card, seed);
    },
    pool: ({ deck, topic }) => listCards(get().decks, deck, topic).map(({ key }) => ({ card: key })),
    drawCard(key, seed) {
      const card = findCard(get().decks, key);
      return card === undefined ? undefined : drawQuestion(card, seed);
    },
  };
}
