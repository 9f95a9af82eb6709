import fc from 'fast-check';

/**
 * Every property is drawn anew each time, so that it finds something some day; with PROPERTY_SEED (a whole number) the
 * draws are the same in every run, as CI wants them: what it finds is found again.
 */
const given = process.env.PROPERTY_SEED;
if (given !== undefined) {
  if (!/^-?\d{1,10}$/.test(given))
    throw new RangeError(`PROPERTY_SEED must be a whole number; it is "${given}".`);
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(given) });
}
