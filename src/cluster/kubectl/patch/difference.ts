/**
 * The client's half of strategic merge patches: what makes one object of another
 * (apimachinery pkg/util/strategicpatch/patch.go diffMaps, diffLists, CreateThreeWayMergePatch).
 */
import { fieldsOf, servedType } from '../../../manifest/index.ts';
import { mergeKey } from '../../api/index.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { goJson } from '../print/json.ts';

interface Options {
  readonly deletions: boolean;
  readonly changes: boolean;
}

type Patch = Record<string, Json | undefined>;

/** A patch that turns `before` into `after`, objects of one kind; empty where they are the same. */
export function twoWayPatch(
  before: JsonObject,
  after: JsonObject,
  apiVersion: string,
  kind: string,
): JsonObject {
  return mapDifference(before, after, servedType(apiVersion, kind), { deletions: true, changes: true });
}

/** What `kubectl apply` sends: what changed against the live object, and what the last applied text had and this has not. */
export function threeWayPatch(
  original: JsonObject,
  modified: JsonObject,
  current: JsonObject,
  apiVersion: string,
  kind: string,
): JsonObject {
  const type = servedType(apiVersion, kind);
  const changes = mapDifference(current, modified, type, { deletions: false, changes: true });
  const deletions = mapDifference(original, modified, type, { deletions: true, changes: false });
  return joined(deletions, changes, type);
}

const equal = (a: Json | undefined, b: Json | undefined): boolean => goJson(a ?? null) === goJson(b ?? null);

function typeBehind(type: string | undefined, key: string): string | undefined {
  const ref = type === undefined ? undefined : fieldsOf(type)?.get(key);
  if (ref?.kind === 'object') return ref.name;
  return ref?.kind === 'list' && ref.of.kind === 'object' ? ref.of.name : undefined;
}

/** Structs whose patch names the keys that stay (`patchStrategy:"retainKeys"`). */
const RETAINED = new Set(['DeploymentSpec.strategy', 'PodSpec.volumes']);

const retains = (type: string | undefined, key: string): boolean =>
  type !== undefined && RETAINED.has(`${type.slice(type.indexOf('.') + 1)}.${key}`);

function mapDifference(
  before: JsonObject,
  after: JsonObject,
  type: string | undefined,
  options: Options,
  retain = false,
): JsonObject {
  const patch: Patch = {};
  for (const [key, old] of Object.entries(before)) {
    if (old === undefined) continue;
    const value = after[key];
    if (value === undefined) {
      if (options.deletions) patch[key] = null;
    } else if (isObject(old) && isObject(value)) {
      const inner = mapDifference(old, value, typeBehind(type, key), options, retains(type, key));
      if (Object.keys(inner).length > 0) patch[key] = inner;
    } else if (Array.isArray(old) && Array.isArray(value))
      listDifference(key, old as readonly Json[], value as readonly Json[], type, options, patch);
    else if (options.changes && !equal(old, value)) patch[key] = value;
  }
  if (options.changes) {
    for (const [key, value] of Object.entries(after))
      if (value !== undefined && before[key] === undefined) patch[key] = value;
  }
  if (retain && Object.keys(patch).length > 0 && options.changes)
    patch.$retainKeys = Object.keys(after).sort();
  return patch;
}

function listDifference(
  key: string,
  old: readonly Json[],
  value: readonly Json[],
  type: string | undefined,
  options: Options,
  patch: Patch,
): void {
  const by = type === undefined ? undefined : mergeKey(type, key);
  if (by === undefined) {
    if (options.changes && !equal(old, value)) patch[key] = value;
    return;
  }
  if (old.length === 0) {
    if (options.changes && value.length > 0) patch[key] = value;
    return;
  }
  if (by === '') {
    const added = value.filter((item) => !old.some((one) => equal(one, item)));
    const gone = old.filter((item) => !value.some((one) => equal(one, item)));
    if (options.changes && added.length > 0) patch[key] = added;
    if (options.deletions && gone.length > 0) patch[`$deleteFromPrimitiveList/${key}`] = gone;
    if ((options.changes && !equal(old, value)) || (options.deletions && gone.length > 0))
      patch[`$setElementOrder/${key}`] = value;
    return;
  }
  const inner = typeBehind(type, key);
  const idOf = (item: Json): Json | undefined => (isObject(item) ? item[by] : undefined);
  const items: Json[] = [];
  for (const item of value) {
    const before = old.find((one) => equal(idOf(one), idOf(item)));
    if (before === undefined) {
      if (options.changes) items.push(item);
    } else if (isObject(before) && isObject(item)) {
      const difference = mapDifference(before, item, inner, options, retains(type, key));
      if (Object.keys(difference).length > 0) items.push({ ...difference, [by]: idOf(item) });
    }
  }
  const gone = old.filter((item) => !value.some((one) => equal(idOf(one), idOf(item))));
  const deletions = options.deletions ? gone.map((item) => ({ $patch: 'delete', [by]: idOf(item) })) : [];
  const changed = [...items, ...deletions];
  if (changed.length > 0) patch[key] = changed;
  const orderIsSame = sameOrder(old, value, idOf);
  if (
    (options.changes && (changed.length > 0 || !orderIsSame)) ||
    (options.deletions && deletions.length > 0)
  )
    patch[`$setElementOrder/${key}`] = value.map((item) => ({ [by]: idOf(item) }));
}

/** Whether both lists hold the same items in one order. */
function sameOrder(
  old: readonly Json[],
  value: readonly Json[],
  idOf: (item: Json) => Json | undefined,
): boolean {
  return (
    old.length === value.length && old.every((item, index) => equal(idOf(item), idOf(value[index] ?? null)))
  );
}

/** Two patches as one. */
function joined(first: JsonObject, second: JsonObject, type: string | undefined): JsonObject {
  const patch: Patch = { ...first };
  for (const [key, value] of Object.entries(second)) {
    const old = patch[key];
    if (isObject(old) && isObject(value)) patch[key] = joined(old, value, typeBehind(type, key));
    else if (Array.isArray(old) && Array.isArray(value) && !key.startsWith('$'))
      patch[key] = joinedLists(old as readonly Json[], value as readonly Json[], type, key);
    else patch[key] = value;
  }
  return patch;
}

function joinedLists(
  first: readonly Json[],
  second: readonly Json[],
  type: string | undefined,
  key: string,
): readonly Json[] {
  const by = type === undefined ? undefined : mergeKey(type, key);
  if (by === undefined || by === '') return second;
  const out: Json[] = [...first];
  for (const item of second) {
    const at = out.findIndex((one) => isObject(one) && isObject(item) && equal(one[by], item[by]));
    const old = out[at];
    if (at !== -1 && isObject(old) && isObject(item)) out[at] = joined(old, item, typeBehind(type, key));
    else out.push(item);
  }
  return out;
}
