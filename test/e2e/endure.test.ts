import { expect, inject, test } from 'vitest';
import { endure, unrest, wrongs } from '../endure/endure.ts';

const SEED = Number(process.env.PROPERTY_SEED ?? Date.now() % 2 ** 31);

// `npm run bench endure` is the same with fifty people and 20,000 answers.
test.skipIf(inject('postgres') === undefined)(
  `people who answer while processes are replaced notice nothing, and while they are killed, connections cut and PostgreSQL crashes lose and double nothing (seed ${SEED})`,
  async () => {
    const endured = await endure({
      server: inject('postgres') ?? '',
      answers: 150,
      people: 6,
      paceMs: 100,
      rolls: 1,
      troubles: 5,
      seed: SEED,
    });
    const [rolling, broken] = endured.parts;
    expect(wrongs(endured)).toEqual([]);
    expect(endured.verdict.acknowledged).toBeGreaterThanOrEqual(150);
    expect(unrest(rolling)).toEqual([]);
    expect(rolling.restarts).toBe(2);
    expect(broken.crashes).toBe(1);
    expect(broken.kills + broken.cuts).toBeGreaterThan(0);
  },
  300_000,
);
