import type { ColumnKind, Value } from '../move/sides.ts';

/**
 * A list of values as PostgreSQL reads an array of bigint, float8, text or bytea, exactly:
 * https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO
 */
export function arrayOf(kind: ColumnKind, values: readonly Value[]): string {
  return `{${values.map((value) => (value === null ? 'NULL' : elementOf(kind, value))).join(',')}}`;
}

function elementOf(kind: ColumnKind, value: NonNullable<Value>): string {
  if (value instanceof Uint8Array) {
    const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    return `"\\\\x${bytes.toString('hex')}"`;
  }
  // String(-0) is "0".
  if (kind !== 'text') return Object.is(value, -0) ? '-0' : String(value);
  return `"${String(value).replace(/["\\]/g, '\\$&')}"`;
}
