import type { Json } from '../../../src/manifest/explanation.ts';
import type { Node } from '../../../src/manifest/yaml/index.ts';

/** A node's value without its places. */
export function plain(node: Node | null): Json {
  if (node === null) return null;
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'seq') return node.items.map(plain);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
}
