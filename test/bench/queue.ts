/**
 * What the next due card costs when the log is a hundred times as long: the same learner is asked for in a database of
 * 50,000 reviews (500 people) and in one of 5,000,000 (50,000 people), filled alike. Prints one line with the ratio.
 *
 * A fifth of the cards are due, and they come in families of five, so that siblings are looked for too.
 *
 * PODIUM_BENCH_REVIEWS sets the size of the large one (default 5,000,000).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openStore } from '../../src/store/index.ts';
import type { Store } from '../../src/store/store.ts';
import { DAY, HOUR } from '../../src/study/schedule/day.ts';

const SMALL = 50_000;
const REVIEWS_PER_PERSON = 100;
const CARDS_PER_PERSON = 25;
const NOW = Date.UTC(2026, 2, 2, 12);
const TODAY = Math.floor(NOW / DAY);
const POOL = Array.from({ length: CARDS_PER_PERSON }, (_, n) => ({
  card: `basics/card-${n}`,
  family: `basics/family-${Math.floor(n / 5)}`,
}));

interface QueueBench {
  readonly reviews: number;
  /** Microseconds for the next due card, median of all samples. */
  readonly small: number;
  readonly large: number;
  readonly ratio: number;
}

/** Fills both databases and measures them in turns, so that a slow moment of the machine hits both. */
async function measure(reviews: number): Promise<QueueBench> {
  const folder = mkdtempSync(join(tmpdir(), 'podium-bench-'));
  try {
    const small = await filled(join(folder, 'small.db'), SMALL);
    const large = await filled(join(folder, 'large.db'), reviews);
    const times: { small: number[]; large: number[] } = { small: [], large: [] };
    for (let round = 0; round < 40; round += 1) {
      times.small.push(await perCard(small, SMALL, round));
      times.large.push(await perCard(large, reviews, round));
    }
    await small.close();
    await large.close();
    const [a, b] = [median(times.small.slice(5)), median(times.large.slice(5))];
    return { reviews, small: a, large: b, ratio: b / a };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function perCard(store: Store, reviews: number, round: number): Promise<number> {
  const people = reviews / REVIEWS_PER_PERSON;
  const times = 200;
  const start = performance.now();
  for (let n = 0; n < times; n += 1) {
    // Steps through the people far apart from each other; every one of them is asked for, not the same few pages.
    const person = ((round * times + n) * 7919) % people;
    const next = await store.nextCard({ userId: userId(person), pool: POOL, now: NOW });
    if (next.kind !== 'card') throw new Error(`nothing due for person ${person}`);
  }
  return ((performance.now() - start) * 1000) / times;
}

async function filled(path: string, reviews: number): Promise<Store> {
  await (await openStore({ path })).close();
  const db = new Database(path);
  db.pragma('synchronous = OFF');
  const card = db.prepare(
    `INSERT INTO cards (id, user_id, card, state, stability, difficulty, due, due_day, reps, scheduled_days, last_review, last_day)
     VALUES (?, ?, ?, 2, ?, 5.5, ?, ?, 4, 30, ?, ?)`,
  );
  const review = db.prepare(
    `INSERT INTO reviews (user_id, card_id, ask_id, day, answered_at, answer, correct, points, scored, grade, rep, before)
     VALUES (?, ?, ?, ?, ?, '{"kind":"options","keys":["B"]}', 1, 1, 1, 3, ?, '[2,12.5,5.5,0,20400,0,4,0,30,0,20400]')`,
  );
  const repetitions = REVIEWS_PER_PERSON / CARDS_PER_PERSON;
  let cards = 0;
  let asks = 0;
  db.transaction(() => {
    for (let person = 0; person < reviews / REVIEWS_PER_PERSON; person += 1) {
      for (let n = 0; n < CARDS_PER_PERSON; n += 1) {
        cards += 1;
        // A fifth of them due, the rest spread over the coming months.
        const dueDay = TODAY + (n % 5 === 0 ? -(n % 3) : n * 4);
        const last = dueDay - 30;
        card.run(cards, userId(person), `basics/card-${n}`, 10 + n, dueDay * DAY, dueDay, last * DAY, last);
        for (let rep = 1; rep <= repetitions; rep += 1) {
          asks += 1;
          const day = last - (repetitions - rep) * 10;
          review.run(userId(person), cards, asks, day, day * DAY + 12 * HOUR, rep);
        }
      }
    }
  })();
  db.close();
  return openStore({ path });
}

function userId(person: number): string {
  return String(100_000_000_000_000_000n + BigInt(person) * 4_194_304n);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Prints what the next due card costs in a small and in a large log, and the ratio. */
export async function benchQueue(): Promise<void> {
  const { reviews, small, large, ratio } = await measure(
    Number(process.env.PODIUM_BENCH_REVIEWS ?? 5_000_000),
  );
  console.log(
    `next due card: ${small.toFixed(0)} µs at ${SMALL} reviews, ${large.toFixed(0)} µs at ${reviews}, ` +
      `ratio ${ratio.toFixed(2)} (at most 1.5)`,
  );
}
