import { expect, test } from 'vitest';
import { readShare, shownShare } from '../../src/study/percent.ts';

test.each([
  ['90 %', 0.9],
  ['90%', 0.9],
  ['90', 0.9],
  ['0.9', 0.9],
  ['0,9', 0.9],
  ['.9', 0.9],
  ['92,5 %', 0.925],
  ['92.3', 0.923],
  ['90 %', 0.9],
  ['1', 1],
  ['0.9 %', 0.009],
])('%s means %d', (typed, share) => {
  expect(readShare(typed)).toBe(share);
});

test.each(['', '%', 'ninety', '90 % or so', '-90', '9e1', '90 %%', '1,000.5'])(
  '%j is no percentage',
  (typed) => {
    expect(readShare(typed)).toBeUndefined();
  },
);

test('what is shown may be typed', () => {
  for (let thousandths = 800; thousandths <= 970; thousandths++) {
    const share = thousandths / 1000;
    expect(readShare(shownShare(share))).toBe(share);
  }
});
