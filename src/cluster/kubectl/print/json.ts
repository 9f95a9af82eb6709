import type { Json, JsonObject } from '../../json.ts';

/** Go's JSON of a value with the keys of every object sorted, as unstructured objects are written. */
export function goJson(value: Json, indent = 0): string {
  return written(value, indent, '', true);
}

/** The same with the keys in the order in which they stand: objects that kubectl makes itself. */
export function goJsonInOrder(value: Json, indent = 0): string {
  return written(value, indent, '', false);
}

/** A string as Go's encoder writes it: `<`, `>`, `&` and the two line separators are escaped. */
function goString(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function written(value: Json, indent: number, margin: string, sorted: boolean): string {
  if (typeof value === 'string') return goString(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const inner = margin + ' '.repeat(indent);
  const break_ = indent === 0 ? '' : `\n${inner}`;
  const end = indent === 0 ? '' : `\n${margin}`;
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map((item) => written(item, indent, inner, sorted));
    return items.length === 0 ? '[]' : `[${break_}${items.join(`,${break_}`)}${end}]`;
  }
  const entries = entriesOf(value as JsonObject, sorted).map(
    ([key, item]) => `${goString(key)}:${indent === 0 ? '' : ' '}${written(item, indent, inner, sorted)}`,
  );
  return entries.length === 0 ? '{}' : `{${break_}${entries.join(`,${break_}`)}${end}}`;
}

/** The entries of an object that are there, sorted by key as Go sorts strings (by their bytes). */
export function entriesOf(object: JsonObject, sorted = true): readonly (readonly [string, Json])[] {
  const entries: (readonly [string, Json])[] = [];
  for (const [key, value] of Object.entries(object)) if (value !== undefined) entries.push([key, value]);
  return sorted ? entries.sort(([a], [b]) => (a < b ? -1 : 1)) : entries;
}
