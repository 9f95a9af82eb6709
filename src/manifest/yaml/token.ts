import type { Mark } from './stop.ts';

/** The tokens of YAML 1.1's grammar, named as in libyaml. */
export type TokenType =
  | 'directive'
  | 'document-start'
  | 'document-end'
  | 'block-seq-start'
  | 'block-map-start'
  | 'block-end'
  | 'flow-seq-start'
  | 'flow-seq-end'
  | 'flow-map-start'
  | 'flow-map-end'
  | 'block-entry'
  | 'flow-entry'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar'
  | 'stream-end';

/** A place where a key may have begun whose `:` is still to come. */
export interface SimpleKey {
  possible: boolean;
  readonly required: boolean;
  readonly number: number;
  readonly mark: Mark;
}

export interface Token extends Mark {
  readonly type: TokenType;
  readonly end: number;
  /** Scalar: its content. Anchor and alias: the name. Tag: as written. Directive: its words. */
  readonly text: string;
  /** Scalar: as written. */
  readonly source: string;
  readonly style: 'plain' | 'single' | 'double' | 'block';
  key: SimpleKey | undefined;
}
