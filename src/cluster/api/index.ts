/**
 * The API server as functions on a draft: what kubectl sends over HTTP, and what controllers and the kubelet do through
 * their clients. Bodies are nodes of manifest/ (a document as it was read, or `nodeOf(json)`), so that every digit
 * and the order of keys reach the decoder as they were sent.
 */
import type { Node } from '../../manifest/index.ts';
import type { Draft } from '../draft.ts';
import { objectKey } from '../state.ts';
import type { Resource } from './resources.ts';
import { qualifiedName } from './resources.ts';
import { answered, type Reply, refused } from './status.ts';
import type { KubeObject } from './types.ts';

export {
  apiVersionOf,
  qualifiedName,
  RESOURCES,
  type Resource,
  resource,
  resourceNamed,
  resourceOfKind,
} from './resources.ts';
export type { Reply, Status, StatusCause, StatusReason } from './status.ts';
export type * from './types.ts';

/** What one object is called. `namespace` is empty for what belongs to the whole cluster. */
export interface Ref {
  readonly resource: Resource;
  readonly namespace: string;
  readonly name: string;
}

export interface ListOptions {
  /** As after `-l`: `a=b,c!=d,e in (f,g),!h`. */
  readonly labelSelector?: string;
  /** As after `--field-selector`. */
  readonly fieldSelector?: string;
}

export interface WriteOptions {
  /** Everything is done but storing. */
  readonly dryRun?: boolean;
  /** What becomes of unknown fields; the server's own default is `Warn`, kubectl asks for `Strict`. */
  readonly fieldValidation?: 'Strict' | 'Warn' | 'Ignore';
  readonly subresource?: 'status' | 'scale' | 'ephemeralcontainers';
}

export type PatchType = 'strategic' | 'merge' | 'json';

export interface DeleteOptions {
  readonly dryRun?: boolean;
  readonly gracePeriodSeconds?: number;
  /** `Orphan` leaves what the object owns; the others take it away (`Foreground` first). */
  readonly propagation?: 'Background' | 'Foreground' | 'Orphan';
}

/** One object, as stored. */
export function get(draft: Draft, { resource, namespace, name }: Ref): Reply<KubeObject> {
  const found = draft.objects[objectKey(resource.name, namespace, name)];
  if (found !== undefined) return answered(found);
  return refused({
    code: 404,
    reason: 'NotFound',
    message: `${qualifiedName(resource)} "${name}" not found`,
    details: { name, kind: resource.name, ...(resource.group === '' ? {} : { group: resource.group }) },
  });
}

/** Every object of a resource in a namespace (null: in all), ordered by namespace and name. */
export type List = (
  draft: Draft,
  resource: Resource,
  namespace: string | null,
  options?: ListOptions,
) => Reply<readonly KubeObject[]>;

/** Decodes, defaults, admits, validates and stores a new object; its name may come from `generateName`. */
export type Create = (
  draft: Draft,
  resource: Resource,
  namespace: string,
  body: Node,
  options?: WriteOptions,
) => Reply<KubeObject>;

/** Puts an object in the place of the one of the same name (PUT). */
export type Replace = (draft: Draft, ref: Ref, body: Node, options?: WriteOptions) => Reply<KubeObject>;

/** Changes an object by a patch (PATCH). */
export type Patch = (
  draft: Draft,
  ref: Ref,
  patch: { readonly type: PatchType; readonly body: Node },
  options?: WriteOptions,
) => Reply<KubeObject>;

/** Deletes an object: a pod at the end of its grace period, a namespace with all that is in it. Gives what was there. */
export type Remove = (draft: Draft, ref: Ref, options?: DeleteOptions) => Reply<KubeObject>;
