import { expect, test } from 'vitest';
import { askInput, NOON, right, tempStore } from './fixtures.ts';

const ME = '100000000000000001';
const OTHER = '100000000000000002';

test('a belief is counted once an answer, up to that answer, and each person has their own', async () => {
  const store = await tempStore();
  const ids: number[] = [];
  for (const userId of [ME, ME, OTHER, ME]) {
    const { id } = await store.ask(askInput({ userId }));
    const wrong = right(id, { userId, correct: false, beliefs: ['pod-wins', 'fsgroup-is-user'] });
    const first = await store.recordAnswer(wrong);
    expect((await store.recordAnswer(wrong)).beliefs).toEqual(first.beliefs);
    ids.push(id);
  }
  const times: unknown[] = [];
  for (const id of ids) times.push((await store.findAsk(id))?.outcome?.beliefs.map((each) => each.times));
  expect(times).toEqual([
    [1, 1],
    [2, 2],
    [1, 1],
    [3, 3],
  ]);
  expect((await store.exportUser(ME)).beliefs).toHaveLength(6);
});

test('a right answer shows no belief, whatever is said of it', async () => {
  const store = await tempStore();
  const { id } = await store.ask(askInput({ userId: ME }));
  const outcome = await store.recordAnswer(right(id, { userId: ME, beliefs: ['pod-wins'] }));
  expect(outcome.beliefs).toEqual([]);
  expect(await store.beliefsOf(ME)).toEqual([]);
});

test('an answer that is refused leaves no belief, and one that is taken back takes its own along', async () => {
  const store = await tempStore();
  const first = await store.ask(askInput({ userId: ME }));
  const broken = right(first.id, { userId: ME, correct: false, beliefs: ['a'], promised: 'never' });
  await expect(store.recordAnswer(broken)).rejects.toMatchObject({ code: 'promise-changed' });
  expect(await store.beliefsOf(ME)).toEqual([]);
  let last = 0;
  for (const belief of ['a', 'b', 'a']) {
    const { id } = await store.ask(askInput({ userId: ME, now: NOON }));
    await store.recordAnswer(right(id, { userId: ME, correct: false, beliefs: [belief] }));
    last = id;
  }
  expect(await store.beliefsOf(ME)).toEqual(['a', 'b']);
  await store.undo(last, ME);
  expect(await store.beliefsOf(ME)).toEqual(['b', 'a']);
});
