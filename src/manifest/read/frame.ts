import { apiVersionOf, fieldsOf, rootType, type TypeRef } from '../shape/index.ts';
import { requiredOf } from './expectations.ts';

/** What can stand at a place: a type of the API, anything at all, text, or an object whose kind is read first. */
export type Shape =
  | TypeRef
  | { readonly kind: 'any' }
  | { readonly kind: 'text' }
  | { readonly kind: 'comment' };

interface Used {
  readonly key: string;
  readonly before: Used | null;
}

/**
 * One open container while indentation is being rebuilt. Frames are never changed: a child that is added makes a
 * new frame, so that many readings share the frames below.
 */
export interface Frame {
  readonly shape: Shape;
  /** Set once children have shown that something untyped is a list. */
  readonly list: boolean;
  readonly fields: ReadonlyMap<string, TypeRef> | undefined;
  readonly parent: Frame | null;
  /** The nearest key above, for instance `labels`. */
  readonly inside: string;
  /** The column its children are written at. */
  readonly column: number;
  /** The column its first child stood at in the paste; -1 where unknown. */
  readonly origin: number;
  /** The column its own key stood at in the paste; -1 where unknown. */
  readonly owner: number;
  readonly used: Used | null;
  readonly count: number;
  /** How many containers are open below it. */
  readonly depth: number;
  /** Number of the place it stands at, by its keys and list positions. */
  readonly place: number;
  /** A number for the frame, its children and all frames below it: equal for equal situations. */
  readonly id: number;
}

/** A small mixing function for 32-bit numbers (FNV-1a's step); collisions only cost a reading. */
export function mix(a: number, b: number): number {
  return Math.imul(a ^ b, 0x01000193) >>> 0;
}

const hashes = new Map<string, number>();

/** The hash of a key. */
export function hashOf(text: string): number {
  const known = hashes.get(text);
  if (known !== undefined) return known;
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = mix(hash, text.charCodeAt(i));
  if (hashes.size > 10_000) hashes.clear();
  hashes.set(text, hash);
  return hash;
}

/** Fields of an object whose kind is no workload: its metadata is known, the rest can be anything. */
const OTHER: ReadonlyMap<string, TypeRef> = new Map<string, TypeRef>([
  ['apiVersion', { kind: 'scalar', name: 'string', go: 'string' }],
  ['kind', { kind: 'scalar', name: 'string', go: 'string' }],
  ['metadata', { kind: 'object', name: 'v1.ObjectMeta' }],
]);

const ANY: TypeRef = { kind: 'scalar', name: 'any', go: 'any' };
const OTHER_ROOT = [
  'spec',
  'status',
  'data',
  'stringData',
  'rules',
  'subjects',
  'roleRef',
  'webhooks',
  'secrets',
  'imagePullSecrets',
  'provisioner',
  'parameters',
  'type',
  'automountServiceAccountToken',
  'value',
  'globalDefault',
  'handler',
  'binaryData',
];
const otherFields: ReadonlyMap<string, TypeRef> = new Map([
  ...OTHER,
  ...OTHER_ROOT.map((key) => [key, ANY] as const),
]);
const listFields: ReadonlyMap<string, TypeRef> = new Map([
  ...OTHER,
  ['items', { kind: 'list', name: '[]object', of: { kind: 'object', name: 'object' } }],
]);

/** Whether some kind of Kubernetes' own has a key at the root of its objects. */
export function isRootKey(key: string): boolean {
  return (
    otherFields.has(key) ||
    key === 'items' ||
    key === 'template' ||
    /^[a-z]+(?:Templates?|Policy|Rules)$/.test(key)
  );
}

/** The type of a top-level object, from what its apiVersion and kind say; `object` for a kind without pod spec. */
export function objectType(apiVersion: string | undefined, kind: string): TypeRef {
  if (kind === 'List') return { kind: 'object', name: 'List' };
  const found =
    rootType(apiVersion ?? '', kind) ??
    (apiVersionOf(kind) ? rootType(apiVersionOf(kind) ?? '', kind) : undefined);
  return { kind: 'object', name: found ?? 'object' };
}

function fieldsOfShape(shape: Shape): ReadonlyMap<string, TypeRef> | undefined {
  if (shape.kind !== 'object') return undefined;
  if (shape.name === 'object') return otherFields;
  return shape.name === 'List' ? listFields : fieldsOf(shape.name);
}

/** Opens a container under `parent`. `place` is what tells it from its siblings: its key's hash or its position. */
export function open(
  shape: Shape,
  parent: Frame | null,
  at: { column: number; owner: number; inside: string; place: number },
): Frame {
  const anything = shape.kind === 'scalar' ? ({ kind: 'any' } as const) : shape;
  const place = mix(parent?.place ?? 7, at.place);
  const id = mix(mix(parent?.id ?? 3, at.place), hashOf('name' in anything ? anything.name : anything.kind));
  return {
    shape: anything,
    list: anything.kind === 'list',
    fields: fieldsOfShape(anything),
    parent,
    inside: at.inside,
    column: at.column,
    origin: -1,
    owner: at.owner,
    used: null,
    count: 0,
    depth: parent === null ? 0 : parent.depth + 1,
    place,
    id,
  };
}

/** The frame after a child with this key (or, for a list item, none) was added to it. */
export function withChild(frame: Frame, key: string | null, origin: number): Frame {
  return {
    ...frame,
    list: frame.list || key === null,
    used: key === null ? frame.used : { key, before: frame.used },
    count: frame.count + 1,
    origin: frame.origin < 0 ? origin : frame.origin,
    id: (frame.id + mix(hashOf(key ?? '-'), 0x9e3779b9)) >>> 0,
  };
}

/** Whether a key stands in the container already. Of very large free maps only the last keys are looked at. */
export function has(frame: Frame, key: string): boolean {
  let left = 200;
  for (let used = frame.used; used !== null && left > 0; used = used.before, left--)
    if (used.key === key) return true;
  return false;
}

/** What it costs to end a container now: empty ones and ones that lack what the API requires are unlikely. */
export function closing(frame: Frame): number {
  const { kind } = frame.shape;
  if (kind === 'text' || kind === 'comment') return 0;
  if (frame.count === 0) return kind === 'any' ? 0.6 : 2.5;
  if (kind !== 'object') return 0;
  let missing = 0;
  for (const key of requiredOf(frame.shape.name)) if (!has(frame, key)) missing += 5;
  return missing;
}
