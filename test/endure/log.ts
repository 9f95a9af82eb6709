import { isDeepStrictEqual } from 'node:util';
import { bucket, PERIODS } from '../../src/store/groups/periods.ts';
import { deckOfCard, EVERY_DECK } from '../../src/store/groups/tally.ts';
import type { Store } from '../../src/store/index.ts';
import {
  gradeName,
  MEMORY_COLUMNS,
  type MemoryRow,
  toMemory,
  toRow,
} from '../../src/store/memory/memories.ts';
import type { Answer } from '../../src/study/question.ts';
import { learnerDay } from '../../src/study/schedule/day.ts';
import { NEW_MEMORY } from '../../src/study/schedule/memory.ts';
import { grade } from '../../src/study/schedule/scheduler.ts';

interface Review {
  readonly ask_id: number;
  readonly card: string;
  readonly day: number;
  readonly answered_at: number;
  readonly answer: Answer;
  readonly correct: number;
  readonly points: number;
  readonly scored: number;
  readonly grade: number | null;
  readonly rep: number | null;
  readonly before: readonly number[] | null;
  readonly undone: number;
}

interface AskRow {
  readonly id: number;
  readonly guild_id: string | null;
  readonly topic: string;
  readonly stale: number;
}

type Row = Readonly<Record<string, unknown>>;

/** Everything that is kept of one person, as /privacy exports it. */
export interface Exported {
  readonly reviews: readonly Review[];
  readonly asks: ReadonlyMap<number, AskRow>;
  readonly tables: Readonly<Record<string, readonly Row[]>>;
}

export async function recorded(store: Store, userId: string): Promise<Exported> {
  const tables = (await store.exportUser(userId)) as Record<string, readonly Row[]>;
  const asks = (tables.asks ?? []) as unknown as readonly AskRow[];
  return {
    reviews: (tables.reviews ?? []) as unknown as readonly Review[],
    asks: new Map(asks.map((ask) => [ask.id, ask])),
    tables,
  };
}

/** In what the sums, boards, streak and memories of a person are not what a plain reading of their log gives. */
export async function recomputed(
  store: Store,
  userId: string,
  exported: Exported,
): Promise<readonly string[]> {
  const { tables, asks } = exported;
  const log = exported.reviews.filter(({ undone }) => undone === 0);
  const topicOf = (review: Review): string => asks.get(review.ask_id)?.topic ?? '?';
  const guildOf = (review: Review): string | null => asks.get(review.ask_id)?.guild_id ?? null;
  const wrong: string[] = [];
  const compare = (what: string, kept: unknown, given: unknown): void => {
    if (!isDeepStrictEqual(kept, given))
      wrong.push(`${what}: ${JSON.stringify(kept)}, and ${JSON.stringify(given)} by the log`);
  };

  compare(
    'days',
    keyed(tables.days, ['day']),
    summed(log, ({ day }) => [[day]], learned),
  );
  compare(
    'topics',
    keyed(tables.topics, ['topic']),
    summed(log, (one) => [[topicOf(one)]]),
  );
  const boards = summed(log, (one) => {
    const guild = guildOf(one);
    if (guild === null) return [];
    const decks = [EVERY_DECK, deckOfCard(one.card)];
    return PERIODS.flatMap((period) => decks.map((deck) => [guild, bucket(period, one.answered_at), deck]));
  });
  compare('scores', keyed(tables.scores, ['guild_id', 'period', 'deck']), boards);

  const settings = await store.settings(userId);
  const stats = await store.stats(userId, Date.now());
  const { points, answered, correct } = sumOf(log);
  compare('stats', [stats.points, stats.answered, stats.correct], [points, answered, correct]);
  const today = learnerDay(Date.now(), settings);
  compare('streak', stats.streak, streakOf(new Set(log.map(({ day }) => day)), today));

  const cards = new Map((tables.cards ?? []).map((row) => [row.card as string, row]));
  const scored = grouped(
    log.filter((one) => one.scored === 1),
    ({ card, day }) => `${card} on ${day}`,
  );
  for (const [what, same] of scored) if (same.length > 1) wrong.push(`${what} counted ${same.length} times`);
  for (const [card, reviews] of grouped(log, (one) => one.card)) {
    let memory = NEW_MEMORY;
    const graded = reviews.filter(({ rep }) => rep !== null).sort((a, b) => Number(a.rep) - Number(b.rep));
    for (const { before, grade: given, answered_at, day, rep } of graded) {
      compare(
        `${card} before repetition ${rep}`,
        before,
        MEMORY_COLUMNS.map((column) => toRow(memory)[column]),
      );
      memory = grade(memory, gradeName(Number(given)), answered_at, { ...settings, card, day });
    }
    compare(`${card} now`, toRow(toMemory(cards.get(card) as unknown as MemoryRow)), toRow(memory));
  }
  const beliefs = (tables.beliefs ?? []).map(({ ask_id, belief }) => `${ask_id} ${belief}`);
  compare('beliefs', beliefs.length, new Set(beliefs).size);
  return wrong;
}

/** Days in a row up to today or yesterday. */
function streakOf(days: ReadonlySet<number>, today: number): number {
  let length = 0;
  for (let day = days.has(today) ? today : today - 1; days.has(day); day -= 1) length += 1;
  return length;
}

interface Sums {
  points: number;
  answered: number;
  correct: number;
}

function sumOf(reviews: readonly Review[]): Sums {
  return {
    points: reviews.reduce((sum, one) => sum + one.points, 0),
    answered: reviews.length,
    correct: reviews.filter((one) => one.correct === 1).length,
  };
}

const [NEW, REVIEW] = [0, 2];

/** What the counters of a day know of memory. */
function learned(reviews: readonly Review[]) {
  const first = reviews.filter(({ before }) => before?.[0] === NEW);
  const known = reviews.filter(({ before }) => before?.[0] === REVIEW);
  const recalled = known.filter(({ correct }) => correct === 1).length;
  return { introduced: first.length, recalled, forgotten: known.length - recalled };
}

/** The sums of a log by every key that a row counts for; what came to nothing is left out. */
function summed(
  log: readonly Review[],
  keysOf: (one: Review) => readonly (readonly (string | number)[])[],
  more: (reviews: readonly Review[]) => object = () => ({}),
): object {
  const counted = log.flatMap((one) => keysOf(one).map((key) => ({ name: key.join(' '), one })));
  const groups = [...grouped(counted, ({ name }) => name)];
  return sorted(
    groups.map(([name, same]) => {
      const reviews = same.map(({ one }) => one);
      return [name, { ...sumOf(reviews), ...more(reviews) }];
    }),
  );
}

/** Counters as they are kept, by their keys; what came to nothing is left out. */
function keyed(rows: readonly Row[] = [], keys: readonly string[]): object {
  const counters = rows.filter(({ answered }) => answered !== 0);
  return sorted(
    counters.map((row) => {
      const sums = Object.entries(row).filter(([column]) => column !== 'user_id' && !keys.includes(column));
      return [keys.map((key) => row[key]).join(' '), Object.fromEntries(sums)];
    }),
  );
}

export function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function sorted(entries: readonly (readonly [string, object])[]): object {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
