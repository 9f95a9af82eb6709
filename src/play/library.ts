import { drawFairly } from '../study/fair.ts';
import {
  type Deck,
  type Difficulty,
  DRILL_DECK,
  DRILLS,
  drawAnyDifficulty,
  drawDrill,
  drawQuestion,
  drillCard,
  findCard,
  findDrill,
  listCards,
  listDrills,
  listTopics,
  type Question,
} from '../study/index.ts';
import { coursePath, inOrder } from '../study/path.ts';
import { randomFrom } from '../study/random.ts';
import type { PoolCard } from '../study/schedule/queue.ts';
import type { Exam } from '../study/topics.ts';
import type { AskedKind } from './kinds.ts';
import { isNarrowed, takesCard, takesDrill } from './matching.ts';

/** What a person can choose a deck by. */
export interface DeckSummary {
  readonly id: string;
  readonly title: string;
  /** Those with most cards first. */
  readonly topics: readonly string[];
  /** The server that it is of, where that is not the one it is chosen in. */
  readonly from?: string;
}

/** Which cards a question may come from: a deck's id or any, a topic or any; what is absent may be any. */
export interface CardFilter {
  readonly deck: string | null;
  readonly topic: string | null;
  readonly difficulty?: Difficulty;
  /** By the topic of the card. */
  readonly exam?: Exam;
  readonly kind?: AskedKind;
  /** Keys of cards: of these alone. */
  readonly only?: readonly string[];
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
  /** Every card that matches, in the order in which new ones come: along the path of the course. */
  pool(filter: CardFilter): readonly PoolCard[];
  /**
   * This very card (by its key); undefined once it left its deck. A drill draws at the difficulty wanted; where none is,
   * the seed decides it.
   */
  drawCard(card: string, seed: number, difficulty?: Difficulty): Question | undefined;
}

interface Loaded {
  readonly decks: readonly Deck[];
  readonly summaries: readonly DeckSummary[];
  /** All of them, as new ones come: sorted once, and filtered for each question. */
  readonly path: readonly PoolCard[];
}

/**
 * The decks and the drills as /quiz draws from them. The seed decides both the card and the order of its options.
 * `load` is called once, at the first use: reading the decks takes longer than logging in.
 */
export function questionSource(load: () => readonly Deck[]): QuestionSource {
  let loaded: Loaded | undefined;
  const get = () => {
    if (loaded !== undefined) return loaded;
    const decks = load();
    const summaries = inOrder(decks).map(({ id, title }) => ({
      id,
      title,
      topics: listTopics(decks, id).map(({ topic }) => topic),
    }));
    const drills = { ...DRILL_DECK, topics: [...new Set(listDrills(null, null).map(({ topic }) => topic))] };
    const path = coursePath(
      decks,
      DRILLS.map((drill) => ({ card: drillCard(drill), topic: drill.topic })),
    );
    loaded = { decks, summaries: [...summaries, drills], path };
    return loaded;
  };
  const pool = (filter: CardFilter): readonly PoolCard[] => {
    const { decks, path } = get();
    const { deck, topic } = filter;
    if (deck === null && topic === null && !isNarrowed(filter)) return path;
    const wanted = new Set([
      ...listCards(decks, deck, topic)
        .filter((card) => takesCard(filter, card))
        .map(({ key }) => key),
      ...listDrills(deck, topic)
        .filter((drill) => takesDrill(filter, drill, drillCard(drill)))
        .map(drillCard),
    ]);
    return path.filter(({ card }) => wanted.has(card));
  };
  const drawCard = (key: string, seed: number, difficulty?: Difficulty): Question | undefined => {
    const drill = findDrill(key);
    if (drill !== undefined)
      return difficulty === undefined ? drawAnyDifficulty(drill, seed) : drawDrill(drill, seed, difficulty);
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
    count: (filter) => pool(filter).length,
    draw(filter, seen, seed) {
      const known = new Set(seen);
      const left = pool(filter).filter(({ card }) => !known.has(card));
      const one = drawFairly(left, randomFrom(seed));
      return one === undefined ? undefined : drawCard(one.card, seed, filter.difficulty);
    },
    pool,
    drawCard,
  };
}
