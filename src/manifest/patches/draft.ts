import { entryOf, mapOf, seqOf } from '../nodes.ts';
import type { Node } from '../yaml/node.ts';

/** What patches have set so far, as far as it is known: lists have only the items that were touched. */
export interface Draft {
  readonly near: Node;
  value: Node | undefined;
  readonly kids: Map<string, Draft>;
}

/** An empty draft that stands where `near` does. */
export function draftAt(near: Node): Draft {
  return { near, value: undefined, kids: new Map() };
}

/** Sets a value below a draft. */
export function setIn(draft: Draft, steps: readonly string[], value: Node): void {
  let at = draft;
  for (const step of steps) {
    let next = at.kids.get(step);
    if (next === undefined) {
      next = draftAt(value);
      at.kids.set(step, next);
    }
    at = next;
  }
  at.value = value;
  at.kids.clear();
}

/** Takes away what was set below a draft. */
export function removeIn(draft: Draft, steps: readonly string[]): void {
  let at: Draft | undefined = draft;
  for (const step of steps.slice(0, -1)) at = at?.kids.get(step);
  at?.kids.delete(steps.at(-1) ?? '');
}

const isIndex = (step: string): boolean => step === '-' || /^\d+$/.test(step);

/** The node a draft stands for; items of a list come in the order of their indexes. */
export function nodeOfDraft({ near, value, kids }: Draft): Node {
  if (kids.size === 0) return value ?? mapOf(near, []);
  const steps = [...kids.keys()];
  if (steps.every(isIndex))
    return seqOf(
      near,
      inOrder(kids).map(([, kid]) => nodeOfDraft(kid)),
    );
  const own = value?.kind === 'map' ? value.entries.filter(({ key }) => !kids.has(key)) : [];
  return mapOf(near, [...own, ...[...kids].map(([key, kid]) => entryOf(key, nodeOfDraft(kid)))]);
}

/** The touched items of a list, by index; what is appended (`-`) comes last. */
export function inOrder(kids: ReadonlyMap<string, Draft>): readonly (readonly [string, Draft])[] {
  const rank = (step: string): number => (step === '-' ? Number.POSITIVE_INFINITY : Number(step));
  return [...kids].sort(([a], [b]) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
}
