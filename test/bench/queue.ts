/**
 * What the next due card costs when the log is a hundred times as long: the same learner is asked for in a database of
 * 50,000 reviews (500 people) and in one of 5,000,000 (50,000 people), filled alike. Prints one line with the ratio.
 *
 * PODIUM_BENCH_REVIEWS sets the size of the large one (default 5,000,000).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/index.ts';
import { fillSqlite } from './learners.ts';
import { learnersOf, nextCards, SMALL } from './next-cards.ts';
import { median } from './samples.ts';

const ROUNDS = 40;

/** Prints what the next due card costs in a small and in a large log, and the ratio. */
export async function benchQueue(): Promise<void> {
  const reviews = Number(process.env.PODIUM_BENCH_REVIEWS ?? 5_000_000);
  const folder = mkdtempSync(join(tmpdir(), 'podium-bench-'));
  try {
    const [small, large] = await measure(folder, reviews);
    console.log(
      `next due card: ${small.toFixed(0)} µs at ${SMALL} reviews, ${large.toFixed(0)} µs at ${reviews}, ` +
        `ratio ${(large / small).toFixed(2)} (at most 1.5)`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Fills both databases and measures them in turns, so that a slow moment of the machine hits both. */
async function measure(folder: string, reviews: number): Promise<readonly [small: number, large: number]> {
  const [small, large] = [join(folder, 'small.db'), join(folder, 'large.db')];
  await fillSqlite(small, learnersOf(SMALL));
  await fillSqlite(large, learnersOf(reviews));
  const stores = { small: await openStore({ path: small }), large: await openStore({ path: large }) };
  const times: { small: number[]; large: number[] } = { small: [], large: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.small.push(await nextCards(stores.small, SMALL, round));
    times.large.push(await nextCards(stores.large, reviews, round));
  }
  await stores.small.close();
  await stores.large.close();
  return [median(times.small.slice(5)), median(times.large.slice(5))];
}
