/** Values as jq orders, names and prints them. */
import { isObject, type Json } from '../../json.ts';

/** What jq says of a value that a filter is not for: `jq: error (at <stdin>:N): ` stands in front. */
export class JqError extends Error {
  /** What had come out before. */
  before: readonly Json[] = [];
}

/** What comes of each value of a source, in order; after an error, what had come before is in it. */
export function through(
  source: () => readonly Json[],
  make: (value: Json) => readonly Json[],
): readonly Json[] {
  const out: Json[] = [];
  let values: readonly Json[];
  let late: JqError | null = null;
  try {
    values = source();
  } catch (error) {
    if (!(error instanceof JqError)) throw error;
    values = error.before;
    late = error;
  }
  try {
    for (const value of values) out.push(...make(value));
  } catch (error) {
    if (error instanceof JqError) error.before = [...out, ...error.before];
    throw error;
  }
  if (late === null) return out;
  late.before = out;
  throw late;
}

export function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'object' ? 'object' : typeof value;
}

const ORDER = ['null', 'false', 'true', 'number', 'string', 'array', 'object'];
const rank = (value: Json): number =>
  ORDER.indexOf(typeof value === 'boolean' ? String(value) : typeOf(value));

/** jq's order of all values: null, false, true, numbers, strings, arrays, objects. */
export function compare(a: Json, b: Json): number {
  const difference = rank(a) - rank(b);
  if (difference !== 0) return difference;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
      const one = compare(a[index] ?? null, b[index] ?? null);
      if (one !== 0) return one;
    }
    return a.length - b.length;
  }
  if (!isObject(a) || !isObject(b)) return 0;
  const [left, right] = [Object.keys(a).sort(), Object.keys(b).sort()];
  const keys = compare(left, right);
  if (keys !== 0) return keys;
  for (const key of left) {
    const one = compare(a[key] ?? null, b[key] ?? null);
    if (one !== 0) return one;
  }
  return 0;
}

/** A value on one line. */
export function shown(value: Json): string {
  return JSON.stringify(value);
}

/** A string as it is, anything else on one line. */
export function textOf(value: Json): string {
  return typeof value === 'string' ? value : shown(value);
}

/** `string ("abc")`: how messages name a value; long ones are cut as jq 1.7 cuts them. */
export function where(value: Json): string {
  const text = shown(value);
  return `${typeOf(value)} (${text.length > 11 ? `${text.slice(0, 10)}...` : text})`;
}

/** A value over several lines, each level two blanks further in. */
export function pretty(value: Json, indent = 2): string {
  return JSON.stringify(value, null, indent);
}

/** A value with the keys of its objects sorted. */
export function sorted(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key] ?? null)]),
  );
}
