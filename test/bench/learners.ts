import Database from 'better-sqlite3';
import pg from 'pg';
import { bucket, PERIODS } from '../../src/store/groups/periods.ts';
import { deckOfCard, EVERY_DECK } from '../../src/store/groups/tally.ts';
import { openStore } from '../../src/store/index.ts';
import { DAY, HOUR } from '../../src/study/schedule/day.ts';

/** People who have learned for some months, all alike. */
export interface Learners {
  readonly people: number;
  /** Keys of the cards that each has met. A fifth of them are due, the rest spread over the coming months. */
  readonly cards: readonly string[];
  /** Reviews of each card. */
  readonly repetitions: number;
  /** Ms since the epoch: by then they are due. */
  readonly now: number;
  /** All are reminded at this moment; left out, nobody is. */
  readonly remindedAt?: number;
}

/** People in one server. */
const PER_SERVER = 50;
const FIRST_PERSON = 200_000_000_000_000_000n;
/** As far apart as ids that Discord gives a millisecond apart. */
const APART = 4_194_304;
const FIRST_SERVER = 400_000_000_000_000_000n;

/** Which number of the stand-in this person, from 0, has. */
export function numberOf(person: number): number {
  return person * APART;
}

/** Which server, from 0, they are in. */
export function serverOf(person: number): number {
  return Math.floor(person / PER_SERVER);
}

/** The id of a person, from 0. */
export function userIdOf(person: number): string {
  return String(FIRST_PERSON + BigInt(numberOf(person)));
}

/** Days apart that two reviews of a card, and two days of learning, are. */
const EVERY_DAYS = 10;
/** That a card rests at least. */
const REST_DAYS = 30;

/** For each column of a table an expression over what `from` names; columns that the table does not have are left out. */
interface Filling {
  readonly table: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly from: string;
}

/**
 * What stands in each table, in SQL that both kinds of database read. People, cards and reviews are numbered from 0 by
 * recursive queries, so that millions of rows are made where they are kept.
 */
function fillings({ people, cards, repetitions, now, remindedAt }: Learners): readonly Filling[] {
  const today = Math.floor(now / DAY);
  const counted = (name: string, column: string, count: number) =>
    `${name}(${column}) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT ${column} + 1 FROM ${name} WHERE ${column} < ${count - 1})`;
  const listed = (name: string, columns: string, rows: readonly string[]) =>
    `${name}(${columns}) AS (VALUES ${rows.map((row) => `(${row})`).join(', ')})`;
  const learned = cards.map((card, n) => {
    const due = today + (n % 5 === 0 ? -(n % 3) : n * 4);
    // Seen before today, all of them: a card that was seen today keeps its siblings away.
    return `${n}, '${card}', ${due}, ${Math.min(due - REST_DAYS, today - 1 - n)}`;
  });
  const user_id = `CAST(${FIRST_PERSON} + p * ${APART} AS TEXT)`;
  const each = `WITH RECURSIVE ${counted('people', 'p', people)}`;
  const known = `${each}, ${listed('known', 'n, card, due_day, last_day', learned)}`;
  const card_id = `p * ${cards.length} + n + 1`;
  const day = `last_day - (${repetitions - 1} - r) * ${EVERY_DAYS}`;
  const sums = { points: '40', answered: '50', correct: '40' };
  const topics = ['runAsUser', 'fsGroup', 'capabilities', 'runAsNonRoot', 'seccomp'].map(
    (each) => `'${each}'`,
  );
  const decks = [EVERY_DECK, deckOfCard(cards[0] ?? '')];
  const boards = PERIODS.flatMap((period) => decks.map((deck) => `'${bucket(period, now)}', '${deck}'`));
  return [
    {
      table: 'cards',
      columns: {
        id: card_id,
        user_id,
        card: 'card',
        state: '2',
        stability: '10 + n',
        difficulty: '5.5',
        due: `CAST(due_day AS BIGINT) * ${DAY}`,
        due_day: 'due_day',
        reps: String(repetitions),
        scheduled_days: 'due_day - last_day',
        last_review: `CAST(last_day AS BIGINT) * ${DAY}`,
        last_day: 'last_day',
      },
      from: `${known} SELECT * FROM people CROSS JOIN known`,
    },
    {
      table: 'reviews',
      columns: {
        user_id,
        card: 'card',
        card_id,
        ask_id: `(${card_id} - 1) * ${repetitions} + r + 1`,
        day,
        answered_at: `CAST(${day} AS BIGINT) * ${DAY} + ${12 * HOUR}`,
        answer: `'{"kind":"options","keys":["B"]}'`,
        correct: '1',
        points: '1',
        scored: '1',
        grade: '3',
        rep: 'r + 1',
        before: `'[2,12.5,5.5,0,20400,0,4,0,30,0,20400]'`,
      },
      from: `${known}, ${counted('times', 'r', repetitions)} SELECT * FROM people CROSS JOIN known CROSS JOIN times`,
    },
    {
      table: 'days',
      columns: {
        user_id,
        day: `${today} - d * ${EVERY_DAYS} - 1`,
        ...sums,
        introduced: '3',
        recalled: '10',
        forgotten: '2',
      },
      from: `${each}, ${counted('past', 'd', EVERY_DAYS)} SELECT * FROM people CROSS JOIN past`,
    },
    {
      table: 'topics',
      columns: { user_id, topic: 'topic', ...sums },
      from: `${each}, ${listed('met', 'topic', topics)} SELECT * FROM people CROSS JOIN met`,
    },
    {
      table: 'scores',
      columns: {
        guild_id: `CAST(${FIRST_SERVER} + p / ${PER_SERVER} AS TEXT)`,
        period: 'period',
        deck: 'deck',
        user_id,
        ...sums,
      },
      from: `${each}, ${listed('boards', 'period, deck', boards)} SELECT * FROM people CROSS JOIN boards`,
    },
    ...(remindedAt === undefined
      ? []
      : [
          {
            table: 'reminders',
            columns: {
              user_id,
              hour: String(new Date(remindedAt).getUTCHours()),
              next_at: String(remindedAt),
            },
            from: `${each} SELECT * FROM people`,
          },
        ]),
  ];
}

