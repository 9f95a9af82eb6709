import { jsonOf } from './access.ts';
import type { TypeRef } from './shape/index.ts';
import { fieldsOf } from './shape/index.ts';
import type { Entry, MapNode, Node, ScalarNode } from './yaml/node.ts';

/** A key the API has no field for at this place. */
export interface Unknown {
  /** As the server spells it, for instance `spec.containers[0].securityContext.fsGroup`. */
  readonly path: string;
  readonly entry: Entry;
  /** The Go-like type the key was written under, `v1.SecurityContext`. */
  readonly type: string;
  readonly parent: MapNode;
}

/** A value that no mode of field validation lets through. */
export interface Fatal {
  readonly path: string;
  /** Without the `Pod in version "v1" cannot be handled as a Pod: ` in front. */
  readonly message: string;
  readonly line: number;
  readonly node: Node;
  /** The type the field wants. */
  readonly wants: TypeRef;
}

export interface Decoded {
  readonly unknown: readonly Unknown[];
  /** Keys without a field that the server does not come to tell of, because of a value of a wrong type. */
  readonly hidden: readonly Unknown[];
  /** The one the server reports. */
  readonly fatal?: Fatal;
  /** Every value of a wrong type, the reported one first; the server says nothing of the others. */
  readonly fatals: readonly Fatal[];
}

/** Of values with a wrong type no more are kept. */
export const MOST_FATALS = 1000;

/**
 * Checks a document against its type as the API server's JSON decoder does. Unknown fields come in the server's
 * order (kubectl sends keys sorted by name); of values with a wrong type only the first is reported, without the
 * unknown fields. Rules: sigs.k8s.io/json decode.go, apiserver endpoints/handlers/rest.go transformDecodeError.
 */
export function decode(root: MapNode, type: string): Decoded {
  const quick = walk(root, type, false);
  const found = quick.unknown.length + quick.fatals.length;
  const walked = found > 1 ? walk(root, type, true) : quick;
  const { fatals } = walked;
  const fatal = walked.aborting ?? fatals[0];
  if (fatal === undefined) return { unknown: walked.unknown, hidden: [], fatals };
  return {
    unknown: [],
    hidden: walked.unknown,
    fatal,
    fatals: [fatal, ...fatals.filter((one) => one !== fatal)],
  };
}

interface Walk {
  readonly sorted: boolean;
  readonly unknown: Unknown[];
  readonly fatals: Fatal[];
  /** Errors of types with a decoder of their own stop the server at once and win over earlier ones. */
  aborting: Fatal | undefined;
}

/** Where a value stands: `struct` and `keys` are what Go's decoder puts into its message, without list indexes. */
interface Place {
  readonly path: string;
  readonly struct: string;
  readonly keys: string;
}

function walk(root: MapNode, type: string, sorted: boolean): Walk {
  const state: Walk = { sorted, unknown: [], fatals: [], aborting: undefined };
  object(state, root, type, '', '');
  return state;
}

const byKey = (a: Entry, b: Entry): number => (a.key < b.key ? -1 : 1);

