import { isObject, type Json, type JsonObject } from '../json.ts';

/** Whether two values say the same; the order of keys does not count, a key with undefined is as good as none. */
export function same(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    return (a as readonly Json[]).every((one, i) => same(one, (b as readonly Json[])[i]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const keys = (object: JsonObject): readonly string[] =>
    Object.keys(object).filter((key) => object[key] !== undefined);
  const own = keys(a);
  return own.length === keys(b).length && own.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}
