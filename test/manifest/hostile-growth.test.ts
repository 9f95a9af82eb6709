import { describe, expect, test } from 'vitest';
import { corrections } from '../../src/discord/explain/corrections.ts';
import { explanationMessage } from '../../src/discord/explain/view.ts';
import { correctedMessage } from '../../src/discord/explain/view-corrected.ts';
import { type Explanation, explain, ManifestError } from '../../src/manifest/index.ts';
import { drillOn } from '../../src/study/index.ts';
import { growthPerDoubling } from '../growth.ts';
import { ALL, propertyRuns } from '../property-runs.ts';
import { type Family, HOSTILE_FAMILIES, SIZE } from './hostile-pastes.ts';

/** Of the kinds every eighth is measured in `npm test`, and all of them where every property is tried in full. */
const MEASURED = HOSTILE_FAMILIES.filter((_, i) => propertyRuns() >= ALL || i % 8 === 0);

/** Measured are an eighth and a half of the largest paste, so that one more doubling reaches it. */
const SMALL = SIZE / 8;
const ENOUGH = 2.5;
/**
 * Corrections are made in rounds of so many changes; a longer paste needs more rounds until it gets no more, and then
 * what is left over is told. So they grow by a little more than the paste, and by less than its square (4).
 */
const SMALL_CORRECTED = SIZE / 4;
const ENOUGH_CORRECTED = 3.5;

/** What `work` gives for a paste, or nothing where the paste is refused: that must be soon as well. */
function tried<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof ManifestError) return undefined;
    throw error;
  }
}

function grown(family: Family, work: (paste: string) => void, small = SMALL, enough = ENOUGH): number {
  const pastes = new Map([small, 4 * small].map((size) => [size, family(size)]));
  const paste = (size: number): string => pastes.get(size) ?? '';
  return growthPerDoubling((size) => work(paste(size)), small, {
    enough,
    // Some are long in two directions.
    lengthOf: (size) => paste(size).length,
  });
}

/** The paste's answer with what is drawn from it: the message of `/explain`, and **Quiz me on this**. */
function shown(paste: string, explanation: Explanation): void {
  explanationMessage({ paste, explanation, imageUsers: '', owner: '1', quiz: false });
  drillOn(explanation, 1);
}

/** What else the machine does only adds to a measurement, sometimes for seconds: one that is over is taken again later. */
const AGAIN = { retry: 2 };

describe.each(MEASURED)('%s: the work grows as the paste does', AGAIN, (_, family) => {
  test('explained', () => {
    expect(grown(family, (paste) => void tried(() => explain(paste)))).toBeLessThanOrEqual(ENOUGH);
  });

  test('shown and asked about', () => {
    const known = new Map<string, Explanation | undefined>();
    const work = (paste: string): void => {
      if (!known.has(paste))
        known.set(
          paste,
          tried(() => explain(paste)),
        );
      const explanation = known.get(paste);
      if (explanation !== undefined) shown(paste, explanation);
    };
    for (const size of [SMALL, 4 * SMALL]) work(family(size));
    expect(grown(family, work)).toBeLessThanOrEqual(ENOUGH);
  });

  test('corrected', () => {
    const work = (paste: string): void => {
      const found = tried(() => corrections(paste));
      if (found !== undefined) correctedMessage(found, '1', paste);
    };
    const growth = grown(family, work, SMALL_CORRECTED, ENOUGH_CORRECTED);
    expect(growth).toBeLessThanOrEqual(ENOUGH_CORRECTED);
  });
});
