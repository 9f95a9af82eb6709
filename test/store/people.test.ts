import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { deckOf } from '../../src/decks/deck-file.ts';
import { DAY } from '../../src/study/schedule/day.ts';
import { onPostgres } from './database.ts';
import { running } from './exam-fixture.ts';
import { answered, askInput, NOON, question, tempFolder, tempStore } from './fixtures.ts';

const ME = '100000000000000001';
const OTHER = '100000000000000002';

/** Tables that hold rows of people: by a column of their own, or by reference to one that has it. */
function personalTables(path: string): string[] {
  const db = new Database(path, { readonly: true });
  const names = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").pluck().all() as string[];
  const columns = (table: string) => db.pragma(`table_info(${table})`) as { name: string }[];
  const parents = (table: string) => db.pragma(`foreign_key_list(${table})`) as { table: string }[];
  const direct = names.filter((name) =>
    columns(name).some((column) => /user|member|learner/.test(column.name)),
  );
  const referring = names.filter((name) => parents(name).some((parent) => direct.includes(parent.table)));
  db.close();
  return [...new Set([...direct, ...referring])].sort();
}

/** Rows that belong to somebody: a seat in a match stays when its player is deleted, as nobody's. */
function rowsOf(path: string, table: string): number {
  const db = new Database(path, { readonly: true });
  const columns = db.pragma(`table_info(${table})`) as { name: string }[];
  const somebody = columns.some(({ name }) => name === 'user_id') ? "WHERE user_id <> ''" : '';
  const count = db.prepare(`SELECT count(*) FROM ${table} ${somebody}`).pluck().get() as number;
  db.close();
  return count;
}

describe('a person’s rows', () => {
  test.skipIf(onPostgres)(
    'are exported and deleted from every table of the schema that has a person in it',
    async () => {
      const path = join(tempFolder(), 'podium.db');
      const store = await tempStore(path);
      await fill(store, ME);
      const mine = personalTables(path);
      // Each of them has a row to begin with, or the test would prove nothing.
      const empty = mine.filter((table) => rowsOf(path, table) === 0);
      expect(empty, 'a new table: give it a row in fill() of test/store/people.test.ts').toEqual([]);
      const exported = await store.exportUser(ME);
      const known = Object.keys(exported).sort();
      expect(known, 'a new table: add it to OWN in src/store/people/people.ts').toEqual(mine);
      const total = mine.reduce((sum, table) => sum + rowsOf(path, table), 0);
      expect(Object.values(exported).flat()).toHaveLength(total);
      expect(await store.deleteUser(ME)).toBe(total);
      expect(mine.filter((table) => rowsOf(path, table) > 0)).toEqual([]);
      expect(JSON.stringify(await store.exportUser(ME))).not.toContain(ME);
    },
  );

  test('of others stay', async () => {
    const store = await tempStore();
    await fill(store, ME);
    await fill(store, OTHER);
    const before = await store.exportUser(OTHER);
    await store.deleteUser(ME);
    expect(await store.exportUser(OTHER)).toEqual(before);
  });

  test('are plain JSON with nothing folded up in strings', async () => {
    const store = await tempStore();
    await fill(store, ME);
    const exported = await store.exportUser(ME);
    expect(JSON.parse(JSON.stringify(exported))).toEqual(exported);
    expect(exported.asks?.[0]).toMatchObject({ question: { card: 'basics/uid' }, run: { count: 1 } });
    expect(exported.reviews?.[0]).toMatchObject({ card: 'basics/uid', answer: { kind: 'options' } });
    expect(exported.lab_entries?.[0]).toMatchObject({ typed: 'id', output: { stdout: 'uid=0\n' } });
    expect(exported.lab_sessions?.[0]).toMatchObject({ state: { objects: {} }, edit: { text: 'b' } });
  });

  test('hold a report with its text', async () => {
    const store = await tempStore();
    const report = { askId: null, card: 'a/b', userId: ME, guildId: null, text: 'B is right too', now: NOON };
    const first = await store.reportMistake(report);
    expect((await store.reportMistake(report)).id).toBeGreaterThan(first.id);
    expect((await store.exportUser(ME)).reports).toMatchObject([{ text: 'B is right too' }, {}]);
  });
});

