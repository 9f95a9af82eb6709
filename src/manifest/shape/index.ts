/**
 * The shape of the Kubernetes API below every kind that holds a pod spec: which keys may stand under which, and
 * with what type. Derived from the published models of one release (scripts/generate-shape.ts).
 */
import { OTHER_ROOTS, RELEASE, ROOTS, TYPES } from './table.generated.ts';

/** How a scalar is held in Go; `name` is what the API server calls it in a decoding error. */
type Scalar =
  | 'string'
  | 'int32'
  | 'int64'
  | 'bool'
  | 'float64'
  | 'int-or-string'
  | 'quantity'
  | 'time'
  | 'bytes'
  | 'any';

export type TypeRef =
  | { readonly kind: 'object'; readonly name: string }
  | { readonly kind: 'list'; readonly name: string; readonly of: TypeRef }
  | { readonly kind: 'map'; readonly name: string; readonly of: TypeRef }
  | { readonly kind: 'scalar'; readonly name: string; readonly go: Scalar };

/** The Kubernetes release the shape was taken from, for instance `release-1.36`. */
export const kubernetesRelease = RELEASE;

const SCALARS: ReadonlyMap<string, Scalar> = new Map<string, Scalar>([
  ['string', 'string'],
  ['int32', 'int32'],
  ['int64', 'int64'],
  ['bool', 'bool'],
  ['float64', 'float64'],
  ['intstr.IntOrString', 'int-or-string'],
  ['resource.Quantity', 'quantity'],
  ['v1.Time', 'time'],
  ['[]uint8', 'bytes'],
  ['any', 'any'],
]);

const roots: ReadonlyMap<string, string> = new Map(Object.entries(ROOTS));
const others: ReadonlyMap<string, string> = new Map(Object.entries(OTHER_ROOTS));
const packed: ReadonlyMap<string, string> = new Map(Object.entries(TYPES));
const types = new Map<string, ReadonlyMap<string, TypeRef>>();
const refs = new Map<string, TypeRef>();

function typeRef(name: string): TypeRef {
  const known = refs.get(name);
  if (known !== undefined) return known;
  const made = parse(name);
  refs.set(name, made);
  return made;
}

function parse(name: string): TypeRef {
  const go = SCALARS.get(name);
  if (go !== undefined) return { kind: 'scalar', name, go };
  if (name.startsWith('[]')) return { kind: 'list', name, of: typeRef(name.slice(2)) };
  if (name.startsWith('map[')) return { kind: 'map', name, of: typeRef(name.slice(name.indexOf(']') + 1)) };
  if (packed.has(name)) return { kind: 'object', name };
  return { kind: 'scalar', name, go: 'string' };
}

/** The Go-like name of a top-level kind's type (`v1.Pod`); undefined for kinds without a pod spec. */
export function rootType(apiVersion: string, kind: string): string | undefined {
  return roots.get(`${apiVersion} ${kind}`);
}

/** The same for any kind that a cluster serves, with a pod spec or without. */
export function servedType(apiVersion: string, kind: string): string | undefined {
  return roots.get(`${apiVersion} ${kind}`) ?? others.get(`${apiVersion} ${kind}`);
}

/** The apiVersion a kind with a pod spec (or a list of one) belongs to; undefined for any other kind. */
export function apiVersionOf(kind: string): string | undefined {
  for (const root of roots.keys()) if (root.endsWith(` ${kind}`)) return root.slice(0, root.indexOf(' '));
  return undefined;
}

/** The fields of an object type by JSON name; undefined for a name that is not an object type. */
export function fieldsOf(typeName: string): ReadonlyMap<string, TypeRef> | undefined {
  const known = types.get(typeName);
  if (known !== undefined) return known;
  const text = packed.get(typeName);
  if (text === undefined) return undefined;
  const fields = new Map<string, TypeRef>();
  for (const pair of text === '' ? [] : text.split(' ')) {
    const colon = pair.indexOf(':');
    fields.set(pair.slice(0, colon), typeRef(pair.slice(colon + 1)));
  }
  types.set(typeName, fields);
  return fields;
}

/** The names of all object types of the shape. */
export function typeNames(): Iterable<string> {
  return packed.keys();
}
