import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Writes before-option-ids.sql: a database as Podium made it when options had no ids, by the code of that time and
 * with its packages. `git worktree add ../before 6f51351`, `npm ci` there with Node.js 20, and then, there as well,
 * `npx tsx ../podium/test/store/before-option-ids.make.ts . > ../podium/test/store/before-option-ids.sql`.
 */
const [checkout = ''] = process.argv.slice(2);
const from = (file: string) => import(pathToFileURL(resolve(checkout, file)).href);
const Database = createRequire(resolve(checkout, 'package.json'))('better-sqlite3');
const { openStore } = await from('src/store/index.ts');
const { chosenLabels, drawQuestion, grade, loadDecks, pointsOf } = await from('src/study/index.ts');
const { DECK_DIRECTORY, readDeckFiles } = await from('src/deck-files.ts');

const [ME, OTHER] = ['100000000000000001', '100000000000000002'];
const GUILD = '200000000000000001';
const DAY = 86_400_000;
/** Monday 2026-03-02 12:00 UTC. */
const NOON = Date.UTC(2026, 2, 2, 12);

const folder = mkdtempSync(join(tmpdir(), 'podium-before-'));
const path = join(folder, 'podium.db');
const store = await openStore({ path });
const { decks } = loadDecks(await readDeckFiles(DECK_DIRECTORY));
const ours = decks.flatMap((deck: { cards: unknown[] }) => deck.cards);

const SERVER_DECK = `id: ours
title: Ours
description: A deck of a server.
cards:
  - id: level
    kind: choice
    topic: levels
    difficulty: 2
    prompt: Who decides?
    options:
      - {text: The container decides, correct: true, why: w}
      - {text: The pod decides, why: w}
      - {text: Der Pod, why: w}
  - id: fields
    kind: multi
    topic: levels
    difficulty: 3
    prompt: Which fields may stand at both levels?
    options:
      - {text: runAsUser, correct: true, why: w}
      - {text: fsGroup, why: w}
      - {text: runAsGroup, correct: true, why: w}
  - id: where
    kind: locate
    topic: levels
    difficulty: 2
    prompt: Which line counts?
    manifest: |
      kind: Pod
      spec:
        securityContext: {runAsUser: 1000}
    options:
      - {line: 1, why: w}
      - {line: 3, correct: true, why: w}
  - {id: uid, kind: number, topic: levels, difficulty: 1, prompt: Which number has root?, answer: 0}
  - {id: word, kind: recall, topic: levels, difficulty: 1, prompt: What is a UID?, answer: The number of a user.}
`;

async function importServerDeck(id: string): Promise<void> {
  const text = SERVER_DECK.replace('id: ours', `id: ${id}`);
  const { decks: own } = loadDecks([{ name: 'ours.yaml', text }]);
  await store.importDeck(GUILD, own[0], NOON);
}

// biome-ignore lint/suspicious/noExplicitAny: what another version of the program returns has no type here.
type Anything = any;

/** An answer as that version counted it: `pick` says which options by their place in the deck. */
async function answer(card: Anything, userId: string, now: number, pick: readonly number[]): Promise<number> {
  const question = drawQuestion(card, now % 1000);
  const { id } = await store.ask(asking(question, userId, now));
  const texts = pick.map((place) => card.options[place]);
  const keys = (question.options ?? [])
    .filter((option: Anything) => texts.some((each) => each?.text === option.text))
    .map((option: Anything) => option.key);
  const given =
    question.kind === 'number'
      ? { kind: 'number', value: question.number }
      : question.kind === 'recall'
        ? { kind: 'recall', knew: true }
        : { kind: 'options', keys };
  await store.recordAnswer({
    askId: id,
    userId,
    answer: given,
    correct: grade(question, given).correct,
    chosen: chosenLabels(question, given),
    points: pointsOf(question),
    now,
  });
  return id;
}

function asking(question: Anything, userId: string, now: number) {
  const run = { index: 0, count: 1, deck: null, topic: null, shared: false, right: 0, seen: [] };
  return { userId, guildId: GUILD, channelId: '300000000000000001', question, run, now };
}

const rightOf = (card: Anything): readonly number[] =>
  card.options.flatMap((option: Anything, place: number) => (option.correct ? [place] : []));

await store.reviseCards(ours);
await importServerDeck('ours');
await importServerDeck('gone');
const own = (await store.serverDeck(GUILD, 'ours')).cards;
const gone = (await store.serverDeck(GUILD, 'gone')).cards;
const firstOfKind = new Map<string, Anything>();
for (const card of ours) if (!firstOfKind.has(card.kind)) firstOfKind.set(card.kind, card);
const cards = [...firstOfKind.values(), ...own, ...gone];
for (const [index, card] of cards.entries()) {
  await answer(card, ME, NOON + index, rightOf(card));
  await answer(card, ME, NOON + 4 * DAY + index, [0]);
  await answer(card, OTHER, NOON + index, [1]);
  await answer(card, OTHER, NOON + 3 * DAY + index, rightOf(card));
}
// One that waits for its answer, of each deck; and one that can still be taken back.
await store.ask(asking(drawQuestion(own[0], 5), ME, NOON + 5 * DAY));
await store.ask(asking(drawQuestion(firstOfKind.get('choice'), 5), ME, NOON + 5 * DAY));
await store.suspend(OTHER, own[1].key, true);
await store.removeDeck(GUILD, 'gone');
await store.close();

const db = new Database(path, { readonly: true });
const literal = (value: unknown): string =>
  value === null
    ? 'NULL'
    : typeof value === 'number'
      ? String(value)
      : `'${String(value).replaceAll("'", "''")}'`;
const objects = db
  .prepare("SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
  .all() as { name: string; type: string; sql: string }[];
const lines = objects.filter(({ type }) => type === 'table').map(({ sql }) => `${sql};`);
for (const { name } of objects.filter(({ type }) => type === 'table'))
  for (const row of db.prepare(`SELECT * FROM ${name}`).raw().all() as unknown[][])
    lines.push(`INSERT INTO ${name} VALUES (${row.map(literal).join(', ')});`);
for (const sequence of db.prepare('SELECT name, seq FROM sqlite_sequence').all() as {
  name: string;
  seq: number;
}[])
  lines.push(`UPDATE sqlite_sequence SET seq = ${sequence.seq} WHERE name = '${sequence.name}';`);
lines.push(...objects.filter(({ type }) => type !== 'table').map(({ sql }) => `${sql};`));
process.stdout.write(`${lines.join('\n')}\n`);
db.close();
rmSync(folder, { recursive: true });
