import type { Json, PodExplanation, SecurityRemedy, SecurityStep } from '../../src/manifest/index.ts';

type Holder = Record<string, unknown> | unknown[];

const isHolder = (value: unknown): value is Holder => typeof value === 'object' && value !== null;

/** The object with every step of the remedies done, as a person would do them by hand. */
export function remedied(object: Json, pod: PodExplanation, remedies: readonly SecurityRemedy[]): Json {
  const root: unknown = structuredClone(object);
  // A key that goes may have its neighbour added by the same check; an item keeps its index.
  for (const { steps } of remedies) for (const step of steps) take(root, pod, step);
  return root as Json;
}

function take(root: unknown, pod: PodExplanation, step: SecurityStep): void {
  const base =
    step.level === 'container'
      ? step.containers.map((i) => pathKeys(pod.containers[i]?.path ?? ''))
      : [step.level === 'pod' ? pathKeys(pod.path) : [...pathKeys(pod.path).slice(0, -1), 'metadata']];
  for (const keys of base) act(root, [...keys, ...step.keys], step);
}

function pathKeys(path: string): (string | number)[] {
  return path
    .split('.')
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [name = '', index] = part.split(/[[\]]/);
      return index === undefined ? [name] : [name, Number(index)];
    });
}

function act(root: unknown, keys: readonly (string | number)[], step: SecurityStep): void {
  let at = root;
  for (const key of keys.slice(0, -1)) {
    if (!isHolder(at)) throw new TypeError(`nothing holds ${keys.join('.')}`);
    const holder = at as Record<string | number, unknown>;
    if (!isHolder(holder[key])) {
      if (step.action !== 'add') throw new TypeError(`there is no ${keys.join('.')}`);
      holder[key] = {};
    }
    at = holder[key];
  }
  const last = keys.at(-1) ?? '';
  const holder = at as Record<string | number, unknown>;
  if (step.action === 'add' && holder[last] !== undefined)
    throw new TypeError(`${keys.join('.')} is there already`);
  if (step.action !== 'add' && !(last in holder)) throw new TypeError(`there is no ${keys.join('.')}`);
  if (step.action === 'remove') delete holder[last];
  else if (step.action === 'remove-items') holder[last] = without(holder[last], step.value);
  else holder[last] = structuredClone(step.value);
}

/** An item is told by its text, or by its name. */
const nameOf = (item: unknown): unknown =>
  isHolder(item) ? ((item as { name?: unknown }).name ?? '') : (item ?? '');

function without(list: unknown, items: unknown): unknown {
  if (!Array.isArray(list) || !Array.isArray(items)) throw new TypeError('no list');
  const gone = new Set(items.map(nameOf));
  return list.filter((item) => !gone.has(nameOf(item)));
}
