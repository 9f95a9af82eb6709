import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomFrom } from '../../../src/study/random.ts';
import type { Cluster } from '../../store/postgres-cluster.ts';
import { onServer } from '../../store/postgres-server.ts';
import { rate } from '../bots.ts';
import { cpuMsWithChildren } from '../cpu.ts';
import { fillPostgres, fillSqlite } from '../learners.ts';
import { pressed, questions } from '../questions.ts';
import { at, median } from '../samples.ts';
import { atEnd } from '../tidy.ts';
import { type Fleet, startFleet } from './fleet.ts';
import { ourPool } from './our-pool.ts';

/** Answers that are under way at once. */
const WIDTH = 64;
/** One more goes before them, to warm up. */
const ROUNDS = 3;
/** A prime, so that no person comes twice in a round. */
const APART = 7919;
/** How long the bot is watched at rest. */
const REST_MS = 3000;

/** What was measured of one way to run the bot. */
export interface Answered {
  readonly what: string;
  /** Answers a second with {@link WIDTH} under way all the time: as many as it can. */
  readonly perSecond: number;
  /** Questions put by `/quiz` a second, likewise. */
  readonly askedPerSecond: number;
  /** Acknowledgements then, in ms. */
  readonly full: Waited;
  /** Acknowledgements with half as many answers a second, each at a moment of its own. */
  readonly half: Waited;
  /**
   * CPU per answer at full load, in µs: of the bot's processes and of PostgreSQL, without what they use at rest, and of what
   * stands in for people and Discord.
   */
  readonly cpu: { readonly bot: number; readonly database: number; readonly load: number };
  /** CPU of the bot's processes and of PostgreSQL while nobody answers, in ms a second: they look for what is due. */
  readonly atRest: number;
  /** Of the time from arrival to acknowledgement, the share that is spent waiting for the store, at half load. */
  readonly inStore: number;
  /** Answers that were not recorded within two seconds, because others were in the way; the person was told so. */
  readonly refused: number;
}

/** What came of the answers of a round. */
interface Came {
  /** How long each acknowledgement took, in ms. */
  readonly waited: number[];
  /** Answers that were not recorded: others were in the way for too long, or no connection was free. */
  refused: number;
}

interface Waited {
  readonly p50: number;
  readonly p99: number;
}

export interface AnswersInput {
  /** People in the database before, with 20 cards each. */
  readonly learners: number;
  /** Answers in a round, each of another of them. */
  readonly answers: number;
}

const CARDS = 20;

/** Has learners answer a question each in every round, against an SQLite file and against PostgreSQL. */
export async function measureAnswers(cluster: Cluster, input: AnswersInput): Promise<readonly Answered[]> {
  const cards = (await ourPool()).slice(0, CARDS).map(({ card }) => card);
  const learners = { people: input.learners, cards, repetitions: 1, now: Date.now() };
  const folder = mkdtempSync(join(tmpdir(), 'podium-bench-'));
  const tidy = atEnd(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'podium.db');
  await fillSqlite(path, learners);
  const found = [await measured('1 process, SQLite', await startFleet(1, { DATABASE_PATH: path }), input)];
  tidy();
  await onServer(cluster.server, 'CREATE DATABASE learners');
  await fillPostgres(`${cluster.server}/learners`, learners);
  for (const processes of [1, 2, 4]) {
    const name = `answers_${processes}`;
    await onServer(cluster.server, `CREATE DATABASE ${name} TEMPLATE learners`);
    const fleet = await startFleet(processes, { DATABASE_URL: `${cluster.server}/${name}` });
    const what = `${processes} process${processes === 1 ? '' : 'es'}, PostgreSQL`;
    found.push(await measured(what, fleet, input, cluster.pid));
    await onServer(cluster.server, `DROP DATABASE ${name} WITH (FORCE)`);
  }
  await onServer(cluster.server, 'DROP DATABASE learners');
  return found;
}

