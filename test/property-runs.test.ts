import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => vi.unstubAllEnvs());

/** `propertyRuns` as it is where PROPERTY_RUNS holds this. */
async function where(given: string | undefined) {
  vi.stubEnv('PROPERTY_RUNS', given);
  vi.resetModules();
  return (await import('./property-runs.ts')).propertyRuns;
}

test.each([
  [undefined, 300, 300, 40],
  ['300', 300, 300, 40],
  ['1000', 1000, 1000, 40],
  ['10000', 10_000, 20_000, 40],
  ['100000', 100_000, 200_000, 400],
])('PROPERTY_RUNS=%s: %i of 10,000, %i of 20,000, %i of 40', async (given, usual, long, costly) => {
  const propertyRuns = await where(given);
  expect([propertyRuns(), propertyRuns(20_000), propertyRuns(40)]).toEqual([usual, long, costly]);
});

test.each(['', 'many', '299', '-1', '1e4', '0.5'])('PROPERTY_RUNS=%j is refused', async (given) => {
  await expect(where(given)).rejects.toThrow(/^PROPERTY_RUNS must be a whole number from 300 on/);
});
