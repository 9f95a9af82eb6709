import type { Transform } from '../mend/rebuild.ts';
import type { Entry, MapNode, Node } from '../yaml/node.ts';

/** Replaces a range of the text. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Puts `name: value` under a mapping, below the keys `path` that are still to be made. */
export interface Insertion {
  readonly into: Home;
  readonly name: string;
  readonly value: Node;
  /** Its text, where it is not written anywhere yet. */
  readonly source?: string;
}

/** Where something is put: a mapping of the text, or a key of one that has no value yet. */
export interface Home {
  readonly map: MapNode;
  readonly empty?: Entry;
  /** Keys below it that are not there yet. */
  readonly path: readonly string[];
}

/** What comes of a node of the tree: another node, or a mapping with keys taken out or spelt in another way. */
type TreeChange =
  | { readonly node: Node; readonly by: Transform }
  | { readonly node: MapNode; readonly key: string; readonly becomes: string | undefined };

/** One thing to be changed, all of it or nothing: in the text, and what has to come of it in the tree. */
export interface Mending {
  /** 1-based, of the text as it is before the change. */
  readonly line: number;
  /** One sentence: what was done. */
  readonly change: string;
  readonly edits: readonly Edit[];
  readonly inserts: readonly Insertion[];
  readonly tree: readonly TreeChange[];
}

/** Something that is left as it is, and why: only a person can decide it. */
export interface Left {
  readonly line: number;
  readonly message: string;
}

export interface Plan {
  readonly mendings: readonly Mending[];
  readonly left: readonly Left[];
}

/** A mending that changes one range of the text. */
export function mending(
  line: number,
  change: string,
  edits: readonly Edit[],
  tree: Mending['tree'],
  inserts: readonly Insertion[] = [],
): Mending {
  return { line, change, edits, inserts, tree };
}
