import {
  countCards,
  type Deck,
  DRILL_DECK,
  drawAnyDifficulty,
  drawQuestion,
  drillCard,
  findCard,
  findDrill,
  listCards,
  listDrills,
  listTopics,
  type Question,
} from '../study/index.ts';
import { randomFrom } from '../study/random.ts';
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

/** The decks that come with Podium: all in memory, so that autocomplete answers at once. */
export interface QuestionSource {
  readonly decks: readonly DeckSummary[];
  /** The decks themselves, with every card; drills are drawn, so they are not among them. */
  readonly whole: readonly Deck[];
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
 * The decks and the drills as /quiz draws from them. The seed decides both the card and the order of its options.
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
    const drills = { ...DRILL_DECK, topics: [...new Set(listDrills(null, null).map(({ topic }) => topic))] };
    loaded = { decks, summaries: [...summaries, drills] };
    return loaded;
  };
  const pool = ({ deck, topic }: CardFilter): readonly PoolCard[] => [
    ...listCards(get().decks, deck, topic).map(({ key, family }) =>
      family === undefined ? { card: key } : { card: key, family },
    ),
    ...listDrills(deck, topic).map((drill) => ({ card: drillCard(drill) })),
  ];
  const drawCard = (key: string, seed: number): Question | undefined => {
    const drill = findDrill(key);
    if (drill !== undefined) return drawAnyDifficulty(drill, seed);
    const card = findCard(get().decks, key);
    return card === undefined ? undefined : drawQuestion(card, seed);
  };
  return {
    get decks() {
      return get().summaries;
    },
    get whole() {
      return get().decks;
    },
    count: ({ deck, topic }) => countCards(get().decks, deck, topic) + listDrills(deck, topic).length,
    draw(filter, seen, seed) {
      const known = new Set(seen);
      const left = pool(filter).filter(({ card }) => !known.has(card));
      const one = left.length === 0 ? undefined : left[randomFrom(seed).below(left.length)];
      return one === undefined ? undefined : drawCard(one.card, seed);
    },
    pool,
    drawCard,
  };
}