function insertion({ table, columns, from }: Filling, there: readonly string[]): string {
  const filled = Object.entries(columns).filter(([column]) => there.includes(column));
  const [, recursive = '', select = ''] = /^(WITH .*\)) (SELECT .*)$/s.exec(from) ?? [];
  const values = filled.map(([, expression]) => expression).join(', ');
  const names = filled.map(([column]) => column).join(', ');
  return `INSERT INTO ${table} (${names}) ${recursive} ${select.replace('*', values)}`;
}

/** Makes an SQLite file with these people. */
export async function fillSqlite(path: string, learners: Learners): Promise<void> {
  await (await openStore({ path })).close();
  const db = new Database(path);
  db.pragma('synchronous = OFF');
  db.transaction(() => {
    for (const filling of fillings(learners)) {
      const columns = db.pragma(`table_info(${filling.table})`) as { readonly name: string }[];
      db.exec(
        insertion(
          filling,
          columns.map(({ name }) => name),
        ),
      );
    }
    db.exec("INSERT INTO sqlite_sequence (name, seq) SELECT 'asks', max(ask_id) FROM reviews");
  })();
  db.close();
}

/**
 * Makes the schema in an empty PostgreSQL database, and these people in it. Indexes are made after the rows, and foreign
 * keys are not looked at: each takes longer than the rows themselves.
 */
export async function fillPostgres(url: string, learners: Learners): Promise<void> {
  await (await openStore({ url })).close();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica');
    for (const filling of fillings(learners)) {
      const { rows: columns } = await client.query<{ name: string }>(
        "SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1",
        [filling.table],
      );
      const { rows: indexes } = await client.query<{ name: string; made: string }>(INDEXES, [filling.table]);
      for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
      await client.query(
        insertion(
          filling,
          columns.map(({ name }) => name),
        ),
      );
      for (const { made } of indexes) await client.query(made);
    }
    await client.query(NUMBERS_AFTER);
    await client.query('VACUUM ANALYZE');
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}

/** The indexes of a table that no constraint stands on. */
const INDEXES = `
  SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS made
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
   WHERE i.indrelid = $1::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid)`;

/** New rows are numbered after those that came with a number, and new questions after those that were answered. */
const NUMBERS_AFTER = `
  DO $$
  DECLARE each record; last bigint;
  BEGIN
    FOR each IN SELECT table_name, column_name FROM information_schema.columns
                 WHERE table_schema = 'public' AND is_identity = 'YES'
    LOOP
      EXECUTE format('SELECT max(%I) FROM %I', each.column_name, each.table_name) INTO last;
      IF each.table_name = 'asks' THEN SELECT max(ask_id) FROM reviews INTO last; END IF;
      IF last IS NOT NULL THEN
        PERFORM setval(pg_get_serial_sequence(quote_ident(each.table_name), each.column_name), last);
      END IF;
    END LOOP;
  END $$`;
