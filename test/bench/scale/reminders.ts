import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Cluster } from '../../store/postgres-cluster.ts';
import { onServer } from '../../store/postgres-server.ts';
import { startProcess } from '../bots.ts';
import { fillPostgres } from '../learners.ts';
import { startStandIn } from '../stand-in.ts';
import { atEnd } from '../tidy.ts';
import { ourPool } from './our-pool.ts';

const CHILD = fileURLToPath(new URL('reminders.child.ts', import.meta.url));
/** People of whom the bot itself, with its own pace, is watched for so long. */
const WATCHED_MS = 10_000;
/** Longer is not waited for, so that the bench comes to its end on a slow machine. */
const LONGEST_MS = 240_000;
/** Cards that each person has; the first is due. */
const CARDS = 3;

/** What a process says of itself at its end. */
export interface Sent {
  /** How often it asked the store for what is due, and how long that took altogether, in ms. */
  readonly claims: number;
  readonly claimMs: number;
  /** How many it sent, and how long that took altogether, in ms. */
  readonly sent: number;
  readonly sendMs: number;
  /** How often the store gave up because others were in the way. */
  readonly refused: number;
}

export interface Reminded {
  readonly people: number;
  /** From the beginning until nothing was due, in seconds: two processes, one of them killed at a third. */
  readonly seconds: number;
  /** Who still waited when it was given up, after {@link LONGEST_MS}; none where it was not. */
  readonly waiting: number;
  /** Who was not reminded: what the killed process had taken and not sent yet. */
  readonly lost: number;
  /** Who was reminded twice or more. */
  readonly twice: number;
  /** Of the process that went on. */
  readonly survivor: Sent;
  /** What the bot's own job sends, by its own pace, a second. */
  readonly botPerSecond: number;
}

/** Reminds so many people who are all due at the same moment; one of two processes is killed (SIGKILL) at a third. */
export async function measureReminders({ server }: Cluster, people: number): Promise<Reminded> {
  await onServer(server, 'CREATE DATABASE reminded');
  const url = `${server}/reminded`;
  const now = Date.now();
  const cards = (await ourPool()).slice(0, CARDS).map(({ card }) => card);
  await fillPostgres(url, { people, cards, repetitions: 1, now, remindedAt: now });

  const got = new Map<string, number>();
  let messages = 0;
  let onMessage: () => void = () => undefined;
  const standIn = await startStandIn((userId) => {
    messages += 1;
    got.set(userId, (got.get(userId) ?? 0) + 1);
    onMessage();
  });
  const [victim, survivor] = await Promise.all([begin(url, standIn.apiUrl), begin(url, standIn.apiUrl)]);
  onMessage = () => {
    if (messages >= people / 3) victim.child.kill('SIGKILL');
  };
  const began = performance.now();
  victim.child.stdin?.write('go\n');
  survivor.child.stdin?.write('go\n');
  const said = await survivor.said;
  await victim.gone;
  const seconds = (performance.now() - began) / 1000;
  onMessage = () => undefined;
  const twice = [...got.values()].filter((times) => times > 1).length;
  const waiting = await countWaiting(url, now);
  const lost = people - got.size - waiting;

  await dueAgain(url, now);
  const botPerSecond = await watchBot(url, standIn, () => messages);
  await standIn.close();
  await onServer(server, 'DROP DATABASE reminded WITH (FORCE)');
  return { people, seconds, waiting, lost, twice, survivor: said, botPerSecond };
}

interface Begun {
  readonly child: ChildProcess;
  readonly said: Promise<Sent>;
  readonly gone: Promise<unknown>;
}

/** Starts a process that waits for a line to begin; resolves once it is ready. */
async function begin(url: string, apiUrl: string): Promise<Begun> {
  const child = spawn(process.execPath, [CHILD, url, apiUrl, String(LONGEST_MS)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const tidy = atEnd(() => child.kill('SIGKILL'));
  const gone = once(child, 'exit').then(tidy);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  const said = lines.next().then(({ value }): Sent => {
    if (value === undefined) throw new Error('a process that reminds people ended before it was done');
    return JSON.parse(value);
  });
  // That of the one that is killed.
  said.catch(() => undefined);
  return { child, said, gone };
}

/** How many are still due. */
async function countWaiting(url: string, at: number): Promise<number> {
  const { rows } = await onDatabase(url, 'SELECT count(*)::int AS n FROM reminders WHERE next_at <= $1', [
    at,
  ]);
  return Number(rows[0]?.n);
}

async function dueAgain(url: string, at: number): Promise<void> {
  await onDatabase(url, 'UPDATE reminders SET next_at = $1, last_day = NULL', [at]);
}

async function onDatabase(url: string, statement: string, values: readonly unknown[]) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client.query(statement, [...values]).finally(() => client.end());
}

/** Messages a second of the bot as it is run, over {@link WATCHED_MS} from the first one on. */
async function watchBot(
  url: string,
  standIn: Awaited<ReturnType<typeof startStandIn>>,
  messages: () => number,
): Promise<number> {
  const bot = await startProcess('podium', { ...standIn, token: 'bench' }, { DATABASE_URL: url });
  const before = messages();
  while (messages() === before) await sleep(20);
  const [first, began] = [messages(), performance.now()];
  await sleep(WATCHED_MS);
  const perSecond = ((messages() - first) * 1000) / (performance.now() - began);
  await bot.stop();
  return perSecond;
}
