import { type Endured, endure, type Part, unrest, wrongs } from '../endure/endure.ts';
import { startCluster } from '../store/postgres-cluster.ts';

const ANSWERS = 20_000;
const PEOPLE = 50;
/** How long somebody looks at a card before they press: 50 people are as many clicks a second as 500 that read. */
const PACE_MS = 300;
/** Of what is lost, doubled or odd, so many are printed. */
const SHOWN = 10;

/**
 * Fifty people, two or three processes, one PostgreSQL, and everything that may go wrong: what is lost or doubled is
 * printed, and then the process ends with 1. `--answers N`, `--people N`, `--rolls N` and `--troubles N`
 * say how many, `--seed N` from what they are drawn.
 */
export async function benchEndure(): Promise<void> {
  const answers = numberAfter('--answers') ?? ANSWERS;
  const rolls = numberAfter('--rolls') ?? Math.max(1, Math.round(answers / 1_000));
  const troubles = numberAfter('--troubles') ?? Math.max(10, Math.round(answers / 200));
  const people = numberAfter('--people') ?? PEOPLE;
  const seed = numberAfter('--seed') ?? Date.now() % 2 ** 31;
  const postgres = await startCluster({ max_connections: 200, fsync: 'off' });
  if (postgres === undefined) {
    process.stdout.write(
      'No PostgreSQL here (initdb, pg_ctl), and without one there is nothing to endure.\n',
    );
    process.exitCode = 1;
    return;
  }
  try {
    print(
      await endure({ server: postgres.server, answers, people, paceMs: PACE_MS, rolls, troubles, seed }),
      seed,
    );
  } catch (error) {
    process.stdout.write(`seed ${seed}\n`);
    throw error;
  } finally {
    postgres.stop();
  }
}

function print(endured: Endured, seed: number): void {
  const { door, parts, verdict, mistakes } = endured;
  console.table(parts.map(row));
  const { acknowledged, recorded, lost, doubled, contradicted, differing } = verdict;
  process.stdout.write(
    `${door.name}, seed ${seed}: ${acknowledged} acknowledged answers, ${recorded} recorded; lost ${lost.length}, ` +
      `doubled ${doubled.length}, told as not recorded and recorded by another process ${contradicted.length}, ` +
      `sums that differ from the log ${differing.length}, mistakes logged ${mistakes.length}\n`,
  );
  const bad = [...wrongs(endured), ...unrest(parts[0])];
  for (const line of bad.slice(0, SHOWN)) process.stdout.write(`${line}\n`);
  if (bad.length > 0) process.exitCode = 1;
}

function row({ what, seen, kills, cuts, restarts, late, crashes, seconds }: Part) {
  return {
    what,
    answers: seen.acknowledged,
    'not recorded': seen.refused,
    'cannot be said': seen.unknown,
    'no answer': seen.failed,
    'come again': seen.turnedAway,
    undone: seen.undone,
    kills,
    cuts,
    restarts,
    late,
    crashes,
    'p50 ms': at(seen.waits, 0.5),
    'p99 ms': at(seen.waits, 0.99),
    seconds: Math.round(seconds),
  };
}

/** The value that this share of them does not exceed. */
function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

function numberAfter(name: string): number | undefined {
  const index = process.argv.indexOf(name);
  return index < 0 ? undefined : Number(process.argv[index + 1]);
}
