import type { MatchKind } from '../store/store.ts';
import { fairOrder } from '../study/fair.ts';
import { type Question, TEXT_KINDS } from '../study/question.ts';
import { randomFrom } from '../study/random.ts';
import type { Memory } from '../study/schedule/memory.ts';
import type { PoolCard } from '../study/schedule/queue.ts';
import { retrievability } from '../study/schedule/scheduler.ts';
import { labOfCard } from './labs-card.ts';

/** What the rounds of a match are chosen from. */
export interface RoundsInput {
  /** Every card that matches, in the order in which new ones come. */
  readonly pool: readonly PoolCard[];
  /** Card → what the players who have met it remember. */
  readonly memories: ReadonlyMap<string, readonly Memory[]>;
  /** The present day, as retrievability counts days. */
  readonly today: number;
  /** A topic was named: then every card of it is as good as the next. */
  readonly byTopic: boolean;
  readonly seed: number;
}

/** From this probability on a card was seen so lately that it comes last. */
const FRESH = 0.97;

/**
 * Every card of the pool that a match can ask, those first that the players are likeliest to have forgotten: by the
 * mean probability that those who have met the card still know it. What nobody has met follows in the order of new
 * cards. Where a topic was named the order is by lot. Cards of one family come once.
 */
export function roundsOrder(input: RoundsInput): readonly string[] {
  const { memories, today, byTopic, seed } = input;
  const pool = input.pool.filter(({ card }) => labOfCard(card) === undefined);
  const ordered = byTopic ? fairOrder(pool, randomFrom(seed)) : byRecall(pool, memories, today);
  const families = new Set<string>();
  return ordered
    .filter(({ family }) => {
      if (family === undefined) return true;
      if (families.has(family)) return false;
      families.add(family);
      return true;
    })
    .map(({ card }) => card);
}

function byRecall(
  pool: readonly PoolCard[],
  memories: ReadonlyMap<string, readonly Memory[]>,
  today: number,
): readonly PoolCard[] {
  const known = pool
    .flatMap((one) => {
      const met = memories.get(one.card) ?? [];
      if (met.length === 0) return [];
      const recall = met.reduce((sum, memory) => sum + retrievability(memory, today), 0) / met.length;
      return [{ one, recall }];
    })
    .toSorted((a, b) => a.recall - b.recall);
  const cards = (part: typeof known) => part.map(({ one }) => one);
  // What was answered a moment ago is not forgotten by now: a rematch asks something else.
  return [
    ...cards(known.filter(({ recall }) => recall < FRESH)),
    ...pool.filter(({ card }) => !memories.has(card)),
    ...cards(known.filter(({ recall }) => recall >= FRESH)),
  ];
}

/** Whether a match that asks this kind can ask the question: there is no round for what a person judges themselves. */
export function suits(question: Question, kind: MatchKind): boolean {
  if (question.kind === 'recall') return false;
  // Typing takes longer than a round of others does.
  if (TEXT_KINDS.includes(question.kind)) return kind === 'repair' && question.kind === 'repair';
  if (kind === 'repair') return false;
  const drill = question.card.startsWith('drill/');
  if (kind === 'drills') return drill;
  return kind === 'mixed' || !drill;
}
