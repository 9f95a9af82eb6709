/** Strategic merge patch: apimachinery pkg/util/strategicpatch/patch.go. */
import { fieldsOf, type TypeRef } from '../../../manifest/index.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { same } from '../equal.ts';
import { mergeKey } from './merge-keys.ts';

const DIRECTIVE = '$patch';
const DELETE_FROM = '$deleteFromPrimitiveList/';
const ORDER = '$setElementOrder/';
const RETAIN = '$retainKeys';

/** A patch that cannot be carried out: the server's words. */
export class PatchFault extends Error {
  override readonly name = 'PatchFault';
}

/** An object of a Go-like type (`v1.Pod`) with a strategic merge patch applied. Throws PatchFault. */
export function strategicPatch(target: JsonObject, patch: JsonObject, type: string): JsonObject {
  return mergeObjects(target, patch, type) ?? {};
}

const refOf = (type: string | undefined, key: string): TypeRef | undefined =>
  type === undefined ? undefined : fieldsOf(type)?.get(key);

/** Undefined where the patch deletes the object itself. */
function mergeObjects(
  target: JsonObject,
  patch: JsonObject,
  type: string | undefined,
): JsonObject | undefined {
  const directive = patch[DIRECTIVE];
  if (directive === 'delete') return undefined;
  if (directive === 'replace') return without(patch, [DIRECTIVE]);
  if (directive !== undefined && directive !== 'merge') {
    throw new PatchFault(`unknown patch type found in: ${JSON.stringify(patch)}`);
  }
  const made: Record<string, Json | undefined> = { ...target };
  const retained = patch[RETAIN];
  if (Array.isArray(retained)) {
    for (const key of Object.keys(made)) if (!(retained as readonly Json[]).includes(key)) delete made[key];
  }
  for (const [key, value] of Object.entries(patch)) {
    if (key === DIRECTIVE || key === RETAIN || key.startsWith(ORDER)) continue;
    if (key.startsWith(DELETE_FROM)) {
      const field = key.slice(DELETE_FROM.length);
      const gone = (value ?? []) as readonly Json[];
      const list = made[field];
      if (Array.isArray(list))
        made[field] = (list as readonly Json[]).filter((one) => !gone.some((each) => same(each, one)));
      continue;
    }
    if (value === null || value === undefined) {
      delete made[key];
      continue;
    }
    const merged = mergeField(made[key], value, type, key);
    if (merged === undefined) delete made[key];
    else made[key] = merged;
  }
  for (const [key, value] of Object.entries(patch)) {
    if (!key.startsWith(ORDER)) continue;
    const field = key.slice(ORDER.length);
    const list = made[field];
    if (Array.isArray(list)) made[field] = ordered(list, value as readonly Json[], keyFor(type, field));
  }
  return made;
}

const keyFor = (type: string | undefined, field: string): string | undefined =>
  type === undefined ? undefined : mergeKey(type, field);

function without(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

function mergeField(
  old: Json | undefined,
  value: Json,
  type: string | undefined,
  key: string,
): Json | undefined {
  const ref = refOf(type, key);
  if (isObject(value)) {
    const inner = ref?.kind === 'object' ? ref.name : undefined;
    return mergeObjects(isObject(old) ? old : {}, value, inner);
  }
  if (!Array.isArray(value)) return value;
  const by = keyFor(type, key);
  const list = value as readonly Json[];
  if (by === undefined) return list;
  const before: readonly Json[] = Array.isArray(old) ? (old as readonly Json[]) : [];
  if (by === '') return [...before, ...list.filter((one) => !before.some((each) => same(each, one)))];
  const inner = ref?.kind === 'list' && ref.of.kind === 'object' ? ref.of.name : undefined;
  return mergeItems(before, list, by, inner);
}

function mergeItems(
  before: readonly Json[],
  patch: readonly Json[],
  by: string,
  type: string | undefined,
): readonly Json[] {
  const replaces = patch.some((item) => isObject(item) && item[DIRECTIVE] === 'replace');
  if (replaces) return patch.filter((item) => !(isObject(item) && item[DIRECTIVE] !== undefined));
  const made: (Json | undefined)[] = [...before];
  for (const item of patch) {
    if (!isObject(item)) throw new PatchFault(`expected a list of objects merged by ${by}`);
    const own = item[by];
    if (own === undefined) {
      throw new PatchFault(`map: ${goMap(item)} does not contain declared merge key: ${by}`);
    }
    const at = made.findIndex((one) => isObject(one) && same(one[by], own));
    if (at === -1) {
      if (item[DIRECTIVE] !== 'delete') made.push(mergeObjects({}, item, type));
      continue;
    }
    const merged = mergeObjects(made[at] as JsonObject, item, type);
    if (merged === undefined) made.splice(at, 1);
    else made[at] = merged;
  }
  return made.filter((one) => one !== undefined);
}

/** Items in the order the patch names; the others keep their place among themselves, as near to it as can be. */
function ordered(list: readonly Json[], order: readonly Json[], by: string | undefined): readonly Json[] {
  const idOf = (item: Json): Json | undefined =>
    by === undefined || by === '' ? item : isObject(item) ? item[by] : undefined;
  const wanted = order.map((item) => idOf(item));
  const rank = (item: Json): number => wanted.findIndex((one) => same(one, idOf(item)));
  const named = list.filter((item) => rank(item) !== -1).sort((a, b) => rank(a) - rank(b));
  const others = list.filter((item) => rank(item) === -1);
  const made: Json[] = [];
  let next = 0;
  for (const item of named) {
    for (let other = others[next]; other !== undefined; other = others[next]) {
      if (list.indexOf(other) > list.indexOf(item)) break;
      made.push(other);
      next += 1;
    }
    made.push(item);
  }
  return [...made, ...others.slice(next)];
}

/** A value as Go's `%v` prints it. */
export function goMap(value: Json | undefined): string {
  if (value === null || value === undefined) return '<nil>';
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(goMap).join(' ')}]`;
  if (!isObject(value)) return String(value);
  const keys = Object.keys(value).sort((a, b) => (a < b ? -1 : 1));
  return `map[${keys.map((key) => `${key}:${goMap(value[key])}`).join(' ')}]`;
}
