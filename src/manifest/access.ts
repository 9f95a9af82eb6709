import type { MapNode, Node, ScalarNode } from './yaml/node.ts';

/** The value under a key. An explicit null is the same as leaving the field out, so it is undefined too. */
export function child(node: Node | undefined | null, key: string): Node | undefined {
  if (node?.kind !== 'map') return undefined;
  const value = node.get(key)?.value;
  return value === undefined || isNull(value) ? undefined : value;
}

/** The node several keys down. */
export function descend(node: Node | undefined | null, ...keys: readonly string[]): Node | undefined {
  let at: Node | undefined = node ?? undefined;
  for (const key of keys) at = child(at, key);
  return at;
}

export function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null;
}

export function mapAt(node: Node | undefined | null, key: string): MapNode | undefined {
  const value = child(node, key);
  return value?.kind === 'map' ? value : undefined;
}

const NONE: readonly Node[] = [];

/** The items of a list; none when it is absent. */
export function itemsAt(node: Node | undefined | null, key: string): readonly Node[] {
  const value = child(node, key);
  return value?.kind === 'seq' ? value.items : NONE;
}

export function textAt(node: Node | undefined | null, key: string): string | undefined {
  const value = child(node, key);
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
}

export function numberAt(node: Node | undefined | null, key: string): number | undefined {
  const value = child(node, key);
  return value?.kind === 'scalar' && typeof value.value === 'number' ? value.value : undefined;
}

export function flagAt(node: Node | undefined | null, key: string): boolean | undefined {
  const value = child(node, key);
  return value?.kind === 'scalar' && typeof value.value === 'boolean' ? value.value : undefined;
}

const INT64 = 2n ** 63n;

/** A number as JSON spells it: every digit of a 64-bit integer, the shortest form of anything wider (a float). */
export function digits(node: ScalarNode): string {
  const { exact, value } = node;
  if (exact === undefined || !/^-?\d+$/.test(exact)) return String(value);
  const whole = BigInt(exact);
  return whole >= -INT64 && whole < INT64 ? exact : String(value);
}

/** The strings of a list; null in a list of strings is the empty string. */
export function textsAt(node: Node | undefined | null, key: string): readonly string[] {
  return itemsAt(node, key).map((item) =>
    item.kind === 'scalar' && typeof item.value === 'string' ? item.value : '',
  );
}

/** The line of the key (where a person looks), not of its value. */
export function lineOf(node: Node | undefined | null, key: string): number | undefined {
  return node?.kind === 'map' ? node.get(key)?.keyLine : undefined;
}

/** The JSON text of a node with its keys sorted, as Go writes a decoded document. */
export function jsonOf(node: Node): string {
  if (node.kind === 'scalar') {
    return typeof node.value === 'number' ? digits(node) : goString(node.value);
  }
  if (node.kind === 'seq') return `[${node.items.map(jsonOf).join(',')}]`;
  const entries = [...node.entries].sort((a, b) => (a.key < b.key ? -1 : 1));
  return `{${entries.map((entry) => `${goString(entry.key)}:${jsonOf(entry.value)}`).join(',')}}`;
}

/** JSON as Go's encoder writes it: `<`, `>` and `&` are escaped. */
export function goString(value: null | boolean | number | string): string {
  return JSON.stringify(value).replace(
    /[<>&]/g,
    (sign) => `\\u00${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
