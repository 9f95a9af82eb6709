/** A jq filter once it is read. */
import type { Json } from '../../json.ts';

export type Filter =
  | { readonly kind: 'identity' | 'everything' }
  | { readonly kind: 'literal'; readonly value: Json }
  /** A string whose odd pieces are filters: `"a \(.b)"`; `format` is @base64 and the like. */
  | { readonly kind: 'text'; readonly pieces: readonly (string | Filter)[]; readonly format: string | null }
  | { readonly kind: 'field'; readonly of: Filter; readonly name: Filter }
  | { readonly kind: 'slice'; readonly of: Filter; readonly from: Filter | null; readonly to: Filter | null }
  | { readonly kind: 'each'; readonly of: Filter }
  | { readonly kind: 'try'; readonly of: Filter }
  | {
      readonly kind: 'pipe' | 'comma' | 'alternative' | 'and' | 'or' | 'operator';
      readonly operator: string;
      readonly left: Filter;
      readonly right: Filter;
    }
  | { readonly kind: 'negative'; readonly of: Filter }
  | { readonly kind: 'array'; readonly of: Filter | null }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [key: Filter, value: Filter])[] }
  | {
      readonly kind: 'if';
      readonly branches: readonly (readonly [test: Filter, body: Filter])[];
      readonly otherwise: Filter | null;
    }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Filter[] }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'as'; readonly source: Filter; readonly name: string; readonly body: Filter };

/** A filter of which something is not simulated, or which is none; the message says which. */
export class FilterError extends Error {}
