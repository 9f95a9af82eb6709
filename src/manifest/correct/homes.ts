import { child, flagAt, isNull, itemsAt } from '../access.ts';
import type { Unknown } from '../decode.ts';
import { sameTree } from '../mend/rebuild.ts';
import { entryOf, mapOf } from '../nodes.ts';
import type { PodView } from '../pod.ts';
import type { Belonging } from '../unknown.ts';
import type { MapNode, Node } from '../yaml/node.ts';
import type { Home } from './mending.ts';

/** Where a misplaced key goes: places that lack it, and what stands in the places that have it. */
export interface Places {
  readonly homes: readonly Home[];
  readonly taken: readonly { readonly path: string; readonly value: Node }[];
  readonly paths: readonly string[];
}

/**
 * Every place a misplaced key is to stand in: one, or all containers for what only containers have. A string says why
 * there is none.
 */
export function placesOf(root: MapNode, pod: PodView, { home = '', everywhere }: Belonging): Places | string {
  const paths =
    everywhere === true
      ? pod.containers.map(({ path }) => `${path}${home.slice(home.lastIndexOf('.securityContext.'))}`)
      : [home];
  if (paths.length === 0) return 'there is no container that it could be moved to';
  const homes: Home[] = [];
  const taken: { path: string; value: Node }[] = [];
  for (const path of paths) {
    const found = find(root, path);
    if (found === undefined) return `there is nothing at ${path} that it could be moved to`;
    if ('value' in found) taken.push({ path, value: found.value });
    else homes.push(found);
  }
  return { homes, taken, paths };
}

/** The steps of a path: list indexes are numbers. */
function steps(path: string): readonly (string | number)[] {
  return path.split('.').flatMap((step) => {
    const bracket = step.indexOf('[');
    return bracket === -1 ? [step] : [step.slice(0, bracket), Number(step.slice(bracket + 1, -1))];
  });
}

function find(root: MapNode, path: string): Home | { readonly value: Node } | undefined {
  const all = steps(path);
  let at: Node = root;
  for (let i = 0; i < all.length; i++) {
    const step = all[i] ?? '';
    if (typeof step === 'number') {
      const item: Node | undefined = at.kind === 'seq' ? at.items[step] : undefined;
      if (item === undefined) return undefined;
      at = item;
      continue;
    }
    if (at.kind !== 'map') return undefined;
    const entry = at.get(step);
    const rest = all.slice(i + 1, -1);
    if (entry !== undefined && !isNull(entry.value)) at = entry.value;
    else if (rest.some((one) => typeof one === 'number')) return undefined;
    else if (i === all.length - 1) return entry === undefined ? { map: at, path: [] } : undefined;
    else if (entry === undefined) return { map: at, path: all.slice(i, -1).map(String) };
    else return { map: at, empty: entry, path: rest.map(String) };
  }
  return { value: at };
}

/** The mapping with `name: value` put into it, below keys that are made where they are missing. */
export function inserted(node: Node, path: readonly string[], name: string, value: Node): Node {
  const entries = node.kind === 'map' ? node.entries : [];
  const [step, ...rest] = path;
  if (step === undefined) return mapOf(node, [...entries, entryOf(name, value)]);
  const below = node.kind === 'map' ? node.get(step)?.value : undefined;
  const made = entryOf(step, inserted(below ?? mapOf(node, []), rest, name, value));
  return mapOf(
    node,
    below === undefined ? [...entries, made] : entries.map((one) => (one.key === step ? made : one)),
  );
}

/** Whether a value gives a container more than it has without it. */
export function weakens(name: string, value: Node): boolean {
  if (name === 'capabilities') return itemsAt(value, 'add').length > 0;
  if (value.kind !== 'scalar') return false;
  if (name === 'procMount') return value.value === 'Unmasked';
  return ['privileged', 'allowPrivilegeEscalation'].includes(name) && value.value === true;
}

/** What a container sets that the API server takes for the opposite of `name: value`. */
export function contradicting(container: Node | undefined, name: string, value: Node): string | undefined {
  const security = child(container, 'securityContext');
  const off = value.kind === 'scalar' && value.value === false;
  const on = value.kind === 'scalar' && value.value === true;
  if (name === 'allowPrivilegeEscalation' && off && flagAt(security, 'privileged') === true)
    return 'privileged: true';
  if (name === 'privileged' && on && flagAt(security, 'allowPrivilegeEscalation') === false)
    return 'allowPrivilegeEscalation: false';
  return undefined;
}

/** Whether unknown keys that go to the same place say the same. */
export function agree(group: readonly Unknown[]): boolean {
  const [first] = group;
  return first === undefined || group.every(({ entry }) => sameTree(entry.value, first.entry.value));
}
