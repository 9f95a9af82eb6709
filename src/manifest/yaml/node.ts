/**
 * What a manifest's text says, as a cluster's own tools read it: plain trees with the place of every node.
 * Lines and columns are 1-based, offsets are UTF-16 units from the start of the text that was read.
 */

/** Half-open range of offsets in the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type Node = ScalarNode | MapNode | SeqNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly line: number;
  readonly span: Span;
  readonly style: 'plain' | 'single' | 'double' | 'block';
  /** As written: with its quotes, without its tag and anchor. */
  readonly source: string;
  /** As Kubernetes reads it: the scalar rules of goyaml.v2, then JSON. */
  readonly value: null | boolean | number | string;
  /** The explicit tag, `!!` forms kept short: `!!int`, `!custom`. */
  readonly tag?: string;
  /** Read as a float (`1000.0`, `1e3`, `08`): a whole one is still accepted where an integer is wanted. */
  readonly float?: boolean;
  /** Every digit of an integer that a JavaScript number cannot hold exactly. */
  readonly exact?: string;
}

export interface MapNode {
  readonly kind: 'map';
  readonly line: number;
  readonly span: Span;
  readonly flow: boolean;
  /** What counts: of duplicate keys the last, merge keys applied where they stand. */
  readonly entries: readonly Entry[];
  /** The entry of a key, or undefined; constant time. */
  get(key: string): Entry | undefined;
}

export interface Entry {
  /** As JSON spells it: a key `1` is `"1"`, a key `yes` is `"true"`. */
  readonly key: string;
  readonly keyLine: number;
  readonly keySpan: Span;
  readonly value: Node;
}

export interface SeqNode {
  readonly kind: 'seq';
  readonly line: number;
  readonly span: Span;
  readonly flow: boolean;
  readonly items: readonly Node[];
}

/** One mapping in which a key stands more than once; the last one written wins. */
export interface Duplicate {
  readonly key: string;
  /** Of every occurrence, in the order they take effect. */
  readonly lines: readonly number[];
  /** Where the values begin: the line that goyaml.v2 names in `line 7: key "x" already set in map`. */
  readonly valueLines: readonly number[];
  /** Of the key: `spec.containers[0].image`. */
  readonly path: string;
  /** Index in `documents`. */
  readonly document: number;
  /** Every occurrence that is overridden, where it was written in this very mapping. */
  readonly overridden: readonly Entry[];
  readonly flow: boolean;
  /** At least one of the occurrences came in through a merge key (`<<`). */
  readonly merged: boolean;
}

export interface YamlDocument {
  /** null: nothing but comments and blank lines. */
  readonly root: Node | null;
  /** Line of the first thing that is not a comment, or where the document begins. */
  readonly line: number;
  /** kubectl never sees it: it reads one document between two `---` lines, and this is a further one. */
  readonly unread?: boolean;
}

/** Where reading stopped. */
export interface YamlProblem {
  /** In the words of the cluster's tools, whose line counts from the last `---`: `yaml: line 7: …`. */
  readonly message: string;
  /** The same without `yaml: line 7: `. */
  readonly detail: string;
  /** What kubectl says instead, since it had taken the text for JSON up to here: `json: offset 2: …`. */
  readonly json?: string;
  /** In the text. */
  readonly line: number;
  readonly column: number;
  /** Stable, lower-case, hyphenated. */
  readonly code: string;
}

export interface Yaml {
  readonly documents: readonly YamlDocument[];
  readonly duplicates: readonly Duplicate[];
  /** The document it stands in is not among `documents`, those before it are. */
  readonly problem?: YamlProblem;
}
