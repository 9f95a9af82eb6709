import { correct, explain } from '../../manifest/index.ts';
import type { CorrectedReading } from './view-corrected.ts';

/** Readings whose correction is shown; a paste rarely has more than two. */
const MOST_READINGS = 3;

/**
 * The paste corrected, once for each text it can be read as, with what is still found in the result.
 * @throws ManifestError when the paste cannot be explained at all.
 */
export function corrections(paste: string): readonly CorrectedReading[] {
  const main = explain(paste);
  const readings = [main, ...main.readings].filter(
    ({ manifest }, index, all) => all.findIndex((each) => each.manifest === manifest) === index,
  );
  return readings.slice(0, MOST_READINGS).map(({ manifest, repairs }, index) => {
    const corrected = correct(index === 0 ? paste : manifest);
    const { manifest: after, changes, notChanged, explanation } = corrected;
    return { before: manifest, after, changes, notChanged, repairs, left: explanation.findings };
  });
}
