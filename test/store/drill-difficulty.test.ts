import { expect, test } from 'vitest';
import { MINUTE } from '../../src/study/schedule/day.ts';
import { askInput, NOON, question, right, tempStore } from './fixtures.ts';

const ME = '100000000000000001';
const DRILL = 'drill/uid';

async function start() {
  const store = await tempStore();
  let now = NOON;
  return {
    store,
    own: () => store.drillDifficulty(ME, DRILL),
    async answer(correct: boolean) {
      now += 30 * MINUTE;
      const difficulty = await store.drillDifficulty(ME, DRILL);
      const { id } = await store.ask(askInput({ question: question(DRILL, { difficulty }), now }));
      const given = right(id, { correct, difficulty, now, inReview: true });
      await store.recordAnswer(given);
      return given;
    },
  };
}

test('a drill gets harder with the learner’s own answers, and a second click adds nothing', async () => {
  const { store, own, answer } = await start();
  expect(await own()).toBe(1);
  const first = await answer(true);
  await Promise.all([store.recordAnswer(first), store.recordAnswer(first)]);
  expect(await own()).toBe(1);
  await answer(true);
  expect(await own()).toBe(2);
  await answer(false);
  expect(await own()).toBe(1);
});

test('undo gives the difficulty back, and graded again as Hard an answer leads nowhere', async () => {
  const { store, own, answer } = await start();
  await answer(true);
  const second = await answer(true);
  await store.regrade({ askId: second.askId, userId: ME, grade: 'hard' });
  expect(await own()).toBe(1);
  await store.regrade({ askId: second.askId, userId: ME, grade: 'easy' });
  expect(await own()).toBe(2);
  await store.undo(second.askId, ME);
  expect(await own()).toBe(1);
});

test('each drill has its own, and so has each person', async () => {
  const { store, answer } = await start();
  await answer(true);
  await answer(true);
  expect(await store.drillDifficulty(ME, 'drill/gid')).toBe(1);
  expect(await store.drillDifficulty('100000000000000002', DRILL)).toBe(1);
});
