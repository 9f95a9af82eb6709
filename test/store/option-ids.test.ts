import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { DECK_DIRECTORY, readDeckFiles } from '../../src/decks/files.ts';
import { loadDecks } from '../../src/decks/index.ts';
import { bucket, PERIODS } from '../../src/store/groups/periods.ts';
import { deckOfCard } from '../../src/store/groups/tally.ts';
import type { Store } from '../../src/store/store.ts';
import { type Card, chosenItems } from '../../src/study/index.ts';
import { DAY } from '../../src/study/schedule/day.ts';
import { NOON, right, tempFolder, tempStore } from './fixtures.ts';

const ME = '100000000000000001';
const GUILD = '200000000000000001';
const BEFORE = readFileSync(new URL('before-option-ids.sql', import.meta.url), 'utf8');
const ours = loadDecks(await readDeckFiles(DECK_DIRECTORY)).decks.flatMap(({ cards }) => cards);

/** A database as Podium made it when options had no ids, by the code of that time (before-option-ids.make.ts). */
function databaseOfBefore(): string {
  const path = join(tempFolder(), 'podium.db');
  const db = new Database(path);
  db.exec(`BEGIN; ${BEFORE} COMMIT;`);
  db.close();
  return path;
}

/** Choose-all cards of ours of which more or fewer options are right since then: whoever knew them learns them anew. */
const ANSWERED_OTHERWISE = [
  'levels-and-precedence/pod-only-fields',
  'levels-and-precedence/container-only-fields',
  'nonroot-and-images/two-repairs',
  'pod-security-standards/baseline-violations',
  'profiles-and-sysctls/profile-types',
  'users-and-groups/groups-policy-strict',
  'verifying-and-troubleshooting/dry-run-finds',
  'volumes-and-fsgroup/policy-on-ephemeral',
  'workloads-and-containers/kinds-with-template',
];

/** Columns that later versions have put beside them. */
const LATER = new Set(['fed_at', 'asked_difficulty', 'after', 'board']);
/** Whose an answer is stood with its card alone. */
const isLater = (column: string, row: object) =>
  LATER.has(column) || (column === 'user_id' && 'card_id' in row);
const ofThen = (row: unknown) =>
  Object.fromEntries(Object.entries(row as object).filter(([column]) => !isLater(column, row as object)));

function rowsOf(path: string, query: string): readonly unknown[] {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare(query).all().map(ofThen);
  } finally {
    db.close();
  }
}

const PEOPLES = ['cards', 'reviews', 'days', 'settings', 'server_decks', 'reports'];
/** Boards by deck came later. */
const SCORES = 'SELECT guild_id, period, user_id, points, answered, correct FROM scores ORDER BY 1, 2, 3';
const SCORES_NOW = SCORES.replace('FROM scores', "FROM scores WHERE deck = ''");
/** Topics have got other names since (renamed-topics.test.ts). */
const TOPICS = 'SELECT user_id, sum(points), sum(answered), sum(correct) FROM topics GROUP BY user_id';
const everything = (path: string, scores = SCORES) =>
  [...PEOPLES.map((table) => `SELECT * FROM ${table}`), TOPICS, scores].map((query) => rowsOf(path, query));
const COUNTS = 'SELECT card, sum(count) AS all_counts FROM item_counts GROUP BY card ORDER BY card';

test('boards by deck begin with the answers of before whose questions are kept, as if they were counted then', async () => {
  const path = databaseOfBefore();
  const kept = rowsOf(
    path,
    `SELECT asks.guild_id, asks.user_id, asks.card, answered_at, points, correct FROM asks
     JOIN reviews ON ask_id = asks.id WHERE undone = 0 AND asks.guild_id IS NOT NULL`,
  ) as {
    guild_id: string;
    user_id: string;
    card: string;
    answered_at: number;
    points: number;
    correct: number;
  }[];
  expect(kept.length).toBeGreaterThan(20);
  const sums = new Map<string, number[]>();
  for (const { guild_id, user_id, card, answered_at, points, correct } of kept)
    for (const period of PERIODS) {
      const key = [guild_id, bucket(period, answered_at), deckOfCard(card), user_id].join(' ');
      const [sum = 0, right = 0, all = 0] = sums.get(key) ?? [];
      sums.set(key, [sum + points, right + correct, all + 1]);
    }
  await tempStore(path);
  const rows = rowsOf(path, "SELECT * FROM scores WHERE deck <> ''") as Record<string, string | number>[];
  const counted = rows.map((row) => [
    [row.guild_id, row.period, row.deck, row.user_id].join(' '),
    [row.points, row.correct, row.answered],
  ]);
  expect(counted.toSorted()).toEqual([...sums].toSorted());
});

async function chosenOf(store: Store, card: string) {
  return [...((await store.itemStats([card])).get(card)?.chosen ?? [])].toSorted();
}

