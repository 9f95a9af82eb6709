import fc from 'fast-check';
import { expect, test } from 'vitest';
import { customId, parseCustomId } from '../../../src/discord/platform/custom-id.ts';
import { propertyRuns } from '../../property-runs.ts';

test('a custom_id is read as it was built, whatever its arguments hold', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 8 }), { maxLength: 3 }), (args) => {
      expect(parseCustomId(customId('quiz:answer', ...args))).toEqual({ route: 'quiz:answer', args });
    }),
    { numRuns: propertyRuns() },
  );
});

test('numbers are written as they are', () => {
  expect(customId('quiz:answer', 12, 'B')).toBe('quiz:answer:12:B');
});

test('more than 100 characters, or a misspelt route, are a mistake of ours', () => {
  expect(() => customId('quiz:answer', 'a'.repeat(100))).toThrow(RangeError);
  expect(() => customId('quiz')).toThrow(RangeError);
});

test.each(['', 'quiz', 'QUIZ:a', 'a b:c', 'quiz:answer:%zz'])('%j was not built by us', (id) => {
  expect(parseCustomId(id)).toBeUndefined();
});
