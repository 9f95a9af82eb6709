import type { Entry, MapNode, Node, ScalarNode, SeqNode } from './yaml/node.ts';

/** An entry made of a value that stands elsewhere in the text: its line is the value's. */
export function entryOf(key: string, value: Node, keyLine = value.line): Entry {
  return { key, keyLine, keySpan: { start: value.span.start, end: value.span.start }, value };
}

/** A mapping that is not written as such; it is placed where `near` is. */
export function mapOf(near: Node, entries: readonly Entry[]): MapNode {
  const { line, span } = near;
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  return { kind: 'map', line, span, flow: false, entries, get: (key) => byKey.get(key) };
}

/** A list that is not written as such. */
export function seqOf(near: Node, items: readonly Node[]): SeqNode {
  return { kind: 'seq', line: near.line, span: near.span, flow: false, items };
}

/** A string that is not written. */
export function textOf(near: Node, value: string): ScalarNode {
  const { line, span } = near;
  return { kind: 'scalar', line, span, style: 'plain', source: value, value };
}

/** Only the entry `key: value`, as a mapping of its own. */
export function wrap(key: string, value: Node): MapNode {
  return mapOf(value, [entryOf(key, value)]);
}

/** A mapping with one key under another name. */
export function renamedKey(node: MapNode, from: string, to: string): MapNode {
  return mapOf(
    node,
    node.entries.map((entry) => (entry.key === from ? { ...entry, key: to } : entry)),
  );
}

/** A mapping without some of its keys. */
export function without(node: MapNode, keys: ReadonlySet<string>): MapNode {
  return mapOf(
    node,
    node.entries.filter(({ key }) => !keys.has(key)),
  );
}
