import { child, descend, mapAt } from '../access.ts';
import type { Entry, MapNode } from '../yaml/node.ts';

/** Replaces a range of the text; `change` says so in one sentence. */
export interface HeaderEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly change: string;
}

const columnOf = (text: string, at: number): number => at - (text.lastIndexOf('\n', at - 1) + 1);

/** The edit that gives a scalar of the header another value; none where the value is a list's around the object. */
export function replaceValue(text: string, root: MapNode, key: string, value: string): readonly HeaderEdit[] {
  const entry = root.get(key);
  if (entry === undefined || !standsIn(text, entry)) return [];
  const { value: node } = entry;
  if (node.kind !== 'scalar' || node.value === value) return [];
  return [{ ...node.span, text: value, change: `${key} is now ${value}.` }];
}

/** Gives the header a key with a value: in place of one that is no text, or in a new line. A block is left alone. */
export function setKey(text: string, root: MapNode, key: string, value: string): readonly HeaderEdit[] {
  const entry = root.get(key);
  if (entry === undefined || !standsIn(text, entry)) return insertLine(text, root, key, value);
  const { value: node } = entry;
  const written = node.kind !== 'scalar' || node.source !== '';
  const after = text.indexOf(':', entry.keySpan.end) + 1;
  const { start, end } = written ? node.span : { start: after, end: after };
  if (after === 0 || text.slice(start, end).includes('\n')) return [];
  const space = /\s/.test(text[start - 1] ?? '') ? '' : ' ';
  const made = space + (root.flow ? JSON.stringify(value) : value);
  return [{ start, end, text: made, change: `${key} is now ${value}.` }];
}

/** Whether the key is written there, and not taken over from a list around the object. */
function standsIn(text: string, { key, keySpan }: Entry): boolean {
  const written = text.slice(keySpan.start, keySpan.end);
  return written === key || written.slice(1, -1) === key;
}

/** A new line `key: value` in front of the object's first key. */
function insertLine(text: string, root: MapNode, key: string, value: string): readonly HeaderEdit[] {
  const start = root.entries[0]?.keySpan.start;
  if (start === undefined) return [];
  const made = root.flow
    ? `${JSON.stringify(key)}: ${JSON.stringify(value)}, `
    : `${key}: ${value}\n${' '.repeat(columnOf(text, start))}`;
  return [{ start, end: start, text: made, change: `${key}: ${value} is added.` }];
}

/** Puts `metadata:` above keys that stand beside kind, and moves them in; only where they stand one after another. */
export function metadataEdits(text: string, root: MapNode, lost: readonly Entry[]): readonly HeaderEdit[] {
  const [first] = lost;
  if (root.flow || first === undefined) return [];
  const at = root.entries.indexOf(first);
  if (!lost.every((entry, i) => root.entries[at + i] === entry)) return [];
  const last = lost.at(-1) ?? first;
  const { start } = first.keySpan;
  const end = Math.max(last.value.span.end, last.keySpan.end);
  const column = ' '.repeat(columnOf(text, start));
  const body = text.slice(start, end).replace(/\n(?=[^\n])/g, '\n  ');
  return [{ start, end, text: `metadata:\n${column}  ${body}`, change: 'metadata: is added above name.' }];
}

const NEEDS_SELECTOR = new Set(['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet']);

/**
 * apps/v1 requires the selector that older versions took from the template's labels (Deprecated API Migration Guide:
 * "use the existing template labels as the selector").
 */
export function selectorEdits(text: string, root: MapNode, kind: string): readonly HeaderEdit[] {
  const spec = child(root, 'spec');
  const labels = mapAt(descend(spec, 'template', 'metadata'), 'labels');
  if (
    !NEEDS_SELECTOR.has(kind) ||
    spec?.kind !== 'map' ||
    labels === undefined ||
    labels.entries.length === 0
  )
    return [];
  const start = spec.entries[0]?.keySpan.start;
  if (child(spec, 'selector') !== undefined || start === undefined) return [];
  const pairs = labels.entries.map(
    ({ key, value }) =>
      `${JSON.stringify(key)}: ${JSON.stringify(value.kind === 'scalar' ? String(value.value) : '')}`,
  );
  const column = ' '.repeat(columnOf(text, start));
  const made = spec.flow
    ? `"selector": {"matchLabels": {${pairs.join(', ')}}}, `
    : `selector:\n${column}  matchLabels: {${pairs.join(', ')}}\n${column}`;
  return [
    { start, end: start, text: made, change: 'spec.selector is added, with the labels of the template.' },
  ];
}
