import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrationsOf } from '../../src/store/engine/migrations.ts';
import { openStore } from '../../src/store/index.ts';
import type { Store } from '../../src/store/store.ts';
import { DAY } from '../../src/study/schedule/day.ts';
import { answered, askInput, NOON, question, right, tempFolder, tempStore } from './fixtures.ts';

const ME = '100000000000000001';
const GUILD = '200000000000000001';
const RUN = askInput().run;

/** Today's code fills the database of before, so what it writes beside the columns of then is there meanwhile. */
const SINCE = {
  there: `ALTER TABLE asks ADD COLUMN draft TEXT;
    ALTER TABLE reviews ADD COLUMN asked_difficulty INTEGER;
    ALTER TABLE reviews ADD COLUMN user_id TEXT NOT NULL DEFAULT '';
    ALTER TABLE settings ADD COLUMN board INTEGER NOT NULL DEFAULT 1;
    CREATE TABLE beliefs (id INTEGER PRIMARY KEY, user_id, belief, ask_id, answered_at, UNIQUE (ask_id, belief));
    CREATE TABLE seasons (id, guild_id, started_at, ends_at, ended_at);
    CREATE TABLE board_members (guild_id, user_id, present, checked_at);
    ALTER TABLE scores RENAME TO scores_then;
    CREATE TABLE scores (guild_id, period, deck, user_id, points, answered, correct,
      PRIMARY KEY (guild_id, period, deck, user_id));`,
  gone: `ALTER TABLE asks DROP COLUMN draft;
    ALTER TABLE reviews DROP COLUMN asked_difficulty;
    ALTER TABLE reviews DROP COLUMN user_id;
    ALTER TABLE settings DROP COLUMN board;
    DROP TABLE beliefs;
    DROP TABLE seasons;
    DROP TABLE board_members;
    INSERT INTO scores_then SELECT guild_id, period, user_id, points, answered, correct FROM scores WHERE deck = '';
    DROP TABLE scores;
    ALTER TABLE scores_then RENAME TO scores;`,
};

function change(path: string, sql: string): void {
  const db = new Database(path);
  db.exec(sql);
  db.close();
}

/** A database as it was before the topics had one list, filled by `fill`; gives its path. */
async function databaseOfBefore(fill: (store: Store) => Promise<unknown>): Promise<string> {
  const [path, migrationsDir] = [join(tempFolder(), 'podium.db'), join(tempFolder(), 'migrations')];
  mkdirSync(migrationsDir);
  for (const name of readdirSync(migrationsOf('sqlite')).filter((each) => each < '0010'))
    copyFileSync(join(migrationsOf('sqlite'), name), join(migrationsDir, name));
  await (await openStore({ path, migrationsDir })).close();
  change(path, SINCE.there);
  const store = await openStore({ path, migrationsDir });
  await fill(store);
  await store.close();
  change(path, SINCE.gone);
  return path;
}

const asks = (card: string, topic: string) => ({ question: question(card, { topic }) });

test('stats by topic do not split into an old and a new name, and an imported deck’s topic stays', async () => {
  const path = await databaseOfBefore(async (store) => {
    await answered(store, asks('levels-and-precedence/field-by-field', 'inheritance'));
    await answered(store, asks('levels-and-precedence/pod-only-fields', 'levels'), { correct: false });
    await answered(store, asks('users-and-groups/names-or-numbers', 'files'));
    await answered(store, asks('drill/uid', 'Users'));
    await answered(store, asks('verifying-and-troubleshooting/check-uid', 'checking'));
    await answered(store, asks(`${GUILD}.ours/one`, 'checking'));
  });
  const { topics, points, answered: all } = await (await tempStore(path)).stats(ME, NOON);
  expect({ points, all }).toEqual({ points: 10, all: 6 });
  expect(Object.fromEntries(topics.map(({ topic, answered: n, correct }) => [topic, [n, correct]]))).toEqual({
    levels: [2, 1],
    runAsUser: [2, 2],
    verifying: [1, 1],
    checking: [1, 1],
  });
});

test('an answer of before that is undone now is taken back from the new name', async () => {
  let askId = 0;
  const path = await databaseOfBefore(async (store) => {
    const { id } = await store.ask(askInput(asks('users-and-groups/hex-uid', 'types')));
    await store.recordAnswer(right(id));
    askId = id;
  });
  const store = await tempStore(path);
  await store.undo(askId, ME);
  expect((await store.stats(ME, NOON)).topics).toEqual([]);
  expect((await store.findAsk(askId))?.question.topic).toBe('runAsUser');
});

test('a series about a topic goes on under its new name', async () => {
  const ids: number[] = [];
  const path = await databaseOfBefore(async (store) => {
    for (const topic of ['files', 'Levels', 'levels', 'seccomp'])
      ids.push((await store.ask(askInput({ run: { ...RUN, topic } }))).id);
  });
  const store = await tempStore(path);
  const now = await Promise.all(ids.map(async (id) => (await store.findAsk(id))?.run.topic));
  expect(now).toEqual(['volumes', 'Levels', 'levels', 'seccomp']);
});

test('what was counted under a name that is even older stays where it is, and the sum of points too', async () => {
  const path = await databaseOfBefore(async (store) => {
    await answered(store, asks('users-and-groups/hex-uid', 'integers'));
    await answered(store, { ...asks('users-and-groups/octal-uid', 'types'), now: NOON + DAY });
  });
  const { points, topics } = await (await tempStore(path)).stats(ME, NOON + DAY);
  expect(points).toBe(4);
  expect(topics.map(({ topic }) => topic).toSorted()).toEqual(['integers', 'types']);
});
