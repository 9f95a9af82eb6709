import type { Store } from '../store/store.ts';
import { drawFairly } from '../study/fair.ts';
import { type Difficulty, drawQuestion, findDrill, type Question } from '../study/index.ts';
import { randomFrom } from '../study/random.ts';
import type { PoolCard } from '../study/schedule/queue.ts';
import { arranged } from './arranged.ts';
import { labCard, labOfCard, labQuestion } from './labs-card.ts';
import type { LabSource } from './labs-source.ts';
import type { CardFilter, DeckSummary, QuestionSource } from './library.ts';
import { topicsOfExam } from './matching.ts';

/** Who is asked, and where. */
export interface Scope {
  readonly userId: string;
  /** null in direct messages. */
  readonly guildId: string | null;
}

/**
 * Every deck a person can be asked from: ours, and those of the server they are in. What they have met of another
 * server's deck comes back in `/review` and in direct messages, so that leaving a server loses no memory; in a server
 * itself nothing of another one is ever drawn. What a server has retired is not asked in it, and a card of its own deck
 * nowhere.
 */
export interface Shelf {
  /** In direct messages also the decks of servers of which the person has met cards, as `from` says. */
  decks(scope: Scope): Promise<readonly DeckSummary[]>;
  /** How many cards match for `/quiz`. */
  count(scope: Scope, filter: CardFilter): Promise<number>;
  /** A card that matches and is not among `seen` (keys of cards); undefined when none is left. */
  draw(
    scope: Scope,
    filter: CardFilter,
    seen: readonly string[],
    seed: number,
  ): Promise<Question | undefined>;
  /** Every card that matches for `/review`, in the order in which new ones come here. */
  pool(scope: Scope, filter: CardFilter): Promise<readonly PoolCard[]>;
  /** This very card (by its key); undefined once it left its deck. */
  drawCard(card: string, seed: number): Promise<Question | undefined>;
  /** The same, a drill at the person's own difficulty. */
  drawFor(userId: string, card: string, seed: number): Promise<Question | undefined>;
}

/** The id of a server's deck among all decks; ours have no dot in theirs. */
export function serverDeckId(guildId: string, deck: string): string {
  return `${guildId}.${deck}`;
}

type Decks = Pick<
  Store,
  | 'serverDecks'
  | 'serverPool'
  | 'serverCard'
  | 'metServerCards'
  | 'metServerDecks'
  | 'metLabCards'
  | 'deckOrder'
  | 'drillDifficulty'
  | 'retiredCards'
>;

