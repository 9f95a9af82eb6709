import type { Node } from '../../../manifest/index.ts';
import type { Json } from '../../json.ts';

/** A node as plain JSON. */
export function jsonValue(node: Node): Json {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'seq') return node.items.map(jsonValue);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, jsonValue(value)]));
}
