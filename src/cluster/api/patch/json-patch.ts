/** JSON patch, RFC 6902; the words of a failure are those of evanphx/json-patch, which the API server uses. */
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { same } from '../equal.ts';
import { PatchFault } from './strategic.ts';

type Found = { readonly parent: Json[] | Record<string, Json>; readonly key: string };

/** A document with the operations applied, all or none. Throws PatchFault. */
export function jsonPatch(document: JsonObject, operations: readonly Json[]): JsonObject {
  const root = { '': structuredClone(document) as Json };
  for (const operation of operations) {
    if (!isObject(operation))
      throw new PatchFault('error decoding patch: json: cannot unmarshal into jsonpatch.Operation');
    apply(root, operation);
  }
  const made = root[''];
  if (!isObject(made)) throw new PatchFault('the patched document is no object');
  return made;
}

function apply(root: Record<string, Json>, operation: JsonObject): void {
  const op = String(operation.op ?? 'unknown');
  const path = String(operation.path ?? '');
  const from = String(operation.from ?? '');
  const value = operation.value ?? null;
  if (op === 'add') put(root, path, value, op);
  else if (op === 'remove') take(root, path, op);
  else if (op === 'replace') {
    reading(root, path, op);
    put(root, path, value, op, true);
  } else if (op === 'move') put(root, path, take(root, from, op), op);
  else if (op === 'copy') put(root, path, structuredClone(reading(root, from, op)), op);
  else if (op !== 'test') throw new PatchFault(`Unexpected kind: ${op}`);
  else {
    const { parent, key } = place(root, path, op);
    if (!same(read(parent, key) ?? null, value)) {
      throw new PatchFault(`testing path ${path} has failed: test failed`);
    }
  }
}

function reading(root: Record<string, Json>, path: string, op: string): Json {
  const { parent, key } = place(root, path, op);
  const value = read(parent, key);
  if (value === undefined) throw missing(op, path);
  return value;
}

function missing(op: string, path: string): PatchFault {
  const verb = op === 'remove' || op === 'move' ? 'Unable to remove nonexistent key' : 'doc is missing path';
  if (op === 'remove')
    return new PatchFault(`error in remove for path: '${path}': ${verb}: ${lastOf(path)}: missing value`);
  return new PatchFault(`${op} operation does not apply: doc is missing path: ${path}: missing value`);
}

const lastOf = (path: string): string => unescaped(path.slice(path.lastIndexOf('/') + 1));

const unescaped = (key: string): string => key.replaceAll('~1', '/').replaceAll('~0', '~');

function place(root: Record<string, Json>, path: string, op: string): Found {
  if (path === '') return { parent: root, key: '' };
  if (!path.startsWith('/')) throw missing(op, path);
  const keys = path.split('/').map(unescaped);
  let at: Json | undefined = root[''];
  for (const key of keys.slice(1, -1))
    at = container(at) === undefined ? undefined : read(container(at), key);
  const parent = container(at);
  if (parent === undefined) throw missing(op, path);
  return { parent, key: keys.at(-1) ?? '' };
}

const container = (value: Json | undefined): Json[] | Record<string, Json> | undefined =>
  value !== null && typeof value === 'object' ? (value as Json[] | Record<string, Json>) : undefined;

function read(parent: Json[] | Record<string, Json> | undefined, key: string): Json | undefined {
  if (parent === undefined) return undefined;
  if (Array.isArray(parent)) return /^\d+$/.test(key) ? parent[Number(key)] : undefined;
  return Object.hasOwn(parent, key) ? parent[key] : undefined;
}

function put(root: Record<string, Json>, path: string, value: Json, op: string, over = false): void {
  const { parent, key } = place(root, path, op);
  if (!Array.isArray(parent)) {
    if (key === '__proto__') throw missing(op, path);
    parent[key] = value;
    return;
  }
  if (over) {
    parent[Number(key)] = value;
    return;
  }
  const index = key === '-' ? parent.length : /^\d+$/.test(key) ? Number(key) : Number.NaN;
  if (!(index <= parent.length)) {
    throw new PatchFault(
      `add operation does not apply: doc is missing path: "${path}": Unable to access invalid index: ${key}: invalid index referenced`,
    );
  }
  parent.splice(index, 0, value);
}

function take(root: Record<string, Json>, path: string, op: string): Json {
  const { parent, key } = place(root, path, op);
  const value = read(parent, key);
  if (value === undefined) throw missing(op, path);
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else delete parent[key];
  return value;
}
