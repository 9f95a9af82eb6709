import { availableParallelism, cpus } from 'node:os';
import { type Cluster, startCluster } from '../../store/postgres-cluster.ts';
import { SMALL } from '../next-cards.ts';
import { atEnd } from '../tidy.ts';
import { type Answered, measureAnswers } from './answers.ts';
import { type Grown, measureGrowth } from './growth.ts';
import { measureReminders, type Reminded } from './reminders.ts';

/** How much is done: as the figures in docs/scaling.md were made, or a fast trial that everything works. */
const SIZES = {
  full: { learners: 10_000, answers: 1000, reviews: 5_000_000, reminded: 100_000 },
  small: { learners: 1000, answers: 200, reviews: 200_000, reminded: 2000 },
} as const;

/** What the next due card may take at the large size, as a multiple of that at the small one. */
const MOST_GROWTH = 1.5;
/** Discord's limit for all requests with the bot's token; a reminder opens the channel and writes in it. */
const DISCORD_A_SECOND = 50;

/** What a process takes from the database at once, and has not sent when it is killed. */
const MOST_LOST = 50;

/** As a server of 2 GB would be set up; all else is PostgreSQL's default, so every commit waits for the disk. */
const SETTINGS = { shared_buffers: '512MB', maintenance_work_mem: '256MB' };

/**
 * Prints what one machine carries with one process and with several: answers, the next due card in a large log, bytes a
 * learner, reminders of very many people at once. Everything shares this machine: the bot's processes, PostgreSQL, and
 * what stands in for Discord and people, so that the CPU time of each says more than the rates. `--small` is a trial.
 * Ends with 1 where a limit is passed. Needs Linux (`/proc`) and PostgreSQL's own programs.
 */
export async function benchScale(): Promise<void> {
  const size = SIZES[process.argv.includes('--small') ? 'small' : 'full'];
  let cluster: Cluster | undefined;
  // Before it is started, so that Ctrl-C meanwhile leaves nothing behind.
  const tidy = atEnd(() => cluster?.stop());
  cluster = await startCluster(SETTINGS);
  if (cluster === undefined) {
    console.error('PostgreSQL is not installed here (initdb, pg_ctl), so there is nothing to compare.');
    process.exitCode = 1;
    return;
  }
  const began = performance.now();
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'})`;
  console.log(
    `all on this machine, ${machine}: the bot, PostgreSQL, and what stands in for Discord and people`,
  );
  const answered = await measureAnswers(cluster, size);
  console.table(answered.map(answersRow));
  const grown = await measureGrowth(cluster, size.reviews);
  const reminded = await measureReminders(cluster, size.reminded);
  tidy();
  console.table([...growthRows(grown, size.reviews), ...reminderRows(reminded)]);
  console.log(`took ${((performance.now() - began) / 1000).toFixed(0)} s`);
}

function answersRow({
  what,
  perSecond,
  askedPerSecond,
  full,
  half,
  cpu,
  atRest,
  inStore,
  refused,
}: Answered) {
  return {
    what,
    'questions a second': Math.round(askedPerSecond),
    'answers a second': Math.round(perSecond),
    refused,
    'p50 ms': rounded(full.p50),
    'p99 ms': rounded(full.p99),
    'p50 ms at half': rounded(half.p50),
    'p99 ms at half': rounded(half.p99),
    'CPU µs each: bot': Math.round(cpu.bot),
    PostgreSQL: Math.round(cpu.database),
    'load generator': Math.round(cpu.load),
    'at rest, ms a second': Math.round(atRest),
    'waiting for the store': percent(inStore),
  };
}

interface Row {
  readonly what: string;
  readonly value: string;
  readonly ratio: string;
  readonly 'at most': string;
}

function growthRows({ nextCard, recordAnswer, filledIn, postgres, sqlite }: Grown, reviews: number) {
  return [
    row(`next due card at ${count(SMALL)} reviews`, micros(nextCard.small)),
    limited(
      `next due card at ${count(reviews)}`,
      micros(nextCard.large),
      nextCard.large / nextCard.small,
      MOST_GROWTH,
    ),
    row(`an answer recorded at ${count(SMALL)}`, micros(recordAnswer.small)),
    row(
      `an answer recorded at ${count(reviews)}`,
      micros(recordAnswer.large),
      recordAnswer.large / recordAnswer.small,
    ),
    row(`filling ${count(reviews)} reviews`, `${filledIn.toFixed(0)} s`),
    row('a review, PostgreSQL, with indexes', bytes(postgres.review)),
    row('a review, SQLite', bytes(sqlite.review)),
    row('a card that a person has met, PostgreSQL', bytes(postgres.card)),
    row('a card that a person has met, SQLite', bytes(sqlite.card)),
    row('sums of a person, PostgreSQL', bytes(postgres.sums)),
    row('sums of a person, SQLite', bytes(sqlite.sums)),
  ];
}

function reminderRows({ people, seconds, waiting, lost, twice, survivor, botPerSecond }: Reminded) {
  const minutes = (requests: number) => `${((people * requests) / DISCORD_A_SECOND / 60).toFixed(1)} min`;
  const { claimMs, sendMs, sent, refused } = survivor;
  return [
    row(
      `${count(people - waiting)} of ${count(people)} reminders, two processes, one killed`,
      `${seconds.toFixed(0)} s`,
    ),
    row('of one: taken from the database', `${(claimMs / sent).toFixed(2)} ms`),
    row('of one: sent, ten at once, to who answers at once', `${(sendMs / sent).toFixed(2)} ms`),
    row('times the store gave up', count(refused)),
    limited('reminded twice', count(twice), twice, 0),
    limited('lost with the killed process', count(lost), lost, MOST_LOST),
    row("sent by the bot's own job", `${botPerSecond.toFixed(0)} a second`),
    row(`${count(people)} at Discord's ${DISCORD_A_SECOND} requests a second, two each`, minutes(2)),
    row('the same where the channels are known, one each', minutes(1)),
  ];
}

function row(what: string, value: string, ratio?: number): Row {
  return { what, value, ratio: ratio?.toFixed(2) ?? '', 'at most': '' };
}

/** A row whose number must not be more; it says so where it is. */
function limited(what: string, value: string, found: number, most: number): Row {
  if (!(found <= most)) {
    console.error(`${what}: ${found} is more than ${most}.`);
    process.exitCode = 1;
  }
  const whole = Number.isInteger(found) && Number.isInteger(most);
  return { what, value, ratio: whole ? '' : found.toFixed(2), 'at most': String(most) };
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function micros(value: number): string {
  return `${value.toFixed(0)} µs`;
}

function bytes(value: number): string {
  return `${value.toFixed(0)} bytes`;
}

function count(value: number): string {
  return value.toLocaleString('en');
}
