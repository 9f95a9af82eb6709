import type { Entry, MapNode, Node, ScalarNode } from './yaml/node.ts';

const NOWHERE = { start: 0, end: 0 } as const;

/** JSON in which a key may stand with nothing behind it. */
export type Sendable =
  | null
  | boolean
  | number
  | string
  | readonly Sendable[]
  | { readonly [key: string]: Sendable | undefined };

/** JSON that comes from no text, as a node; every place in it is line 1. Keys whose value is undefined are left out. */
export function nodeOf(json: Sendable): Node {
  if (Array.isArray(json)) {
    const items = (json as readonly Sendable[]).map(nodeOf);
    return { kind: 'seq', line: 1, span: NOWHERE, flow: true, items };
  }
  if (json !== null && typeof json === 'object') {
    const entries = Object.entries(json as Readonly<Record<string, Sendable | undefined>>);
    return mapOf(
      entries.flatMap(([key, value]) => (value === undefined ? [] : [entryOf(key, nodeOf(value))])),
    );
  }
  const value = json as ScalarNode['value'];
  const source = JSON.stringify(value);
  return { kind: 'scalar', line: 1, span: NOWHERE, style: 'plain', source, value };
}

/** A node with what stands under a path of keys replaced, or put in where nothing is; `undefined` takes it away. */
export function withValue(node: Node | undefined, keys: readonly string[], value: Node | undefined): Node {
  const [key, ...rest] = keys;
  if (key === undefined) return value ?? nodeOf(null);
  const entries = node?.kind === 'map' ? node.entries : [];
  const old = entries.find((entry) => entry.key === key);
  const made =
    rest.length === 0
      ? value
      : value === undefined && old === undefined
        ? undefined
        : withValue(old?.value, rest, value);
  if (made === undefined)
    return mapOf(
      entries.filter((entry) => entry.key !== key),
      node,
    );
  if (old === undefined) return mapOf([...entries, entryOf(key, made)], node);
  return mapOf(
    entries.map((entry) => (entry.key === key ? { ...entry, value: made } : entry)),
    node,
  );
}

const entryOf = (key: string, value: Node): Entry => ({ key, keyLine: value.line, keySpan: NOWHERE, value });

function mapOf(entries: readonly Entry[], from?: Node): MapNode {
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  return {
    kind: 'map',
    line: from?.line ?? 1,
    span: from?.span ?? NOWHERE,
    flow: from?.kind === 'map' ? from.flow : true,
    entries,
    get: (key) => byKey.get(key),
  };
}
