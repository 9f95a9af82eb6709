import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GRADES } from '../../../src/study/schedule/memory.ts';
import { type DrillAnswer, ownDifficulty } from '../../../src/study/schedule/own-difficulty.ts';
import { propertyRuns } from '../../property-runs.ts';

const right = (difficulty: number, grade: DrillAnswer['grade'] = 'good'): DrillAnswer => ({
  correct: true,
  grade,
  difficulty,
});
const wrong = (difficulty: number): DrillAnswer => ({ correct: false, grade: 'again', difficulty });

test.each<[string, readonly DrillAnswer[], number]>([
  ['everybody begins at 1', [], 1],
  ['one right answer may be a guess', [right(1)], 1],
  ['two in a row lead up', [right(1), right(1)], 2],
  ['practice counts as well', [right(1, null), right(1, null)], 2],
  ['one that was easy leads up', [right(1, 'easy')], 2],
  ['one that was hard does not count, and ends the row', [right(1), right(1, 'hard'), right(1)], 1],
  ['a wrong one leads down', [right(1, 'easy'), right(2, 'easy'), wrong(3)], 2],
  ['never below 1', [wrong(1), wrong(1)], 1],
  ['never above 5', [1, 2, 3, 4, 5, 5].map((at) => right(at, 'easy')), 5],
  ['a right answer to an easier question proves nothing', [right(1, 'easy'), right(1), right(1)], 2],
  ['a wrong answer to a harder one neither', [right(1), wrong(4), right(1)], 2],
  [
    'an answer of which the difficulty was not kept is left out',
    [{ ...right(1, 'easy'), difficulty: null }],
    1,
  ],
])('%s', (_, answers, expected) => {
  expect(ownDifficulty(answers)).toBe(expected);
});

test('each answer moves it by one at most, within 1 and 5', () => {
  const answer = fc.record({
    correct: fc.boolean(),
    grade: fc.option(fc.constantFrom(...GRADES)),
    difficulty: fc.option(fc.integer({ min: 1, max: 5 })),
  });
  fc.assert(
    fc.property(fc.array(answer, { maxLength: 40 }), (answers) => {
      const path = answers.map((_, index) => ownDifficulty(answers.slice(0, index + 1)));
      for (const [index, own] of path.entries())
        expect(own >= 1 && own <= 5 && Math.abs(own - (path[index - 1] ?? 1)) <= 1).toBe(true);
    }),
    { numRuns: propertyRuns(1000) },
  );
});
