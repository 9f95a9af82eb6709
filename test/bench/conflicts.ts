/**
 * How often transactions of different people are in each other's way on PostgreSQL: four stores, as four processes have
 * them, and 64 answers at once. A transaction that is run again is one that PostgreSQL rolled back.
 */
import pg from 'pg';
import { openStore, StoreError } from '../../src/store/index.ts';
import type { Store } from '../../src/store/store.ts';
import { setup } from '../postgres.ts';
import { onServer, TEMPLATE } from '../store/postgres-server.ts';
import { askInput, right } from '../store/questions.ts';

const STORES = 4;
const AT_ONCE = 64;
const ANSWERS = Number(process.env.PODIUM_BENCH_ANSWERS ?? 4000);
const REMINDERS = 10_000;
const NOW = Date.UTC(2026, 2, 2, 12);

interface Kind {
  readonly title: string;
  readonly people: number;
  readonly cards: number;
}

const KINDS: readonly Kind[] = [
  { title: 'other people, other cards', people: 2000, cards: 200 },
  { title: 'other people, one card', people: 2000, cards: 1 },
];

export async function benchConflicts(): Promise<void> {
  let server = '';
  const provide = (_: 'postgres', value: string): void => {
    server = value;
  };
  const stop = await setup({ provide } as never);
  try {
    for (const [n, kind] of KINDS.entries()) await measure(server, `bench_${n}`, kind);
    await measureClaims(server, 'bench_claims');
  } finally {
    stop?.();
  }
}

async function measure(server: string, name: string, { title, people, cards }: Kind): Promise<void> {
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  const url = `${server}/${name}`;
  const stores = await Promise.all(Array.from({ length: STORES }, () => openStore({ url, connections: 16 })));
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const store = (n: number): Store => stores[n % STORES] as Store;
  const asked: { id: number; userId: string; n: number }[] = [];
  await inTurns(ANSWERS, async (n) => {
    const userId = String(100_000_000_000_000_000n + BigInt(n % people));
    const card = `basics/card-${(n * 7919) % cards}`;
    const input = askInput({ userId, now: NOW });
    const { id } = await store(n).ask({ ...input, question: { ...input.question, card } });
    asked.push({ id, userId, n });
  });
  await client.query('ANALYZE');
  const before = await rolledBack(client, name);
  const start = performance.now();
  let refused = 0;
  await inTurns(asked.length, async (n) => {
    const { id, userId } = asked[n] as (typeof asked)[number];
    await store(n)
      .recordAnswer(right(id, { userId, now: NOW }))
      .catch((error: unknown) => {
        if (!(error instanceof StoreError)) throw error;
        refused += 1;
      });
  });
  const seconds = (performance.now() - start) / 1000;
  const again = (await rolledBack(client, name)) - before;
  console.log(
    `${title}: ${asked.length} answers in ${seconds.toFixed(1)} s (${(asked.length / seconds).toFixed(0)}/s), ` +
      `` +
      `run again ${((again / asked.length) * 1000).toFixed(0)} times per 1,000, refused ${refused}`,
  );
  await client.end();
  await Promise.all(stores.map((each) => each.close()));
}

/** Reminders that are due at once, taken by all stores until none is left. */
async function measureClaims(server: string, name: string): Promise<void> {
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  const url = `${server}/${name}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const person = `(100000000000000000 + n)::text FROM generate_series(1, ${REMINDERS}) AS n`;
  await client.query(
    `INSERT INTO reminders (user_id, hour, next_at) SELECT p, 12, ${NOW} FROM (SELECT ${person}) AS all_of_them (p)`,
  );
  await client.query(
    `INSERT INTO cards (user_id, card, state, stability, difficulty, due, due_day, reps, last_review, last_day)
      SELECT p, 'basics/a', 2, 10, 5, 0, 1, 1, 0, 0 FROM (SELECT ${person}) AS all_of_them (p)`,
  );
  await client.query('ANALYZE');
  const stores = await Promise.all(Array.from({ length: STORES }, () => openStore({ url, connections: 4 })));
  const before = await rolledBack(client, name);
  const start = performance.now();
  const claimed = await Promise.all(
    stores.map(async (store) => {
      const ids: string[] = [];
      for (;;) {
        const some = await store.claimReminders({ now: NOW, limit: 100, pool: [{ card: 'basics/a' }] });
        if (some.length === 0 && ((await store.nextReminderAt()) ?? Number.POSITIVE_INFINITY) > NOW)
          return ids;
        ids.push(...some.map(({ userId }) => userId));
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  const again = (await rolledBack(client, name)) - before;
  const all = claimed.flat();
  console.log(
    `${REMINDERS} reminders due at once, ${STORES} claimers: ${all.length} taken, ${new Set(all).size} different, in ` +
      `${seconds.toFixed(1)} s, run again ${again} times; each took ${claimed.map((ids) => ids.length).join(', ')}`,
  );
  await client.end();
  await Promise.all(stores.map((each) => each.close()));
}

async function rolledBack(client: pg.Client, name: string): Promise<number> {
  // Each connection reports what it counted a second after its last transaction at the latest.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const { rows } = await client.query('SELECT xact_rollback FROM pg_stat_database WHERE datname = $1', [
    name,
  ]);
  return Number(rows[0]?.xact_rollback ?? 0);
}

async function inTurns(total: number, work: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let n = next++; n < total; n = next++) await work(n);
    }),
  );
}
