import { mapOf } from '../nodes.ts';
import { readYaml } from '../yaml/index.ts';
import type { Node, Span } from '../yaml/node.ts';

/** What becomes of a node, its children done already. */
export type Transform = (node: Node) => Node;

/** Transforms by the node they are for; several of one node are done in their order. */
export type Transforms = Map<Node, Transform[]>;

/** Adds a transform of `node`. */
export function transform(transforms: Transforms, node: Node, by: Transform): void {
  const known = transforms.get(node);
  if (known === undefined) transforms.set(node, [by]);
  else known.push(by);
}

/** The tree with its transforms done, children before parents; what nothing changes is the very same node. */
export function rebuild(root: Node, transforms: Transforms): Node {
  const done = new Map<Node, Node>();
  const visit = (node: Node): Node => {
    const known = done.get(node);
    if (known !== undefined) return known;
    let made = node;
    if (node.kind === 'map') {
      const entries = node.entries.map((entry) => {
        const value = visit(entry.value);
        return value === entry.value ? entry : { ...entry, value };
      });
      if (entries.some((entry, i) => entry !== node.entries[i])) made = mapOf(node, entries);
    } else if (node.kind === 'seq') {
      const items = node.items.map(visit);
      if (items.some((item, i) => item !== node.items[i])) made = { ...node, items };
    }
    for (const by of transforms.get(node) ?? []) made = by(made);
    done.set(node, made);
    return made;
  };
  return visit(root);
}

/** Reads a piece of YAML that stands at an offset and a line of a text; undefined where it cannot be read. */
export function readAt(piece: string, offset: number, line: number): Node | undefined {
  const { documents, problem } = readYaml(piece);
  const root = documents[0]?.root;
  if (problem !== undefined || documents.length > 1 || root === null || root === undefined) return undefined;
  const span = ({ start, end }: Span): Span => ({ start: start + offset, end: end + offset });
  const move = (node: Node): Node => {
    const place = { line: node.line + line - 1, span: span(node.span) };
    if (node.kind === 'scalar') return { ...node, ...place };
    if (node.kind === 'seq') return { ...node, ...place, items: node.items.map(move) };
    const entries = node.entries.map((entry) => ({
      ...entry,
      keyLine: entry.keyLine + line - 1,
      keySpan: span(entry.keySpan),
      value: move(entry.value),
    }));
    return mapOf({ ...place, flow: node.flow }, entries);
  };
  return move(root);
}

/** Whether two trees say the same to Kubernetes, wherever and however they are written. */
export function sameTree(a: Node, b: Node): boolean {
  if (a === b) return true;
  if (a.kind === 'scalar')
    return b.kind === 'scalar' && Object.is(a.value, b.value) && (a.exact ?? '') === (b.exact ?? '');
  if (a.kind === 'seq') {
    if (b.kind !== 'seq' || a.items.length !== b.items.length) return false;
    return a.items.every((item, i) => sameTree(item, b.items[i] ?? item));
  }
  if (b.kind !== 'map' || a.entries.length !== b.entries.length) return false;
  return a.entries.every(({ key, value }) => {
    const other = b.get(key)?.value;
    return other !== undefined && sameTree(value, other);
  });
}
