import { z } from 'zod';
import { DECK_LIMITS } from '../study/limits.ts';

/**
 * Pieces that the formats of decks and labs are made of. Every message completes a sentence that starts with the path:
 * "cards[3].prompt" + " is missing: …".
 */

/** A value as messages call it. */
export function nameOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'string') return `the text "${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
  return `the ${typeof value} ${String(value)}`;
}

/** "is missing: …" or "must be …, not …". */
export function wrong(must: string, what: string): (issue: { readonly input?: unknown }) => string {
  return ({ input }) => {
    if (input === undefined) return `is missing: write ${what}`;
    const unquoted =
      must === 'text' && (typeof input === 'object' ? input !== null : typeof input !== 'string');
    return `must be ${must} (${what}), not ${nameOf(input)}${unquoted ? ': if it is meant as text, put it in quotes' : ''}`;
  };
}

/** A text that is not blank, of at most `max` UTF-16 units. */
export function text(max: number, what: string) {
  return z
    .string({ error: wrong('text', what) })
    .refine((value) => value.trim() !== '', { error: `is empty: write ${what}` })
    .max(max, {
      error: (issue) =>
        `has ${String(issue.input).length} characters, at most ${max} fit: shorten it (${what})`,
    })
    .meta({ description: what });
}

/** An id: lower case, hyphenated. */
export function slug(what: string) {
  return z
    .string({ error: wrong('text', what) })
    .max(DECK_LIMITS.id, { error: `is longer than ${DECK_LIMITS.id} characters` })
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
      error: `must be lower-case letters and digits with single hyphens between, for instance pod-uid-wins`,
    })
    .meta({ description: what });
}

/** A whole number from `min` to `max`. */
export function whole(what: string, min: number, max: number) {
  return z
    .int({ error: wrong('a whole number', what) })
    .min(min, { error: `must be at least ${min}: ${what}` })
    .max(max, { error: `must be at most ${max}: ${what}` })
    .meta({ description: what });
}

/** true or false. */
export function flag(what: string) {
  return z.boolean({ error: wrong('true or false', what) }).meta({ description: what });
}

/** Any value that YAML and JSON both have. */
export const json = z.json({ error: wrong('a YAML value', 'the value as the manifest would hold it') });

/** A list of `min` to `max` items. */
export function list<T extends z.ZodType>(item: T, min: number, max: number, what: string) {
  return z
    .array(item, { error: wrong('a list', what) })
    .min(min, { error: `has too few entries: write at least ${min} (${what})` })
    .max(max, { error: `has too many entries: at most ${max} (${what})` })
    .meta({ description: what });
}
