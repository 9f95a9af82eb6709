import pg from 'pg';
import { expect, inject, test } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { DAY, MINUTE } from '../../../src/study/schedule/day.ts';
import { addressOf } from '../database.ts';
import { running } from '../exam-fixture.ts';
import { askInput, NOON, tempFolder, tempStore } from '../fixtures.ts';

const onServer = inject('postgres') !== undefined;
const GUILD = askInput().guildId ?? '';
const POOL = [{ card: 'basics/a' }];

/** Several stores on one database, as several processes have, and a connection beside them. */
async function processes(count: number) {
  const path = `${tempFolder()}/podium.db`;
  const stores = await Promise.all(Array.from({ length: count }, () => tempStore(path)));
  const client = new pg.Client({ connectionString: (await addressOf(path)) ?? '' });
  client.on('error', () => undefined);
  await client.connect();
  return { stores: stores as [Store, Store, ...Store[]], client };
}

async function remindersOf(client: pg.Client, people: number): Promise<void> {
  const all = `(SELECT (1000 + n)::text FROM generate_series(1, ${people}) AS n) AS everybody (p)`;
  await client.query(`INSERT INTO reminders (user_id, hour, next_at) SELECT p, 12, ${NOON} FROM ${all}`);
  await client.query(
    `INSERT INTO cards (user_id, card, state, stability, difficulty, due_day, reps) SELECT p, 'basics/a', 2, 10, 5, 1, 1 FROM ${all}`,
  );
}

async function takeAll(store: Store): Promise<readonly string[]> {
  const taken: string[] = [];
  while (((await store.nextReminderAt()) ?? Number.POSITIVE_INFINITY) <= NOON)
    for (const { userId } of await store.claimReminders({ now: NOON, limit: 20, pool: POOL }))
      taken.push(userId);
  return taken;
}

test.skipIf(!onServer)('what is due goes to one of several processes, each once', async () => {
  const { stores, client } = await processes(4);
  await remindersOf(client, 400);
  const taken = (await Promise.all(stores.map(takeAll))).flat();
  expect(taken).toHaveLength(400);
  expect(new Set(taken).size).toBe(400);
  await client.end();
});

test.skipIf(!onServer)(
  'a process that dies in the middle of a claim leaves it to the others, at once',
  async () => {
    const { stores, client } = await processes(2);
    await remindersOf(client, 30);
    // As claimReminders does it, up to the moment before its COMMIT.
    const dying = new pg.Client({ connectionString: `${inject('postgres')}/${client.database}` });
    dying.on('error', () => undefined);
    await dying.connect();
    await dying.query('BEGIN');
    const held = await dying.query<{ user_id: string }>(
      'SELECT user_id FROM reminders ORDER BY user_id LIMIT 10 FOR UPDATE SKIP LOCKED',
    );
    await dying.query('UPDATE reminders SET next_at = next_at + 1 WHERE user_id = $1', [
      held.rows[0]?.user_id,
    ]);
    const others = await stores[0].claimReminders({ now: NOON, limit: 99, pool: POOL });
    expect(others).toHaveLength(20);
    const { rows } = await dying.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await client.query('SELECT pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
    const left = await stores[1].claimReminders({ now: NOON, limit: 99, pool: POOL });
    expect(left.map(({ userId }) => userId).toSorted()).toEqual(held.rows.map((row) => row.user_id));
    await client.end();
  },
);

test.skipIf(!onServer)(
  'a process that dies after a claim leaves it to the others when its time is over',
  async () => {
    const { stores, client } = await processes(3);
    await client.query(
      `INSERT INTO report_news (user_id, card, settled_at, send_at) VALUES ('1', 'basics/a', ${NOON}, ${NOON})`,
    );
    const [first, ...others] = stores;
    const [news] = await first.claimReportNews({ now: NOON, limit: 9 });
    expect(news).toMatchObject({ userId: '1' });
    await client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    const claims = (now: number) =>
      Promise.all(others.map((store) => store.claimReportNews({ now, limit: 9 }))).then((taken) =>
        taken.flat(),
      );
    expect(await claims(NOON + MINUTE - 1)).toEqual([]);
    expect(await claims(NOON + MINUTE)).toEqual([news]);
    await others[0]?.newsTold([news?.id ?? 0], NOON + MINUTE);
    expect(await claims(NOON + DAY)).toEqual([]);
    await client.end();
  },
);

interface Due {
  readonly table: string;
  make(store: Store, client: pg.Client): Promise<unknown>;
  claim(store: Store): Promise<readonly unknown[]>;
}

const LATER = NOON + DAY;
const OPTIONS = {
  deck: null,
  topic: null,
  kind: 'mixed',
  rounds: 3,
  seconds: 20,
  race: false,
  teams: 0,
  open: false,
} as const;

const DUE: readonly Due[] = [
  {
    table: 'reminders',
    make: (_store, client) => remindersOf(client, 1),
    claim: (store) => store.claimReminders({ now: NOON, limit: 9, pool: POOL }),
  },
  {
    table: 'report_news',
    make: (_store, client) =>
      client.query(
        `INSERT INTO report_news (user_id, card, settled_at, send_at) VALUES ('1', 'basics/a', 0, 0)`,
      ),
    claim: (store) => store.claimReportNews({ now: NOON, limit: 9 }),
  },
  {
    table: 'seasons',
    make: (store) =>
      store.startSeason({ guildId: GUILD, channelId: '1', name: 'A', endsAt: NOON + 1, now: NOON }),
    claim: (store) => store.claimSeasons({ now: NOON + MINUTE, limit: 9 }),
  },
  {
    table: 'matches',
    make: (store) =>
      store.openMatch({
        guildId: GUILD,
        channelId: '1',
        hostId: '1',
        name: 'Ada',
        options: OPTIONS,
        seed: 1,
        now: NOON,
      }),
    claim: (store) => store.claimMatches({ now: NOON, limit: 9 }),
  },
  {
    table: 'daily',
    make: (store) =>
      store.setDaily({
        guildId: GUILD,
        userId: '1',
        channelId: '3',
        minute: 780,
        zone: 'UTC',
        deck: null,
        seed: 1,
        now: NOON,
      }),
    claim: (store) => store.claimDailies({ now: NOON + 60 * MINUTE, limit: 9 }),
  },
  {
    table: 'exams',
    make: (store) => running(store, 2, NOON, { userId: '1' }),
    claim: (store) => store.claimExams({ now: LATER, limit: 9 }),
  },
];

test.skipIf(!onServer).each(DUE)(
  'what somebody else has in hand of $table is left to them, without waiting for them',
  async ({ table, make, claim }) => {
    const { stores, client } = await processes(1);
    const [store] = stores;
    await make(store, client);
    // An exam that runs is looked after by a process; a silence would move its time on.
    if (table === 'exams') await client.query(`UPDATE heartbeat SET seen_at = ${LATER}`);
    await client.query('BEGIN');
    await client.query(`SELECT * FROM ${table} FOR UPDATE`);
    expect(await claim(store)).toEqual([]);
    await client.query('ROLLBACK');
    expect(await claim(store)).toHaveLength(1);
    await client.end();
  },
);
