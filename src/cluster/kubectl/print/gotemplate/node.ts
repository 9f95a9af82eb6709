/** What a Go template consists of. */
import type { Json } from '../../../json.ts';

/** What is wrong with a template or its data. */
export class TemplateError extends Error {
  readonly kind: 'parse' | 'execute' | 'not-simulated';

  constructor(kind: 'parse' | 'execute' | 'not-simulated', message: string) {
    super(message);
    this.kind = kind;
  }
}

export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'pipe'; readonly pipe: Pipe }
  | { readonly kind: 'set'; readonly name: string; readonly pipe: Pipe }
  | {
      readonly kind: 'if' | 'with';
      readonly pipe: Pipe;
      readonly then: readonly Part[];
      readonly otherwise: readonly Part[];
    }
  | {
      readonly kind: 'range';
      readonly names: readonly string[];
      readonly pipe: Pipe;
      readonly then: readonly Part[];
      readonly otherwise: readonly Part[];
    };

/** Commands joined by `|`; each is words, the first may be a function. */
export type Pipe = readonly (readonly Word[])[];

export type Word =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'path'; readonly from: '.' | '$' | string; readonly fields: readonly string[] }
  | { readonly kind: 'call'; readonly name: string }
  | { readonly kind: 'pipe'; readonly pipe: Pipe; readonly fields: readonly string[] };
