import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isShownAs } from '../../../src/decks/lessons/elided.ts';
import { propertyRuns } from '../../property-runs.ts';

describe('an output is what is shown of it', () => {
  test.each([
    ['the same', 'a\nb', 'a\nb', true],
    ['nothing', '', '', true],
    ['a blank at the end of a line', 'web \ntail', 'web\ntail', true],
    ['a line too few', 'a\nb', 'a', false],
    ['a line too many', 'a', 'a\nb', false],
    ['something instead of nothing', 'a', '', false],
    ['the end left out', 'uid=1000 gid=0(root)', 'uid=1000 …', true],
    ['the beginning left out', '2026 [emerg] no', '… no', true],
    ['the middle left out, and that there is', 'a b c', 'a … c', true],
    ['the middle left out, and that there is not', 'a c', 'a … c', false],
    ['two pieces in the wrong order', 'a b c', '…b…a…', false],
    ['a piece that is used twice', 'aba', 'ab…ba', false],
    ['lines left out', 'a\nb\nc\nd', 'a\n…\nd', true],
    ['no line left out', 'a\nd', 'a\n…\nd', true],
    ['lines left out in front', 'a\nb\nc', '…\nc', true],
    ['a line in between that is not there', 'a\nb\nc', 'a\n…\nx\n…\nc', false],
  ])('%s', (_what, whole, shown, is) => {
    expect(isShownAs(whole, shown)).toBe(is);
  });
});

test('whatever is left out of a text, what remains shows it, and not a text that has a letter more at its end', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.stringMatching(/^[a-c\n]{0,6}$/), fc.boolean()), { maxLength: 8 }),
      (pieces) => {
        const whole = `x${pieces.map(([text]) => text).join('')}x`;
        const left = pieces.map(([text, out]) => (out && !text.includes('\n') ? '…' : text));
        const shown = `x${left.join('')}x`;
        expect(isShownAs(whole, shown)).toBe(true);
        expect(isShownAs(`${whole}z`, shown)).toBe(false);
      },
    ),
    { numRuns: propertyRuns() },
  );
});
