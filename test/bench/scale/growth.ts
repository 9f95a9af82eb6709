import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import pg from 'pg';
import { openStore, type Store } from '../../../src/store/index.ts';
import type { Cluster } from '../../store/postgres-cluster.ts';
import { onServer } from '../../store/postgres-server.ts';
import { askInput, question, right } from '../../store/questions.ts';
import { fillPostgres, fillSqlite, userIdOf } from '../learners.ts';
import { learnersOf, nextCards, personOf, SMALL } from '../next-cards.ts';
import { median } from '../samples.ts';
import { atEnd } from '../tidy.ts';

const ROUNDS = 30;
/** The first ones fill caches and prepare statements. */
const WARM = 5;
const CARDS_A_ROUND = 100;
const ANSWERS_A_ROUND = 20;

/** What a use-case takes with {@link SMALL} reviews and with many, in µs. */
interface Growth {
  readonly small: number;
  readonly large: number;
}

/** Bytes with all indexes. */
interface Bytes {
  readonly review: number;
  /** The memory of a card that a person has met. */
  readonly card: number;
  /** The other sums that are kept of a person: ten days, five topics, the boards of one server. */
  readonly sums: number;
}

export interface Grown {
  readonly nextCard: Growth;
  readonly recordAnswer: Growth;
  /** How long it took to make the large one, in seconds. */
  readonly filledIn: number;
  readonly postgres: Bytes;
  readonly sqlite: Bytes;
}

/** Fills two databases alike and measures them in turns, so that a slow moment of the machine hits both. */
export async function measureGrowth({ server }: Cluster, reviews: number): Promise<Grown> {
  const began = performance.now();
  await filled(server, 'large', reviews);
  const filledIn = (performance.now() - began) / 1000;
  await filled(server, 'small', SMALL);
  const [small, large] = [
    await openStore({ url: `${server}/small` }),
    await openStore({ url: `${server}/large` }),
  ];
  const [next, recorded] = [samples(), samples()];
  for (let round = 0; round < ROUNDS; round += 1) {
    next.small.push(await nextCards(small, SMALL, round, CARDS_A_ROUND));
    next.large.push(await nextCards(large, reviews, round, CARDS_A_ROUND));
    recorded.small.push(await answers(small, SMALL, round));
    recorded.large.push(await answers(large, reviews, round));
  }
  await small.close();
  await large.close();
  const postgres = await bytesInPostgres(`${server}/large`, reviews);
  for (const name of ['small', 'large']) await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
  return {
    nextCard: growthOf(next),
    recordAnswer: growthOf(recorded),
    filledIn,
    postgres,
    sqlite: await bytesInSqlite(),
  };
}

async function filled(server: string, name: string, reviews: number): Promise<void> {
  await onServer(server, `CREATE DATABASE ${name}`);
  await fillPostgres(`${server}/${name}`, learnersOf(reviews));
}

interface Samples {
  readonly small: number[];
  readonly large: number[];
}

function samples(): Samples {
  return { small: [], large: [] };
}

function growthOf({ small, large }: Samples): Growth {
  return { small: median(small.slice(WARM)), large: median(large.slice(WARM)) };
}

/** Microseconds for an answer that is read, recorded and on disk, one after the other, each of another person. */
async function answers(store: Store, reviews: number, round: number): Promise<number> {
  const { now } = learnersOf(reviews);
  const asked: { readonly askId: number; readonly userId: string }[] = [];
  for (let n = 0; n < ANSWERS_A_ROUND; n += 1) {
    const userId = userIdOf(personOf(reviews, round * ANSWERS_A_ROUND + n));
    const { id } = await store.ask(askInput({ userId, now, question: question(`basics/card-${n}`) }));
    asked.push({ askId: id, userId });
  }
  const start = performance.now();
  for (const { askId, userId } of asked) {
    await store.askFor(askId, userId);
    await store.recordAnswer(right(askId, { userId, now }));
  }
  return ((performance.now() - start) * 1000) / ANSWERS_A_ROUND;
}

async function bytesInPostgres(url: string, reviews: number): Promise<Bytes> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client
    .query<Size>(
      `SELECT relname AS name, pg_total_relation_size(oid)::float8 AS bytes
         FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    )
    .finally(() => client.end());
  return bytesOf(rows, reviews);
}

/** In a file of {@link SMALL} reviews, by its pages. */
async function bytesInSqlite(): Promise<Bytes> {
  const folder = mkdtempSync(join(tmpdir(), 'podium-bench-'));
  const tidy = atEnd(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'podium.db');
  await fillSqlite(path, learnersOf(SMALL));
  const db = new Database(path, { readonly: true });
  const rows = db
    .prepare(
      'SELECT tbl_name AS name, sum(pgsize) AS bytes FROM dbstat JOIN sqlite_schema USING (name) GROUP BY 1',
    )
    .all() as Size[];
  db.close();
  tidy();
  return bytesOf(rows, SMALL);
}

interface Size {
  readonly name: string;
  readonly bytes: number;
}

function bytesOf(sizes: readonly Size[], reviews: number): Bytes {
  const { people, cards } = learnersOf(reviews);
  const sum = (...names: readonly string[]): number =>
    sizes.filter(({ name }) => names.includes(name)).reduce((total, { bytes }) => total + bytes, 0);
  return {
    review: sum('reviews') / reviews,
    card: sum('cards') / (people * cards.length),
    sums: sum('days', 'topics', 'scores') / people,
  };
}
