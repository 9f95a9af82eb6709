import { readdirSync, readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { expect } from 'vitest';
import type { Store } from '../../../src/store/store.ts';
import { DAY } from '../../../src/study/schedule/day.ts';
import { askInput, NOON, right } from '../questions.ts';
import { ADA, BEA, GUILD, OPEN_ASK } from './rows.ts';

const CHANNEL = '300000000000000001';
/** A day after everything that the fixtures tell of. */
const NOW = NOON + 5 * DAY;

/** The schemas of which there is a fixture, in order. */
export function fixtures(kind: 'sqlite' | 'postgres'): readonly number[] {
  const names = readdirSync(new URL(`${kind}/`, import.meta.url));
  return names.map((name) => Number(name.replace('.sql', ''))).sort((a, b) => a - b);
}

/** What makes a database as it was at that schema. */
export function fixture(kind: 'sqlite' | 'postgres', version: number): string {
  return readFileSync(new URL(`${kind}/${String(version).padStart(4, '0')}.sql`, import.meta.url), 'utf8');
}

/** Rows of every table, by its name. */
export type Everything = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** What a later migration of SQLite changed on purpose: columns of a table, in databases of an earlier schema. */
const CHANGED: readonly {
  readonly before: number;
  readonly table: string;
  readonly columns: readonly string[];
}[] = [
  // Topics became one list (0010, renamed-topics.test.ts).
  { before: 10, table: 'asks', columns: ['topic', 'question', 'run'] },
  { before: 10, table: 'topics', columns: ['topic'] },
];

/** Every row of before is there, with every value it had; `version` is the schema of SQLite at that time. */
export function expectKept(before: Everything, after: Everything, version: number): void {
  for (const [table, rows] of Object.entries(before)) {
    const changed = CHANGED.filter((one) => version < one.before && one.table === table).flatMap(
      ({ columns }) => columns,
    );
    const columns = Object.keys(rows[0] ?? {}).filter((column) => !changed.includes(column));
    const texts = (of: readonly Readonly<Record<string, unknown>>[]) =>
      of.map((row) => JSON.stringify(columns.map((column) => [column, row[column] ?? null]))).sort();
    // Boards by deck are counted anew from what is known (0019).
    const now = (after[table] ?? []).filter((row) => table !== 'scores' || version >= 19 || row.deck === '');
    // One topic may have become two; stats() below says of which there are how many.
    if (changed.includes('topic') && table === 'topics') continue;
    expect(texts(now), `${table} of schema ${version}`).toEqual(texts(rows));
  }
}

/** Uses a database that was filled at that schema of SQLite: what was there is there, and everything goes on. */
export async function expectUsable(store: Store, version: number): Promise<void> {
  const topicsOf = async (userId: string) =>
    Object.fromEntries(
      (await store.stats(userId, NOW)).topics.map(({ topic, answered, correct }) => [
        topic,
        [answered, correct],
      ]),
    );
  expect(await store.stats(ADA, NOW)).toMatchObject({ points: 3, answered: 3, correct: 2 });
  expect(await topicsOf(ADA)).toEqual({ levels: [2, 2], runAsUser: [1, 0] });
  expect(await store.stats(BEA, NOW)).toMatchObject({ points: 8, answered: 3, correct: 3 });
  expect(await topicsOf(BEA)).toEqual({ levels: [1, 1], words: [2, 2] });
  await boards(store, version);
  await memory(store, version);

  const open = await store.findAsk(OPEN_ASK);
  expect(open).toMatchObject({
    userId: ADA,
    question: { kind: 'choice', topic: 'runAsUser', card: 'users-and-groups/octal-uid' },
  });
  expect(await store.recordAnswer(right(OPEN_ASK, { now: NOW }))).toMatchObject({ first: true, points: 2 });
  expect(await store.recordAnswer(right(OPEN_ASK, { now: NOW }))).toMatchObject({ first: false });
  expect((await store.stats(ADA, NOW)).points).toBe(5);
  await store.undo(OPEN_ASK, ADA);
  expect((await store.stats(ADA, NOW)).points).toBe(3);
  expect((await store.ask(askInput({ userId: ADA, now: NOW }))).id).toBe(41);

  if (version >= 5) await decks(store);
  if (version >= 8) await labs(store);
  if (version >= 9) await lessons(store);
  if (version >= 13) await matches(store);
  if (version >= 14) await reports(store);
  if (version >= 15)
    expect(await store.serverSettings(GUILD)).toEqual({
      defaultDeck: 'users-and-groups',
      deckRole: null,
      matchChannels: [CHANNEL],
    });
  if (version >= 16)
    expect((await store.groupMembers(GUILD)).map(({ userId }) => userId).sort()).toEqual([ADA, BEA]);
  if (version >= 17) await daily(store);
  if (version >= 18) await exams(store);

  const others = await store.exportUser(BEA);
  const mine = await store.exportUser(ADA);
  expect(mine.reviews?.length).toBeGreaterThanOrEqual(4);
  expect(JSON.parse(JSON.stringify(mine))).toEqual(mine);
  expect(await store.deleteUser(ADA)).toBe(Object.values(mine).flat().length);
  expect(Object.values(await store.exportUser(ADA)).flat()).toEqual([]);
  expect(await store.exportUser(BEA)).toEqual(others);
  expect(
    (await store.leaderboard({ guildId: GUILD, period: 'all', now: NOW, limit: 10 })).map(
      ({ userId }) => userId,
    ),
  ).not.toContain(ADA);
}

async function boards(store: Store, version: number): Promise<void> {
  const board = async (more: { deck?: string } = {}) =>
    (await store.leaderboard({ guildId: GUILD, period: 'all', now: NOW, limit: 10, ...more })).map(
      ({ userId, points, answered }) => [userId, points, answered],
    );
  expect(await board()).toEqual([
    [BEA, 5, 2],
    [ADA, 3, 2],
  ]);
  expect(await board({ deck: 'levels-and-precedence' })).toEqual([
    [ADA, 3, 2],
    [BEA, 2, 1],
  ]);
  const season = await store.seasonOn(GUILD, NOW);
  expect(season?.name).toBe(version >= 19 ? 'Spring "26' : undefined);
  if (season === undefined) return;
  const rows = await store.leaderboard({ guildId: GUILD, seasonId: season.id, limit: 10 });
  expect(rows.map(({ points }) => points)).toEqual([5, 3]);
  expect(await store.leaderboard({ guildId: GUILD, seasonId: 1, limit: 10 })).toMatchObject([
    { userId: null, points: 12 },
  ]);
}

async function memory(store: Store, version: number): Promise<void> {
  const pool = [
    'levels-and-precedence/field-by-field',
    'users-and-groups/hex-uid',
    'users-and-groups/octal-uid',
  ].map((card) => ({ card }));
  const next = await store.nextCard({ userId: ADA, pool, now: NOW });
  expect(next).toMatchObject({ kind: 'card', from: version >= 2 ? 'learning' : 'new' });
  const known = await store.cardInfo(ADA, 'levels-and-precedence/field-by-field', NOW);
  expect(known?.history.map(({ correct }) => correct)).toEqual([true, true]);
  // What was taken back is no history.
  expect((await store.cardInfo(ADA, 'users-and-groups/hex-uid', NOW))?.history).toHaveLength(1);
  if (version < 2) return;
  expect(known?.memory).toMatchObject({ stability: 3.17459812345, reps: 2 });
  expect((await store.settings(ADA)).retention).toBe(0.93);
  expect(await store.reminderHour(BEA)).toBe(0);
  expect(await store.suspendedCards(BEA)).toEqual(['levels-and-precedence/field-by-field']);
}

async function decks(store: Store): Promise<void> {
  const deck = await store.serverDeck(GUILD, 'ours');
  expect(deck?.cards.map(({ id, answer }) => [id, answer])).toEqual([
    ['word', 'The number of a user.'],
    ['more', 'That of a group.'],
  ]);
}

async function labs(store: Store): Promise<void> {
  const session = await store.openLabSession(ADA, 'who-runs-what');
  expect(session).toMatchObject({ id: 1, step: 1, turn: 2 });
  const after = { state: deflateSync('{"objects":{"a":1}}'), prompt: '$ ', edit: null, inside: false };
  const printed = { stdout: '', stderr: '', status: 0, notSimulated: null };
  const entry = { turn: 2, typed: { kind: 'line', text: 'ls' }, prompt: '$ ', at: NOW, ...printed } as const;
  expect(
    await store.recordTyped({ id: 1, userId: ADA, entry, after, heavy: false, once: null }),
  ).toMatchObject({ kind: 'done' });
  expect((await store.labEntries({ id: 1, userId: ADA }, 9)).map(({ stdout }) => stdout)).toEqual([
    'uid=0\n',
    '',
    '',
  ]);
  expect((await store.labsDone(BEA)).map(({ lab }) => lab)).toEqual(['who-runs-what']);
}

async function lessons(store: Store): Promise<void> {
  expect(await store.lessonRow(2, ADA)).toMatchObject({ lesson: 'two-levels', step: 'try' });
  expect((await store.openLesson({ userId: ADA, lesson: 'another', step: 'a', now: NOW })).id).toBe(7);
}

async function matches(store: Store): Promise<void> {
  const { match } = (await store.liveMatch(CHANNEL)) ?? {};
  expect(match).toMatchObject({ id: 2, state: 'lobby' });
  await store.joinMatch({ matchId: 2, userId: ADA, name: 'Ada', now: NOW });
  expect((await store.matchView(2)).players.map(({ userId }) => userId)).toEqual([BEA, ADA]);
}

async function reports(store: Store): Promise<void> {
  expect(await store.retiredCards(GUILD)).toEqual(['users-and-groups/largest-uid']);
  expect((await store.takeNewsFor(BEA, NOW)).map(({ note }) => note)).toEqual(['Mended, thank you']);
  const report = {
    askId: 1,
    card: 'users-and-groups/hex-uid',
    userId: ADA,
    guildId: GUILD,
    shownTo: GUILD,
    text: 'x',
    now: NOW,
  };
  const { id } = await store.reportMistake(report);
  expect(id).toBe(10);
  expect(await store.settleReports({ guildId: GUILD, reportId: id, note: null, now: NOW })).toMatchObject({
    reports: 1,
  });
}

async function daily(store: Store): Promise<void> {
  expect(await store.dailyStatus(GUILD, ADA)).toMatchObject({ settings: { minute: 720, active: false } });
  expect((await store.dailyView(4)).question).toMatchObject({ state: 'revealed' });
}

async function exams(store: Store): Promise<void> {
  expect(await store.liveExam(ADA)).toMatchObject({ id: 2, state: 'drawn' });
  await store.beginExam({ examId: 2, userId: ADA, roleId: null, now: NOW });
  expect(
    await store.answerExam({
      examId: 2,
      userId: ADA,
      item: 0,
      answer: { kind: 'options', keys: ['B'] },
      now: NOW,
    }),
  ).toMatchObject({ done: true });
  expect((await store.earlierExams(ADA)).map(({ id, result }) => [id, result?.percent])).toEqual([[1, 100]]);
  expect(await store.examRules(GUILD)).toMatchObject({ coolDays: 2 });
}
