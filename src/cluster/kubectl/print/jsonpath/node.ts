/** What a JSONPath template consists of (client-go util/jsonpath/node.go). */
export type PathNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'slice'; readonly params: readonly [Param, Param, Param] }
  | {
      readonly kind: 'filter';
      readonly left: readonly PathNode[];
      readonly right: readonly PathNode[];
      readonly operator: string;
    }
  | { readonly kind: 'value'; readonly value: number | boolean }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'recursive' }
  | { readonly kind: 'union'; readonly lists: readonly (readonly PathNode[])[] }
  | { readonly kind: 'identifier'; readonly name: string }
  | { readonly kind: 'list'; readonly nodes: readonly PathNode[] };

/** Of `[start:end:step]`; `derived`: the end follows from a single index. */
export interface Param {
  readonly known: boolean;
  readonly value: number;
  readonly derived: boolean;
}

/** What is wrong with a template, or with the data for it; the text is client-go's. */
export class PathError extends Error {}
