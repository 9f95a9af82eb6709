/**
 * How often a property is tried. PROPERTY_RUNS says how many draws a property takes at most: 300 where it is not set,
 * so that `npm test` stays quick, and 10,000 in `npm run test:all` and in CI.
 */

/** What `npm run test:all` sets. */
export const ALL = 10_000;
const LEAST = 300;

/** Draws of a property that takes `all` of them in `npm run test:all`. */
export type PropertyRuns = (all?: number) => number;

/**
 * {@link propertyRuns} where PROPERTY_RUNS holds this.
 * @throws RangeError for anything but a whole number from 300 on.
 */
export function runsOf(given: string = String(LEAST)): PropertyRuns {
  const runs = /^\d{1,9}$/.test(given) ? Number(given) : 0;
  if (runs < LEAST)
    throw new RangeError(
      `PROPERTY_RUNS must be a whole number from ${LEAST} on, for what is said of shares needs as many draws; it is "${given}".`,
    );
  return (all = ALL) => (runs < ALL ? Math.min(all, runs) : Math.round((all * runs) / ALL));
}

/**
 * No more than PROPERTY_RUNS below 10,000, and from there on in its proportion, so that ten times as many search ten
 * times as deep everywhere.
 */
export const propertyRuns: PropertyRuns = runsOf(process.env.PROPERTY_RUNS);
