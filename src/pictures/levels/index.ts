import type { Explanation } from '../../manifest/explanation.ts';
import type { Sheet } from '../picture.ts';
import { levelsAlt } from './alt.ts';
import { levelsOf } from './of.ts';
import { levelsSheet } from './sheet.ts';

export { hasLevels } from './of.ts';

/**
 * The two levels of every pod of an Explanation: what the pod's sets and hands down, what each container sets itself
 * or overrides, what cannot stand where it does, who the process is and whether it starts.
 */
export function levelsPicture(explanation: Explanation): Sheet {
  const levels = levelsOf(explanation);
  return { svg: levelsSheet(levels), alt: levelsAlt(levels) };
}