async function measured(
  what: string,
  fleet: Fleet,
  { learners, answers: count }: AnswersInput,
  database?: number,
): Promise<Answered> {
  // Far apart from each other, as people are who answer within the same seconds.
  const people = Array.from({ length: count }, (_, n) => (n * APART) % learners);
  const databaseMs = () => (database === undefined ? 0 : cpuMsWithChildren(database));
  const rates: number[] = [];
  const askRates: number[] = [];
  const full: Came = { waited: [], refused: 0 };
  const cpu = { bot: 0, database: 0, load: 0 };
  let answers = 0;
  let rest = { bot: 0, database: 0 };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const asking = performance.now();
    const asked = await questions(fleet, people, WIDTH);
    const askedPerSecond = (people.length * 1000) / (performance.now() - asking);
    const began = performance.now();
    const before = { bot: fleet.cpuMs(), database: databaseMs(), load: process.cpuUsage() };
    const came: Came = { waited: [], refused: 0 };
    const perSecond = await rate(asked.length, WIDTH, (n) => answer(fleet, asked[n], came));
    if (round === 0) {
      rest = await atRest(fleet, databaseMs);
      continue;
    }
    const seconds = (performance.now() - began) / 1000;
    rates.push(perSecond);
    askRates.push(askedPerSecond);
    full.waited.push(...came.waited);
    full.refused += came.refused;
    answers += asked.length;
    cpu.bot += (fleet.cpuMs() - before.bot - rest.bot * seconds) * 1000;
    cpu.database += (databaseMs() - before.database - rest.database * seconds) * 1000;
    const { user, system } = process.cpuUsage(before.load);
    cpu.load += user + system;
  }
  const perSecond = median(rates);
  const asked = await questions(fleet, people, WIDTH);
  const before = await fleet.told();
  const half: Came = { waited: [], refused: 0 };
  await arriving(asked.length, perSecond / 2, (n) => answer(fleet, asked[n], half));
  const after = await fleet.told();
  await fleet.stop();
  return {
    what,
    perSecond,
    askedPerSecond: median(askRates),
    full: waitedOf(full),
    half: waitedOf(half),
    refused: full.refused + half.refused,
    cpu: { bot: cpu.bot / answers, database: cpu.database / answers, load: cpu.load / answers },
    atRest: rest.bot + rest.database,
    inStore: (after.store - before.store) / (after.handling - before.handling),
  };
}

/** CPU while nobody answers, in ms a second. */
async function atRest(fleet: Fleet, databaseMs: () => number) {
  const before = { bot: fleet.cpuMs(), database: databaseMs() };
  await sleep(REST_MS);
  const seconds = REST_MS / 1000;
  return {
    bot: (fleet.cpuMs() - before.bot) / seconds,
    database: (databaseMs() - before.database) / seconds,
  };
}

function waitedOf({ waited }: Came): Waited {
  return { p50: at(waited, 0.5), p99: at(waited, 0.99) };
}

/** Presses the button; notes how long its acknowledgement took, or that nothing was recorded. */
async function answer(
  fleet: Fleet,
  asked: { readonly user: number; readonly id: string } | undefined,
  came: Came,
): Promise<void> {
  if (asked === undefined) throw new RangeError('there is no question left');
  const began = performance.now();
  const { data } = await fleet.send(asked.user, 3, pressed(asked.id));
  came.waited.push(performance.now() - began);
  const text = JSON.stringify(data);
  if (/nothing was recorded/.test(text)) came.refused += 1;
  else if (!/✓ Right|✗ Wrong/.test(text)) throw new Error(`no outcome came: ${text.slice(0, 500)}`);
}

/** Calls `work` so many times, as often a second as said on average, whether or not those before are done. */
async function arriving(
  total: number,
  perSecond: number,
  work: (index: number) => Promise<unknown>,
): Promise<void> {
  const random = randomFrom(1);
  const running: Promise<unknown>[] = [];
  const began = performance.now();
  let due = 0;
  for (let n = 0; n < total; n += 1) {
    // Moments of people who know nothing of each other: exponentially far apart.
    due += (-Math.log(1 - random.below(2 ** 30) / 2 ** 30) * 1000) / perSecond;
    const wait = began + due - performance.now();
    if (wait > 1) await sleep(wait);
    running.push(work(n));
  }
  await Promise.all(running);
}