export function openShelf(ours: QuestionSource, store: Decks, labs: LabSource): Shelf {
  /** Of this server, those that match. */
  async function ofServer({ guildId }: Scope, filter: CardFilter): Promise<readonly PoolCard[]> {
    const { deck, topic, difficulty, kind, exam, only } = filter;
    if (guildId === null || kind === 'drill') return [];
    const own = serverDeckId(guildId, '');
    if (deck !== null && !deck.startsWith(own)) return [];
    const pool = await store.serverPool({
      guildId,
      topic,
      deck: deck === null ? null : deck.slice(own.length),
      ...(difficulty === undefined ? {} : { difficulty }),
      ...(kind === undefined ? {} : { kind }),
      ...(exam === undefined ? {} : { topics: topicsOfExam(exam) }),
    });
    return only === undefined ? pool : pool.filter(({ card }) => only.includes(card));
  }

  /** Met anywhere. In a server nothing says to which topic of its list they belong, so a filter leaves them out. */
  async function met({ userId, guildId }: Scope, filter: CardFilter): Promise<readonly PoolCard[]> {
    const { deck, topic, only, difficulty, exam, kind } = filter;
    const chosen = [difficulty, exam, kind].some((each) => each !== undefined);
    const narrowed = deck !== null || topic !== null || chosen;
    if (kind === 'drill' || deck?.includes('.') === false || (narrowed && guildId !== null)) return [];
    const dot = deck?.indexOf('.') ?? 0;
    const pool = narrowed
      ? await store.metServerCards(userId, {
          deck: deck === null ? null : { guildId: deck.slice(0, dot), deck: deck.slice(dot + 1) },
          topic,
          ...(difficulty === undefined ? {} : { difficulty }),
          ...(kind === undefined ? {} : { kind }),
          ...(exam === undefined ? {} : { topics: topicsOfExam(exam) }),
        })
      : await store.metServerCards(userId);
    return only === undefined ? pool : pool.filter(({ card }) => only.includes(card));
  }

  async function drawable(scope: Scope, filter: CardFilter): Promise<readonly PoolCard[]> {
    return scope.guildId === null ? met(scope, filter) : ofServer(scope, filter);
  }

  /** Of cards, those that this server has not retired. */
  async function asked({ guildId }: Scope, cards: readonly PoolCard[]): Promise<readonly PoolCard[]> {
    const retired = new Set(guildId === null ? [] : await store.retiredCards(guildId));
    return retired.size === 0 ? cards : cards.filter(({ card }) => !retired.has(card));
  }

  async function matching(scope: Scope, filter: CardFilter): Promise<readonly PoolCard[]> {
    return asked(scope, [...(await drawable(scope, filter)), ...ours.pool(filter)]);
  }

  /** Labs that were finished come back as cards; the others are for `/lab`. */
  async function metLabs({ userId }: Scope, { deck, topic }: CardFilter): Promise<readonly PoolCard[]> {
    if (deck !== null) return [];
    const there = new Set(
      labs.all.filter((lab) => topic === null || lab.topic === topic).map(({ id }) => labCard(id)),
    );
    return (await store.metLabCards(userId)).filter((card) => there.has(card)).map((card) => ({ card }));
  }

  async function drawCard(card: string, seed: number): Promise<Question | undefined> {
    const lab = labs.find(labOfCard(card) ?? '');
    if (lab !== undefined) return labQuestion(lab, seed);
    const own = ours.drawCard(card, seed);
    if (own !== undefined) return own;
    const found = await store.serverCard(card);
    return found === undefined ? undefined : drawQuestion(found, seed);
  }

  async function drawFor(
    userId: string,
    card: string,
    seed: number,
    difficulty?: Difficulty,
  ): Promise<Question | undefined> {
    return findDrill(card) === undefined
      ? drawCard(card, seed)
      : ours.drawCard(card, seed, difficulty ?? (await store.drillDifficulty(userId, card)));
  }

  return {
    async decks({ userId, guildId }) {
      if (guildId === null) {
        const elsewhere = await store.metServerDecks(userId);
        const theirs = elsewhere.map(({ guildId: from, deck, title, topics }) => ({
          id: serverDeckId(from, deck),
          title,
          topics,
          from,
        }));
        return [...ours.decks, ...theirs];
      }
      const own = await store.serverDecks(guildId);
      const all = [
        ...own.map(({ id, title, topics }) => ({ id: serverDeckId(guildId, id), title, topics })),
        ...ours.decks,
      ];
      const order = await store.deckOrder(guildId);
      const named = order.flatMap((id) => all.find((deck) => deck.id === id) ?? []);
      return [...named, ...all.filter(({ id }) => !order.includes(id))];
    },
    async count(scope, filter) {
      const retired = scope.guildId === null ? [] : await store.retiredCards(scope.guildId);
      if (retired.length > 0) return (await matching(scope, filter)).length;
      return ours.count(filter) + (await drawable(scope, filter)).length;
    },
    async draw(scope, filter, seen, seed) {
      const known = new Set(seen);
      const left = (await matching(scope, filter)).filter(({ card }) => !known.has(card));
      const one = drawFairly(left, randomFrom(seed));
      return one === undefined ? undefined : drawFor(scope.userId, one.card, seed, filter.difficulty);
    },
    async pool(scope, filter) {
      const here = await ofServer(scope, filter);
      const there = new Set(here.map(({ card }) => card));
      const elsewhere = (await met(scope, filter)).filter(({ card }) => !there.has(card));
      const order = scope.guildId === null ? [] : await store.deckOrder(scope.guildId);
      const path = arranged(here, ours.pool(filter), order);
      return asked(scope, [...path, ...elsewhere, ...(await metLabs(scope, filter))]);
    },
    drawCard,
    drawFor,
  };
}
