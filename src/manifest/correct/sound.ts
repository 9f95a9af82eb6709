import { ManifestError } from '../explanation.ts';
import { judgeAll, refuseManyPods } from '../judge-all.ts';
import { locate } from '../locate.ts';
import { rebuild, sameTree, type Transforms, transform } from '../mend/rebuild.ts';
import { mapOf } from '../nodes.ts';
import type { MapNode, Node, Yaml } from '../yaml/node.ts';
import type { Mending } from './mending.ts';
import type { Stage } from './plan.ts';

/**
 * Throws where a text is refused for how many pods it holds, before anything is tried: correcting one thing or another
 * makes no fewer of them.
 */
export function refuseCrowd(text: string, yaml: Yaml): void {
  refuseManyPods(locate(yaml, text));
}

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
  if (stage === 'headers')
    return before.documents.every(({ root }, i) => keeps(root, after.documents[i]?.root));
  const transforms = transformsOf(mendings);
  return before.documents.every(({ root }, i) => {
    const now = after.documents[i]?.root ?? null;
    if (root === null || now === null) return root === now;
    return sameTree(rebuild(root, transforms), now);
  });
}

/** Whether no entry is lost: a header may get lines, and keys that were beside it may come to stand below it. */
function keeps(before: Node | null, after: Node | null | undefined): boolean {
  return entriesIn(after ?? null) >= entriesIn(before);
}

function entriesIn(root: Node | null): number {
  let count = 0;
  const waiting = root === null ? [] : [root];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (one.kind === 'seq') for (const item of one.items) waiting.push(item);
    else if (one.kind === 'map')
      for (const { value } of one.entries) {
        count += 1;
        waiting.push(value);
      }
  }
  return count;
}

/** Keys of one mapping are changed in one go: thousands of them must not be thousands of copies of it. */
function transformsOf(mendings: readonly Mending[]): Transforms {
  const keys = new Map<MapNode, Map<string, string | undefined>>();
  for (const { tree } of mendings) {
    for (const change of tree) {
      if (!('key' in change)) continue;
      const known = keys.get(change.node);
      if (known === undefined) keys.set(change.node, new Map([[change.key, change.becomes]]));
      else known.set(change.key, change.becomes);
    }
  }
  const transforms: Transforms = new Map();
  for (const [map, changed] of keys) transform(transforms, map, (node) => withKeys(node, changed));
  for (const { tree } of mendings)
    for (const change of tree) if ('by' in change) transform(transforms, change.node, change.by);
  return transforms;
}

function withKeys(node: Node, changed: ReadonlyMap<string, string | undefined>): Node {
  if (node.kind !== 'map') return node;
  const entries = node.entries.flatMap((entry) => {
    if (!changed.has(entry.key)) return [entry];
    const key = changed.get(entry.key);
    return key === undefined ? [] : [{ ...entry, key }];
  });
  return mapOf(node, entries);
}
