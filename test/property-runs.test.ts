import { expect, test } from 'vitest';
import { runsOf } from './property-runs.ts';

test.each([
  [undefined, 300, 300, 40],
  ['300', 300, 300, 40],
  ['1000', 1000, 1000, 40],
  ['10000', 10_000, 20_000, 40],
  ['100000', 100_000, 200_000, 400],
])('PROPERTY_RUNS=%s: %i of 10,000, %i of 20,000, %i of 40', (given, usual, long, costly) => {
  const propertyRuns = runsOf(given);
  expect([propertyRuns(), propertyRuns(20_000), propertyRuns(40)]).toEqual([usual, long, costly]);
});

test.each(['', 'many', '299', '-1', '1e4', '0.5'])('PROPERTY_RUNS=%j is refused', (given) => {
  expect(() => runsOf(given)).toThrow(/^PROPERTY_RUNS must be a whole number from 300 on/);
});
