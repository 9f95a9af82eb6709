import { deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { LAB_LIMITS } from '../../src/store/labs/interface.ts';
import type { FinishLab, LabState, RecordTyped, StartLab, Store } from '../../src/store/store.ts';
import { DAY } from '../../src/study/schedule/day.ts';
import { NOON, tempFolder, tempStore } from './fixtures.ts';

const ADA = '100000000000000001';
const BOB = '100000000000000002';

/** A cluster of one number, which every line raises by one. */
function state(count: number, edit: LabState['edit'] = null): LabState {
  return { state: deflateSync(JSON.stringify({ count })), prompt: `${count} $ `, edit, inside: count === 3 };
}

function countOf({ state: packed }: Pick<LabState, 'state'>): number {
  return (JSON.parse(inflateSync(packed).toString()) as { count: number }).count;
}

function start(more: Partial<StartLab> = {}): StartLab {
  return {
    userId: ADA,
    lab: 'first',
    revision: 1,
    askId: null,
    replaces: null,
    now: NOON,
    ...state(0),
    ...more,
  };
}

function typed(
  id: number,
  turn: number,
  more: Partial<RecordTyped> = {},
  text = `line ${turn}`,
): RecordTyped {
  const entry = {
    turn,
    typed: { kind: 'line' as const, text },
    prompt: `${turn} $ `,
    stdout: `out ${turn}\n`,
    stderr: '',
    status: 0,
    notSimulated: null,
    at: NOON + turn,
  };
  return { id, userId: ADA, entry, after: state(turn + 1), heavy: false, once: null, ...more };
}

async function typeTo(store: Store, id: number, turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await store.recordTyped(typed(id, turn));
}

function finish(id: number, more: Partial<FinishLab> = {}): FinishLab {
  const run = { index: 0, count: 1, deck: null, topic: null, shared: false, right: 0, seen: [] };
  const question = {
    card: 'lab/first',
    revision: '1',
    seed: 0,
    kind: 'recall',
    deckTitle: 'Labs',
    topic: 'users',
    difficulty: 2,
    prompt: 'Do it',
    explanation: '',
  } as const;
  return {
    id,
    userId: ADA,
    guildId: null,
    channelId: '300000000000000001',
    question,
    run,
    grade: 'good',
    points: 10,
    teaches: ['basics/uid', 'basics/gid'],
    now: NOON + 1000,
    ...more,
  };
}

describe('a session', () => {
  test('is opened once a person and lab, however often it is asked for', async () => {
    const store = await tempStore();
    const both = await Promise.all([store.startLab(start()), store.startLab(start())]);
    expect(both[0]?.id).toBe(both[1]?.id);
    expect((await store.startLab(start({ userId: BOB }))).id).not.toBe(both[0]?.id);
    expect((await store.startLab(start({ lab: 'second' }))).id).not.toBe(both[0]?.id);
  });

  test('is the one last used when none is named', async () => {
    const store = await tempStore();
    const first = await store.startLab(start());
    await store.startLab(start({ lab: 'second', now: NOON + 1 }));
    expect((await store.openLabSession(ADA, 'last'))?.lab).toBe('second');
    await store.recordTyped(typed(first.id, 0, {}, 'x'));
    const entry = { ...typed(first.id, 1).entry, at: NOON + DAY };
    await store.recordTyped(typed(first.id, 1, { entry }));
    expect((await store.openLabSession(ADA, 'last'))?.lab).toBe('first');
    expect((await store.openLabSessions(ADA)).map(({ lab }) => lab)).toEqual(['first', 'second']);
  });

  test('of another person is refused by every use-case', async () => {
    const store = await tempStore();
    const { id } = await store.startLab(start());
    const mine = { code: 'not-yours' };
    await expect(store.labSession(id, BOB)).rejects.toMatchObject(mine);
    await expect(store.recordTyped(typed(id, 0, { userId: BOB }))).rejects.toMatchObject(mine);
    await expect(store.finishLab(finish(id, { userId: BOB }))).rejects.toMatchObject(mine);
    await expect(store.leaveLab(id, BOB)).rejects.toMatchObject(mine);
    await expect(store.passLabStep({ id, userId: BOB, step: 0 })).rejects.toMatchObject(mine);
    const hint = { id, userId: BOB, step: 0, taken: 1, help: 1 } as const;
    await expect(store.takeLabHint(hint)).rejects.toMatchObject(mine);
    await expect(store.labSession(id + 1, ADA)).rejects.toMatchObject({ code: 'lab-gone' });
  });

  test('that takes the place of another ends it, also when asked for twice', async () => {
    const store = await tempStore();
    const old = await store.startLab(start());
    await store.takeLabHint({ id: old.id, userId: ADA, step: 0, taken: 3, help: 2 });
    const again = start({ replaces: old.id, now: NOON + 5 });
    const [one, two] = await Promise.all([store.startLab(again), store.startLab(again)]);
    expect(one?.id).toBe(two?.id);
    expect(one?.id).not.toBe(old.id);
    // Who has seen the answer has seen it.
    expect(one).toMatchObject({ hints: [], helped: 2, startedAt: NOON + 5 });
    expect(await store.labSession(old.id, ADA)).toMatchObject({ open: false });
    await expect(store.recordTyped(typed(old.id, 0))).rejects.toMatchObject({ code: 'not-possible' });
  });

  test('is left for good', async () => {
    const store = await tempStore();
    const { id } = await store.startLab(start());
    await store.leaveLab(id, ADA);
    expect(await store.openLabSession(ADA, 'first')).toBeUndefined();
  });

  test(`is one of at most ${LAB_LIMITS.open}`, async () => {
    const store = await tempStore();
    for (let index = 0; index < LAB_LIMITS.open; index += 1)
      await store.startLab(start({ lab: `l${index}` }));
    await expect(store.startLab(start({ lab: 'more' }))).rejects.toMatchObject({ code: 'not-possible' });
    expect(await store.startLab(start({ lab: 'l3' }))).toMatchObject({ lab: 'l3' });
  });

  test('outlives a restart, the open editor and the hints with it', async () => {
    const path = `${tempFolder()}/podium.db`;
    const first = await tempStore(path);
    const { id } = await first.startLab(start());
    const edit = { path: '/root/a.yaml', text: 'kind: Pod\n' };
    await first.recordTyped(typed(id, 0, { after: state(1, edit) }));
    await first.takeLabHint({ id, userId: ADA, step: 1, taken: 2, help: 1 });
    await first.close();
    const row = await (await tempStore(path)).labSession(id, ADA);
    expect(row).toMatchObject({ turn: 1, edit, hints: [0, 2], prompt: '1 $ ' });
    expect(countOf(row)).toBe(1);
  });
});

describe('what is typed', () => {
  test('twice at the same turn is kept once, and the second gets what came of the first', async () => {
    const store = await tempStore();
    const { id } = await store.startLab(start());
    const twice = await Promise.all([
      store.recordTyped(typed(id, 0, {}, 'first press')),
      store.recordTyped(typed(id, 0, {}, 'second press')),
    ]);
    expect(twice.map(({ kind }) => kind).toSorted()).toEqual(['again', 'done']);
    expect(twice[1]).toMatchObject({ entry: { typed: { text: 'first press' } }, session: { turn: 1 } });
    expect(await store.labEntries({ id, userId: ADA }, 9)).toHaveLength(1);
  });

  test('with an interaction is kept once, even when it comes again much later', async () => {
    const store = await tempStore();
    const { id } = await store.startLab(start());
    await store.recordTyped(typed(id, 0, { once: '77' }));
    await store.recordTyped(typed(id, 1));
    expect(await store.recordTyped(typed(id, 2, { once: '77' }))).toMatchObject({
      kind: 'again',
      entry: { turn: 0 },
      session: { turn: 2 },
    });
    expect(await store.typedOnce('77', ADA)).toMatchObject({ entry: { turn: 0 } });
    expect(await store.typedOnce('78', ADA)).toBeUndefined();
    expect(await store.typedOnce('77', BOB)).toBeUndefined();
  });

  test('with an interaction on a state that is not the present one is told so, to be run again', async () => {
    const store = await tempStore();
    const { id } = await store.startLab(start());
    await typeTo(store, id, 2);
    expect(await store.recordTyped(typed(id, 0, { once: '77' }))).toMatchObject({
      kind: 'moved',
      session: { turn: 2 },
    });
    // A turn that is still to come was forged.
    expect(await store.recordTyped(typed(id, 7))).toMatchObject({ kind: 'moved' });
    expect(await store.labEntries({ id, userId: ADA }, 9)).toHaveLength(2);
  });

  test('comes back byte for byte', async () => {
    const store = await tempStore();
    const { id } = await store.startLab(start());
    const odd = typed(id, 0);
    const entry = { ...odd.entry, stdout: 'a\u001b[31m\u0000é😀\ud800\r\n', stderr: '```\n', status: 88 };
    await store.recordTyped({ ...odd, entry });
    expect(await store.labEntry({ id, userId: ADA }, 0)).toEqual(entry);
    const closed = { ...typed(id, 1).entry, typed: { kind: 'edit' as const, text: null } };
    await store.recordTyped(typed(id, 1, { entry: closed }));
    expect(await store.labEntry({ id, userId: ADA }, 1)).toEqual(closed);
  });

  test(`is refused after ${LAB_LIMITS.turns} turns, and beyond the size that is kept`, async () => {
    const store = await tempStore();
    const { id } = await store.startLab(start());
    const large = { ...state(1), state: new Uint8Array(LAB_LIMITS.stateBytes + 1) };
    await expect(store.recordTyped(typed(id, 0, { after: large }))).rejects.toMatchObject({
      code: 'not-possible',
      message: expect.stringContaining('not run'),
    });
    await typeTo(store, id, LAB_LIMITS.turns);
    await expect(store.recordTyped(typed(id, LAB_LIMITS.turns))).rejects.toMatchObject({
      code: 'not-possible',
      message: expect.stringContaining('Reset'),
    });
  });

  test('and is not simulated is counted by its code, and nothing else of it is kept there', async () => {
    const store = await tempStore();
    const { id } = await store.startLab(start());
    const codes = ['tool:curl', 'tool:curl', 'tool:My Secret!', 'kubectl-verb:drain'];
    for (const [turn, notSimulated] of codes.entries())
      await store.recordTyped(typed(id, turn, { entry: { ...typed(id, turn).entry, notSimulated } }));
    expect(await store.labMisses(9)).toEqual([
      { code: 'tool:curl', count: 2 },
      { code: 'kubectl-verb:drain', count: 1 },
      { code: 'tool', count: 1 },
    ]);
  });
});

describe('Undo', () => {
  /** As play/ does it: from the checkpoint, every line raises the count. */
  async function undo(store: Store, id: number): Promise<number> {
    const row = await store.labSession(id, ADA);
    const found = await store.undoable({ id, userId: ADA });
    if (found === undefined) throw new Error('nothing to undo');
    expect(found.lines.length).toBeLessThanOrEqual(10);
    const count = countOf(found.from) + found.lines.length;
    await store.recordUndo({
      id,
      userId: ADA,
      turn: row.turn,
      undoes: found.turn,
      after: state(count),
      now: NOON,
    });
    return count;
  }

  test('goes back one entry at a time to the start, with ten lines to play again at most', async () => {
    const store = await tempStore();
    const { id } = await store.startLab(start());
    await typeTo(store, id, 25);
    for (let left = 24; left >= 0; left -= 1) expect(await undo(store, id)).toBe(left);
    expect(await store.undoable({ id, userId: ADA })).toBeUndefined();
    expect(await store.labEntries({ id, userId: ADA }, 50)).toEqual([]);
    expect((await store.labSession(id, ADA)).turn).toBe(50);
  });

  test('after typing on from an earlier state never plays what was taken back', async () => {
    const store = await tempStore();
    const { id } = await store.startLab(start());
    await typeTo(store, id, 11);
    await undo(store, id);
    await undo(store, id);
    // The checkpoint before turn 10 held what was taken back. From here on, a line adds one again.
    let { turn, ...row } = await store.labSession(id, ADA);
    for (let count = countOf(row); count < 22; count += 1, turn += 1)
      await store.recordTyped(typed(id, turn, { after: state(count + 1) }));
    for (let left = 21; left >= 0; left -= 1) expect(await undo(store, id)).toBe(left);
  });

  test('pressed twice takes one entry back', async () => {
    const store = await tempStore();
    const { id } = await store.startLab(start());
    await typeTo(store, id, 3);
    const input = { id, userId: ADA, turn: 3, undoes: 2, after: state(2), now: NOON };
    const both = await Promise.all([store.recordUndo(input), store.recordUndo(input)]);
    expect(both.map(({ kind }) => kind)).toEqual(['done', 'moved']);
    expect(await store.labEntries({ id, userId: ADA }, 9)).toHaveLength(2);
  });

  test('of what took long to run plays nothing of it again', async () => {
    const store = await tempStore();
    const { id } = await store.startLab(start());
    await store.recordTyped(typed(id, 0, { heavy: true }));
    await store.recordTyped(typed(id, 1));
    expect(await store.undoable({ id, userId: ADA })).toMatchObject({ turn: 1, lines: [] });
  });
});

describe('hints and steps', () => {
  test('are taken once, and never fewer than before', async () => {
    const store = await tempStore();
    const { id } = await store.startLab(start());
    await store.takeLabHint({ id, userId: ADA, step: 0, taken: 2, help: 1 });
    const row = await store.takeLabHint({ id, userId: ADA, step: 0, taken: 1, help: 1 });
    expect(row).toMatchObject({ hints: [2], helped: 1 });
  });

  test('a step is passed once', async () => {
    const store = await tempStore();
    const { id } = await store.startLab(start());
    const pass = { id, userId: ADA, step: 0 };
    const both = await Promise.all([store.passLabStep(pass), store.passLabStep(pass)]);
    expect(both.map(({ step }) => step)).toEqual([1, 1]);
    expect((await store.labSession(id, ADA)).step).toBe(1);
  });
});

describe('a finished lab', () => {
  test('brings its points once, however often it is finished and whoever presses twice', async () => {
    const store = await tempStore();
    const { id } = await store.startLab(start());
    const both = await Promise.all([store.finishLab(finish(id)), store.finishLab(finish(id))]);
    expect(both[0]?.ask?.outcome).toMatchObject({ points: 10, first: true });
    expect(both[1]?.ask?.outcome).toMatchObject({ points: 10, first: false });
    expect((await store.stats(ADA, NOON)).points).toBe(10);
    const later = await store.startLab(start({ replaces: id, now: NOON + 9 * DAY }));
    await store.finishLab(finish(later.id, { now: NOON + 9 * DAY }));
    expect((await store.stats(ADA, NOON + 9 * DAY)).points).toBe(10);
    expect(await store.labsDone(ADA)).toEqual([{ lab: 'first', finishedAt: NOON + 9 * DAY, points: 10 }]);
  });

  test('with the answer brings none, and without it another day all of them', async () => {
    const store = await tempStore();
    const { id } = await store.startLab(start());
    await store.finishLab(finish(id, { grade: 'again' }));
    expect((await store.stats(ADA, NOON)).points).toBe(0);
    const later = await store.startLab(start({ replaces: id, now: NOON + DAY }));
    await store.finishLab(finish(later.id, { grade: 'hard', now: NOON + DAY }));
    expect((await store.stats(ADA, NOON)).points).toBe(10);
  });

  test('comes back as a card of its own, by its grade', async () => {
    const store = await tempStore();
    const { id } = await store.startLab(start());
    const { ask } = await store.finishLab(finish(id, { grade: 'hard' }));
    expect(ask?.outcome?.review).toMatchObject({ grade: 'hard', after: { state: 'learning' } });
    expect(await store.metLabCards(ADA)).toEqual(['lab/first']);
    const pool = [{ card: 'lab/first' }];
    expect(await store.nextCard({ userId: ADA, pool, now: NOON + 2 * DAY })).toMatchObject({
      kind: 'card',
      card: 'lab/first',
    });
  });

  test('answers the question of /review that it was opened for', async () => {
    const store = await tempStore();
    const first = await store.startLab(start());
    await store.finishLab(finish(first.id));
    const { question, run } = finish(0);
    const asked = await store.ask({
      userId: ADA,
      guildId: null,
      channelId: '3',
      question,
      run: { ...run, review: { previous: null, left: { learning: 0, review: 1, new: 0 } } },
      now: NOON + 3 * DAY,
    });
    const again = await store.startLab(start({ replaces: first.id, askId: asked.id, now: NOON + 3 * DAY }));
    const { ask } = await store.finishLab(finish(again.id, { now: NOON + 3 * DAY }));
    expect(ask?.id).toBe(asked.id);
    expect((await store.findAsk(asked.id))?.outcome?.review?.grade).toBe('good');
  });

  test('feeds the cards it teaches: they are the next new ones, and what is known of others stays', async () => {
    const store = await tempStore();
    const pool = ['a/1', 'a/2', 'basics/gid', 'basics/uid'].map((card) => ({ card }));
    expect(await store.nextCard({ userId: ADA, pool, now: NOON })).toMatchObject({ card: 'a/1' });
    const { id } = await store.startLab(start());
    await store.finishLab(finish(id));
    expect(await store.nextCard({ userId: ADA, pool, now: NOON })).toMatchObject({
      card: 'basics/gid',
      from: 'new',
    });
    expect(await store.nextCard({ userId: BOB, pool, now: NOON })).toMatchObject({ card: 'a/1' });
  });

  test('grades by no hint that was taken after it', async () => {
    const store = await tempStore();
    const { id } = await store.startLab(start());
    await store.finishLab(finish(id));
    expect(await store.takeLabHint({ id, userId: ADA, step: 0, taken: 3, help: 2 })).toMatchObject({
      helped: 0,
    });
  });
});

test('a lab left alone goes after 30 days, an ended one after a week, and nothing of another', async () => {
  const store = await tempStore();
  const left = await store.startLab(start());
  await typeTo(store, left.id, 12);
  const used = await store.startLab(start({ lab: 'second', now: NOON + 20 * DAY }));
  const endedOne = await store.startLab(start({ lab: 'third', now: NOON + 20 * DAY }));
  await store.leaveLab(endedOne.id, ADA);
  expect(await store.sweepLabs(NOON + 29 * DAY)).toBe(1);
  expect(await store.sweepLabs(NOON + 31 * DAY)).toBe(1);
  await expect(store.labSession(left.id, ADA)).rejects.toMatchObject({ code: 'lab-gone' });
  await expect(store.labSession(endedOne.id, ADA)).rejects.toMatchObject({ code: 'lab-gone' });
  expect(await store.labSession(used.id, ADA)).toMatchObject({ lab: 'second' });
  expect(await store.labEntries(left, 99)).toEqual([]);
});
