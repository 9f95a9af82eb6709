import { child } from './access.ts';
import type { Node } from './yaml/node.ts';

/** The steps of a path as the API server spells it: `spec.tasks[0].template` has four. */
export function stepsOf(path: string): readonly string[] {
  return path.split(/[.[\]]+/).filter((step) => step !== '');
}

/** The node at a path; an explicit null is nothing. */
export function nodeAt(root: Node, steps: readonly string[]): Node | undefined {
  let at: Node | undefined = root;
  for (const step of steps) at = at?.kind === 'seq' ? at.items[Number(step)] : child(at, step);
  return at;
}
