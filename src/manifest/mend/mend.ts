import type { Fatal } from '../decode.ts';
import type { Entry, MapNode, Node, ScalarNode, SeqNode } from '../yaml/node.ts';
import { mendScalar } from './scalar.ts';
import { mendShape } from './shape.ts';

/** What has to be done to the text. */
export type How =
  /** The value is written in another way. */
  | { readonly kind: 'written'; readonly node: Node; readonly text: string }
  /** `- ` is put before a mapping, whose lines move to the right. */
  | { readonly kind: 'dashed'; readonly node: MapNode }
  /** Each key becomes an item with that name; a value that is no mapping stands under `value`. */
  | { readonly kind: 'named'; readonly node: MapNode }
  /** The dashes are taken away. */
  | { readonly kind: 'undashed'; readonly node: SeqNode }
  /** A space is put behind the first colon of each line. */
  | { readonly kind: 'spaced'; readonly node: ScalarNode }
  /** The same for a key of a mapping in braces. */
  | { readonly kind: 'spaced-key'; readonly entry: Entry; readonly name: string }
  | { readonly kind: 'renamed'; readonly entry: Entry; readonly name: string };

/** One slip and what was meant by it. */
export interface Mend {
  readonly how: How;
  /** The node that changes, and what it was meant to be. */
  readonly node: Node;
  readonly meant: Node;
  readonly path: string;
  readonly line: number;
  /** One sentence: what is wrong. */
  readonly said: string;
  /** One sentence: what to write. */
  readonly fix: string;
  /** One sentence: what was done about it. */
  readonly change: string;
}

/** What a value that cannot be decoded was meant to be; undefined where only its author knows. */
export function mendOf(fatal: Fatal): Mend | undefined {
  const { node } = fatal;
  return (node.kind === 'scalar' ? mendScalar(fatal, node) : undefined) ?? mendShape(fatal);
}
