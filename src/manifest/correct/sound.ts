import { judgeAll } from '../explain.ts';
import { ManifestError } from '../explanation.ts';
import { rebuild, sameTree, type Transforms, transform } from '../mend/rebuild.ts';
import type { Yaml } from '../yaml/node.ts';
import type { Mending } from './mending.ts';
import type { Stage } from './plan.ts';

/** How many errors an explanation of the text has; more than any other where it cannot be explained at all. */
export function errorsOf(text: string, yaml: Yaml): number {
  try {
    const { findings } = judgeAll({ text, lines: [] }, yaml, {});
    return findings.filter(({ severity }) => severity === 'error').length;
  } catch (error) {
    if (error instanceof ManifestError) return Number.POSITIVE_INFINITY;
    throw error;
  }
}

/** Whether a text came out of another by these mendings and nothing else: its trees are what they had to become. */
export function cameOut(before: Yaml, after: Yaml, mendings: readonly Mending[], stage: Stage): boolean {
  if (stage === 'spaces') return (after.problem?.line ?? Infinity) > (before.problem?.line ?? 0);
  if (before.problem?.code !== after.problem?.code) return false;
  if (before.documents.length !== after.documents.length) return false;
  const transforms: Transforms = new Map();
  for (const { tree } of mendings) for (const [node, by] of tree) transform(transforms, node, by);
  return before.documents.every(({ root }, i) => {
    const now = after.documents[i]?.root ?? null;
    if (root === null || now === null) return root === now;
    return sameTree(rebuild(root, transforms), now);
  });
}
