import type { Entry, MapNode, Node, ScalarNode, SeqNode, Span } from './yaml/node.ts';

/** An entry made of a value that stands elsewhere in the text: its line is the value's. */
export function entryOf(key: string, value: Node, keyLine = value.line): Entry {
  return { key, keyLine, keySpan: { start: value.span.start, end: value.span.start }, value };
}

/** A mapping with these entries, standing where `near` stands. */
export function mapOf(
  near: { readonly line: number; readonly span: Span; readonly flow?: boolean },
  entries: readonly Entry[],
): MapNode {
  let index: ReadonlyMap<string, Entry> | undefined;
  return {
    kind: 'map',
    line: near.line,
    span: near.span,
    flow: near.flow ?? false,
    entries,
    get: (key) => {
      index ??= new Map(entries.map((entry) => [entry.key, entry]));
      return index.get(key);
    },
  };
}

/** A list with these items, standing where `near` stands. */
export function seqOf(near: Node, items: readonly Node[]): SeqNode {
  return {
    kind: 'seq',
    line: near.line,
    span: near.span,
    flow: near.kind !== 'scalar' && near.flow,
    items,
  };
}

/** Text as a scalar, standing where `near` stands. */
export function textOf(near: Node, value: string): ScalarNode {
  return { kind: 'scalar', line: near.line, span: near.span, style: 'double', source: value, value };
}

/** "Not set", in the place of another node. */
export function nothing(near: Node): ScalarNode {
  return { kind: 'scalar', line: near.line, span: near.span, style: 'plain', source: '', value: null };
}

/** Only the entry `key: value`, as a mapping of its own. */
export function wrap(key: string, value: Node): MapNode {
  return mapOf({ line: value.line, span: value.span }, [entryOf(key, value)]);
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