test('a database of before keeps every schedule, answer, count, open question and deck', async () => {
  const path = databaseOfBefore();
  const before = everything(path);
  const counts = rowsOf(path, COUNTS);
  const store = await tempStore(path);
  expect(await store.reviseCards(ours)).toBe(ANSWERED_OTHERWISE.length);
  expect(await store.reviseCards(ours)).toBe(0);
  expect(everything(path, SCORES_NOW)).toEqual(before);
  expect(rowsOf(path, COUNTS)).toEqual(counts);
  expect(rowsOf(path, 'SELECT id FROM asks WHERE stale = 1')).toEqual([]);

  expect(await chosenOf(store, `${GUILD}.ours/level`)).toEqual([
    ['the-container-decides', 3],
    ['the-pod-decides', 1],
  ]);
  expect(await chosenOf(store, `${GUILD}.ours/where`)).toEqual([
    ['line-1', 1],
    ['line-3', 3],
  ]);
  const known = new Map(ours.map((card) => [card.key, new Set(card.options.map(({ id }) => id))]));
  const ofOurs = (
    rowsOf(path, 'SELECT card, item FROM item_counts') as { card: string; item: string }[]
  ).filter(({ card, item }) => known.has(card) && item.startsWith('option '));
  expect(ofOurs.length).toBeGreaterThan(5);
  expect(ofOurs.filter(({ card, item }) => !known.get(card)?.has(item.slice(7)))).toEqual([]);
});

test('a question that was open then is answered and counted by the ids of now', async () => {
  const path = databaseOfBefore();
  const store = await tempStore(path);
  await store.reviseCards(ours);
  const open = rowsOf(path, 'SELECT id FROM asks WHERE closed_at IS NULL') as { id: number }[];
  expect(open).toHaveLength(2);
  for (const { id } of open) {
    const question = (await store.findAsk(id))?.question;
    const option = question?.options?.find(({ correct }) => !correct);
    if (question === undefined || option === undefined) throw new Error('no such question');
    const answer = { kind: 'options', keys: [option.key] } as const;
    const chosen = chosenItems(question, answer);
    const times = async () => new Map(await chosenOf(store, question.card)).get(option.id ?? '') ?? 0;
    const before = await times();
    await store.recordAnswer(right(id, { answer, correct: false, chosen, now: NOON + 6 * DAY }));
    expect(await times()).toBe(before + 1);
    await store.undo(id, ME);
    expect(await times()).toBe(before);
  }
});

/** The deck of the server in that database, with some of its text replaced. */
async function edited(store: Store, replace: (text: string) => string) {
  const old = await store.serverDeck(GUILD, 'ours');
  if (old === undefined) throw new Error('no deck');
  return { ...old, cards: JSON.parse(replace(JSON.stringify(old.cards))) as Card[] };
}

test.each([
  ['before anything was carried over', false],
  ['after it', true],
])('a deck of then, imported again with a full stop more %s, keeps its schedules', async (_, carried) => {
  const path = databaseOfBefore();
  const memories = rowsOf(path, 'SELECT * FROM cards');
  const store = await tempStore(path);
  if (carried) await store.reviseCards(ours);
  const deck = await edited(store, (text) => text.replaceAll('decides"', 'decides."'));
  const plain = {
    ...deck,
    cards: deck.cards.map((card) => ({ ...card, key: card.key.slice(GUILD.length + 1) })),
  };
  expect(await store.importDeck(GUILD, plain, NOON)).toMatchObject({ kept: 5, changed: 0, reworded: [] });
  expect(rowsOf(path, 'SELECT * FROM cards')).toEqual(memories);
});

test('a deck that was removed then goes on when it comes back', async () => {
  const path = databaseOfBefore();
  const memories = rowsOf(path, 'SELECT * FROM cards');
  const store = await tempStore(path);
  await store.reviseCards(ours);
  const deck = await edited(store, (text) =>
    text.replaceAll('"ours/', '"gone/').replaceAll(`${GUILD}.ours/`, 'gone/'),
  );
  const gone = { ...deck, id: 'gone' };
  expect(await store.importDeck(GUILD, gone, NOON)).toMatchObject({ added: 5 });
  expect(rowsOf(path, 'SELECT * FROM cards')).toEqual(memories);
  const turned = {
    ...gone,
    cards: gone.cards.map((card) => ({
      ...card,
      options: card.options.map((option) => ({
        ...option,
        correct: card.kind === 'multi' || !option.correct,
      })),
    })),
  };
  expect((await store.importDeck(GUILD, turned, NOON)).changed).toBe(3);
});

test('a card of ours with another right answer since then is learned anew, a reworded one is not', async () => {
  const path = databaseOfBefore();
  const [choice, multi, other] = (['choice', 'multi', 'number'] as const).map((kind) =>
    ours.find((card) => card.kind === kind),
  );
  const number = other && { ...other, key: 'capabilities-and-privilege/user-namespace-inside' };
  if (choice === undefined || multi === undefined || number === undefined) throw new Error('no such card');
  const learned = (card: Card) =>
    rowsOf(path, `SELECT 1 FROM cards WHERE card = '${card.key}' AND state > 0`).length;
  expect([learned(choice), learned(multi), learned(number)]).toEqual([2, 2, 2]);
  const store = await tempStore(path);
  const last = choice.options.length - 1;
  const changed = await store.reviseCards([
    { ...choice, options: choice.options.map((option, index) => ({ ...option, correct: index === last })) },
    { ...number, answer: 4711 },
    { ...multi, options: multi.options.map((option) => ({ ...option, text: `${option.text} indeed` })) },
  ]);
  expect(changed).toBe(2);
  expect([learned(choice), learned(multi), learned(number)]).toEqual([0, 2, 0]);
  expect((await chosenOf(store, multi.key)).map(([id]) => id)).toEqual(
    multi.options
      .filter(({ correct }) => correct)
      .map(({ id }) => id)
      .toSorted(),
  );
});
