import { explain } from '../../manifest/index.ts';
import type { Correction } from '../views/explanation-corrected.ts';

/** Readings whose correction is shown; a paste rarely has more than two. */
const MOST_READINGS = 3;

/**
 * The paste corrected, once for each way it can be read, with what is still found in the result.
 * @throws ManifestError when the paste cannot be explained at all.
 */
export function corrections(paste: string): readonly Correction[] {
  const main = explain(paste);
  return [main, ...main.readings].slice(0, MOST_READINGS).map(({ manifest, repairs }) => {
    return { before: manifest, after: manifest, repairs, left: explain(manifest).findings };
  });
}
