import { explain, ManifestError } from '../manifest/index.ts';
import { hasLevels } from '../pictures/index.ts';
import type { Question } from '../study/index.ts';

/** Whether a question's manifest has a pod whose two levels can be explained and drawn. */
export function hasTwoLevels({ manifest }: Pick<Question, 'manifest'>): boolean {
  if (manifest === undefined) return false;
  try {
    return hasLevels(explain(manifest));
  } catch (error) {
    if (error instanceof ManifestError) return false;
    throw error;
  }
}
