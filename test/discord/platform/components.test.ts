import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeBlock } from '../../../src/discord/platform/components.ts';
import { propertyRuns } from '../../property-runs.ts';

test('five backticks in a row close no block: of what is put between the first three, three were left', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('`', '``', '\n', 'a') }), (text) => {
      expect(codeBlock('', text).split('```')).toHaveLength(3);
      expect(codeBlock('', text).replaceAll('\u200b', '')).toBe(`\`\`\`\n${text}\n\`\`\``);
    }),
    { numRuns: propertyRuns() },
  );
  expect(codeBlock('', '`````').split('```')).toHaveLength(3);
});