function object(state: Walk, node: MapNode, type: string, path: string, keys: string): void {
  const fields = fieldsOf(type);
  if (fields === undefined) return;
  const struct = type.slice(type.indexOf('.') + 1);
  for (const entry of state.sorted ? [...node.entries].sort(byKey) : node.entries) {
    const ref = fields.get(entry.key);
    if (ref === undefined) {
      state.unknown.push({ path: join(path, entry.key), entry, type, parent: node });
      continue;
    }
    const { value } = entry;
    if (value.kind === 'scalar' && fits(value, ref)) continue;
    check(state, value, ref, {
      path: join(path, entry.key),
      struct,
      keys: keys === '' ? entry.key : `${keys}.${entry.key}`,
    });
  }
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

function fits(value: ScalarNode, ref: TypeRef): boolean {
  if (value.value === null) return true;
  return ref.kind === 'scalar' && ref.go === 'string' && typeof value.value === 'string';
}

function check(state: Walk, node: Node, ref: TypeRef, place: Place): void {
  if (node.kind === 'scalar' && node.value === null) return;
  if (ref.kind === 'scalar') {
    scalar(state, node, ref, place);
    return;
  }
  if (ref.kind === 'object' && node.kind === 'map') {
    object(state, node, ref.name, place.path, place.keys);
    return;
  }
  if (ref.kind === 'map' && node.kind === 'map') {
    for (const entry of state.sorted ? [...node.entries].sort(byKey) : node.entries) {
      if (entry.value.kind === 'scalar' && fits(entry.value, ref.of)) continue;
      check(state, entry.value, ref.of, { ...place, path: `${place.path}.${entry.key}` });
    }
    return;
  }
  if (ref.kind === 'list' && node.kind === 'seq') {
    const { items } = node;
    for (let i = 0; i < items.length; i++) {
      const item = items[i];
      if (item === undefined) continue;
      if (ref.of.kind === 'object' && item.kind === 'map') {
        object(state, item, ref.of.name, `${place.path}[${i}]`, place.keys);
      } else check(state, item, ref.of, { ...place, path: `${place.path}[${i}]` });
    }
    return;
  }
  mismatch(state, node, ref, place, jsonKind(node));
}

function scalar(state: Walk, node: Node, ref: TypeRef & { kind: 'scalar' }, place: Place): void {
  const value = node.kind === 'scalar' ? node.value : undefined;
  switch (ref.go) {
    case 'string':
      if (typeof value !== 'string') mismatch(state, node, ref, place, jsonKind(node));
      return;
    case 'bytes':
      if (typeof value !== 'string') mismatch(state, node, ref, place, jsonKind(node));
      return;
    case 'bool':
      if (typeof value !== 'boolean') mismatch(state, node, ref, place, jsonKind(node));
      return;
    case 'float64':
      if (typeof value !== 'number') mismatch(state, node, ref, place, jsonKind(node));
      return;
    case 'int32':
    case 'int64':
      if (typeof value !== 'number') mismatch(state, node, ref, place, jsonKind(node));
      else if (!isInteger(jsonOf(node), ref.go)) {
        mismatch(state, node, ref, place, `number ${jsonOf(node)}`);
      }
      return;
    case 'int-or-string':
      if (typeof value === 'string' || (typeof value === 'number' && isInteger(jsonOf(node), 'int32')))
        return;
      abort(state, node, ref, place, ofInt32(node));
      return;
    case 'quantity':
      if (QUANTITY.test(typeof value === 'string' ? value : jsonOf(node))) return;
      abort(
        state,
        node,
        ref,
        place,
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
      );
      return;
    case 'time':
      if (typeof value !== 'string') {
        abort(
          state,
          node,
          ref,
          place,
          `json: cannot unmarshal ${jsonKind(node)} into Go value of type string`,
        );
      } else if (!TIME.test(value)) {
        const rest = value === '' ? '' : value;
        abort(
          state,
          node,
          ref,
          place,
          `parsing time ${JSON.stringify(value)} as "2006-01-02T15:04:05Z07:00": cannot parse ${JSON.stringify(rest)} as "2006"`,
        );
      }
      return;
    case 'any':
      return;
  }
}

const QUANTITY = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:|[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

function isInteger(json: string, go: 'int32' | 'int64'): boolean {
  if (!/^-?\d+$/.test(json)) return false;
  if (json.length < 10) return true;
  const value = BigInt(json);
  const limit = go === 'int32' ? 2n ** 31n : 2n ** 63n;
  return value >= -limit && value < limit;
}

function ofInt32(node: Node): string {
  const kind = jsonKind(node);
  const what = kind === 'number' ? `number ${jsonOf(node)}` : kind;
  return `json: cannot unmarshal ${what} into Go value of type int32`;
}

function jsonKind(node: Node): string {
  if (node.kind === 'map') return 'object';
  if (node.kind === 'seq') return 'array';
  return typeof node.value === 'boolean' ? 'bool' : typeof node.value;
}

function mismatch(state: Walk, node: Node, ref: TypeRef, place: Place, what: string): void {
  keep(state, {
    path: place.path,
    message: `json: cannot unmarshal ${what} into Go struct field ${place.struct}.${place.keys} of type ${ref.name}`,
    line: node.line,
    node,
    wants: ref,
  });
}

function abort(state: Walk, node: Node, ref: TypeRef, place: Place, message: string): void {
  const fatal = { path: place.path, message, line: node.line, node, wants: ref };
  state.aborting ??= fatal;
  keep(state, fatal);
}

function keep(state: Walk, fatal: Fatal): void {
  if (state.fatals.length < MOST_FATALS) state.fatals.push(fatal);
}
