/** What a command of the shell itself is: it changes the machine, and answers how it went. */
import type { Machine } from '../machine.ts';

/** A status, a leave of loops, functions or the shell, or null: it has put something on top that goes on. */
export type BuiltinResult =
  | number
  | null
  | {
      readonly leave:
        | { readonly kind: 'exit' | 'return' }
        | { readonly kind: 'break' | 'continue'; readonly levels: number };
      readonly status?: number;
    };

/** `line` is that of the text, for what it complains about. */
export type Builtin = (machine: Machine, argv: readonly string[], line: number) => BuiltinResult;

/** A number that is written in digits; null: it is none. */
export function digits(text: string | undefined): number | null {
  return text !== undefined && /^[0-9]{1,9}$/.test(text) ? Number(text) : null;
}