test('a server that removed the bot leaves no row with its id; what its members learned stays', async () => {
  const folder = tempFolder();
  const path = join(folder, 'podium.db');
  const store = await tempStore(path);
  await fill(store, ME);
  expect(await store.deleteGuild('200000000000000001')).toBe(9);
  expect(JSON.stringify(await store.exportUser(ME))).not.toContain('200000000000000001');
  expect((await store.stats(ME, NOON)).answered).toBe(2);
  if (!onPostgres) expect(readdirSync(folder)).toContain('podium.db');
});

async function fill(store: Awaited<ReturnType<typeof tempStore>>, userId: string): Promise<void> {
  const { guildId } = askInput();
  const season = { guildId: guildId ?? '', channelId: '1', name: 'Autumn', endsAt: null, now: NOON };
  if ((await store.seasonOn(season.guildId, NOON)) === undefined) await store.startSeason(season);
  await answered(store, { userId }, { correct: false, beliefs: ['pod-wins'] });
  await store.noteMember({ guildId: season.guildId, userId, present: true, now: NOON });
  await store.saveSettings(userId, { zone: 'Europe/Berlin' }, NOON);
  await store.remindAt(userId, 18, NOON);
  await store.takeBreak(userId, Math.floor(NOON / DAY) + 3, NOON);
  const packed = deflateSync('{"objects":{}}');
  const state = { state: packed, prompt: '$ ', edit: { path: 'a', text: 'b' }, inside: false };
  const opened = { userId, lab: 'l', revision: 1, askId: null, replaces: null, now: NOON, ...state };
  const { id } = await store.startLab(opened);
  const printed = { stdout: 'uid=0\n', stderr: '', status: 0, notSimulated: null };
  const entry = { turn: 0, typed: { kind: 'line', text: 'id' }, prompt: '$ ', at: NOON, ...printed } as const;
  await store.recordTyped({ id, userId, entry, after: state, heavy: false, once: null });
  const { question, run } = askInput({ userId });
  const finished = { question, run, grade: 'good', points: 0, teaches: [], now: NOON } as const;
  await store.finishLab({ id, userId, guildId: null, channelId: '1', ...finished });
  const { id: at } = await store.openLesson({ userId, lesson: 'two-levels', step: 'a', now: NOON });
  await store.askInLesson({ id: at, step: 'a', ask: askInput({ userId, guildId: null }) });
  await store.openMatch({
    guildId: guildId ?? '',
    channelId: userId,
    hostId: userId,
    name: 'Ada',
    options: {
      deck: null,
      topic: null,
      kind: 'mixed',
      rounds: 3,
      seconds: 20,
      race: false,
      teams: 0,
      open: false,
    },
    seed: 1,
    now: NOON,
  });
  const report = { askId: 1, card: 'basics/uid', userId, guildId, text: 'Typo', now: NOON };
  const { id: reportId } = await store.reportMistake({ ...report, shownTo: guildId });
  await store.settleReports({ guildId: guildId ?? '', reportId, note: 'Mended', now: NOON });
  const recall = { kind: 'recall', topic: 't', difficulty: 1, prompt: 'What?', answer: 'That.' } as const;
  for (const id of ['a', 'b']) {
    const deck = deckOf({ id: `ours-${userId}`, title: 'Ours', description: '', cards: [{ ...recall, id }] });
    await store.proposeImport({ guildId: guildId ?? '', userId, deck, remarks: [], now: NOON });
  }
  await store.joinGroup({ guildId: guildId ?? '', userId, salt: 1, now: NOON });
  await answerDaily(store, userId);
  await running(store, 2, NOON, { userId });
}

/** Sets the daily question of a server of their own, and answers it. */
async function answerDaily(store: Awaited<ReturnType<typeof tempStore>>, userId: string): Promise<void> {
  const guildId = `2${userId.slice(1)}`;
  const at = { channelId: '3', minute: 12 * 60, zone: 'UTC', deck: null, seed: 1 };
  await store.setDaily({ guildId, userId, now: NOON, ...at });
  const work = await store.claimDailies({ now: NOON, limit: 9 });
  const questionId = work[0]?.view.question.id ?? 0;
  await store.dailyDrawn({ questionId, question: question('basics/uid'), deckGone: false, now: NOON });
  await store.dailyPosted({ questionId, messageId: 'm', now: NOON });
  const answer = { kind: 'options', keys: ['B'] } as const;
  await store.answerDaily({ questionId, userId, answer, correct: true, messageId: null, now: NOON });
}
