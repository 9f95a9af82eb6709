import { admission, type MapNode, type Node, nodeOf, servedType } from '../../manifest/index.ts';
import type { Draft } from '../draft.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { namespaceWarnings, podSecurityAnswer, policyOf } from './admission/pod-security.ts';
import { decodedBody, MISMATCH } from './create.ts';
import { withDefaults } from './defaults/index.ts';
import { same } from './equal.ts';
import { jsonPatch } from './patch/json-patch.ts';
import { mergePatch } from './patch/merge.ts';
import { goMap, PatchFault, strategicPatch } from './patch/strategic.ts';
import { COUNTED } from './prepare.ts';
import { badRequest, conflict, forbidden, invalid, notFound } from './refusals.ts';
import type { PatchType, Ref, WriteOptions } from './requests.ts';
import { apiVersionOf } from './resources.ts';
import { answered, type Reply, refused, type Status } from './status.ts';
import { drop, find, put } from './store.ts';
import type { KubeObject, Metadata, Pod } from './types.ts';
import { createErrors, updateErrors } from './validate.ts';

/** PUT: puts an object in the place of the one of the same name. */
export function replace(draft: Draft, ref: Ref, body: Node, options: WriteOptions = {}): Reply<KubeObject> {
  const before = find(draft, ref.resource.name, ref.namespace, ref.name);
  if (before === undefined) return refused(notFound(ref.resource, ref.name));
  return changed(draft, ref, before, body, options);
}

/** PATCH: changes an object by a strategic merge patch, a JSON merge patch or a JSON patch. */
export function patch(
  draft: Draft,
  ref: Ref,
  { type, body }: { readonly type: PatchType; readonly body: Node },
  options: WriteOptions = {},
): Reply<KubeObject> {
  const before = find(draft, ref.resource.name, ref.namespace, ref.name);
  if (before === undefined) return refused(notFound(ref.resource, ref.name));
  const asked = plain(body);
  try {
    const after = patched(before, asked, type);
    return changed(draft, ref, before, nodeOf(after), options, asked);
  } catch (error) {
    if (error instanceof PatchFault) return refused(unprocessable(error.message));
    throw error;
  }
}

function patched(before: KubeObject, asked: Json, type: PatchType): JsonObject {
  if (type === 'json') {
    if (!Array.isArray(asked))
      throw new PatchFault('json: cannot unmarshal object into Go value of type jsonpatch.Patch');
    return jsonPatch(before, asked as readonly Json[]);
  }
  if (!isObject(asked))
    throw new PatchFault('json: cannot unmarshal array into Go value of type map[string]interface {}');
  if (type === 'strategic') {
    return strategicPatch(before, asked, servedType(before.apiVersion, before.kind) ?? '');
  }
  const merged = mergePatch(before, asked);
  return isObject(merged) ? merged : {};
}

/** NewGenericServerResponse for 422: the reason is among the causes. */
function unprocessable(message: string): Status {
  return {
    code: 422,
    reason: 'Invalid',
    message: 'the server rejected our request due to an error in our request',
    details: { causes: [{ reason: 'UnexpectedServerResponse', message, field: '' }] },
  };
}

/** A node as JSON, nulls kept: in a patch they take away. */
function plain(node: Node): Json {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'seq') return node.items.map(plain);
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
}

/** `asked`: the patch that led to the body, which refusals quote. */
function changed(
  draft: Draft,
  ref: Ref,
  before: KubeObject,
  body: Node,
  options: WriteOptions,
  asked?: Json,
): Reply<KubeObject> {
  const { resource, name, namespace } = ref;
  const decoded = decodedBody(resource, body, options);
  if ('code' in decoded) return refused(asked === undefined ? decoded : ofPatch(decoded, asked));
  const given = (decoded.object.metadata ?? {}) as JsonObject;
  const warnings = [...decoded.warnings];
  if (given.name !== undefined && given.name !== name) {
    return refused(
      badRequest(
        `the name of the object (${String(given.name)}) does not match the name on the URL (${name})`,
      ),
      warnings,
    );
  }
  if (resource.namespaced && given.namespace !== undefined && given.namespace !== namespace) {
    return refused(badRequest(MISMATCH), warnings);
  }
  const version = given.resourceVersion;
  if (version !== undefined && version !== '' && version !== before.metadata.resourceVersion) {
    return refused(conflict(resource, name, STALE), warnings);
  }
  if (typeof given.uid === 'string' && given.uid !== before.metadata.uid) {
    const why = `Precondition failed: UID in precondition: ${given.uid}, UID in object meta: ${before.metadata.uid}`;
    return refused(conflict(resource, name, why), warnings);
  }
  const after = merged(before, decoded.object, given, options.subresource);
  const root = nodeOf(after) as MapNode;
  const judged = admission(root, apiVersionOf(resource), resource.kind);
  const errors = [
    ...createErrors(root, resource.kind, judged).filter(({ path }) => !createOnly(path, options)),
    ...(options.subresource === undefined || options.subresource === 'scale'
      ? updateErrors(before, after)
      : []),
    ...(resource.kind === 'Namespace' ? policyOf(after.metadata.labels).errors : []),
  ];
  if (errors.length > 0) return refused(invalid(resource, name, errors), warnings);
  const security: ReturnType<typeof securityOf> =
    options.subresource === 'scale' ? { warnings: [] } : securityOf(draft, ref, before, after);
  if (security.forbidden !== undefined)
    return refused(forbidden(resource, name, security.forbidden), warnings);
  warnings.push(...security.warnings);
  if (resource.kind === 'Namespace') warnings.push(...namespaceWarnings(draft, before, after));
  if (same(before, after)) return answered(before, warnings);
  if (options.dryRun === true) return answered(after, warnings);
  return answered(stored(draft, after), warnings);
}

const STALE = 'the object has been modified; please apply your changes to the latest version and try again';

/** Rules that hold for a new pod only. */
const createOnly = (path: string, _options: WriteOptions): boolean => path === 'spec.ephemeralContainers';

/** An object that waits for its last finalizer goes with it. */
function stored(draft: Draft, after: KubeObject): KubeObject {
  const { deletionTimestamp, finalizers } = after.metadata;
  const done = deletionTimestamp !== undefined && (finalizers?.length ?? 0) === 0;
  if (!done || after.kind === 'Pod' || after.kind === 'Namespace') return put(draft, after);
  drop(draft, after);
  return after;
}

/** A refusal to decode what a patch made (apiserver endpoints/handlers/patch.go): it quotes the patch. */
function ofPatch(status: Status, asked: Json): Status {
  const why = status.message.replace(/^.*? cannot be handled as a \w+: /s, '');
  const message = `Invalid value: ${JSON.stringify(goMap(asked))}: ${why}`;
  return {
    code: 422,
    reason: 'Invalid',
    message: ` "" is invalid: patch: ${message}`,
    details: { causes: [{ reason: 'FieldValueInvalid', message, field: 'patch' }] },
  };
}

const KEPT_METADATA = [
  'name',
  'namespace',
  'uid',
  'creationTimestamp',
  'generateName',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
];

/** What is stored of a body: the server's own metadata stays, and so does status (or all the rest, for `status`). */
function merged(
  before: KubeObject,
  body: JsonObject,
  given: JsonObject,
  subresource: WriteOptions['subresource'],
): KubeObject {
  const own = Object.fromEntries(
    KEPT_METADATA.flatMap((key) => (before.metadata[key] === undefined ? [] : [[key, before.metadata[key]]])),
  );
  const free = Object.fromEntries(
    ['labels', 'annotations', 'ownerReferences', 'finalizers'].flatMap((key) =>
      given[key] === undefined ? [] : [[key, given[key]]],
    ),
  );
  const metadata = {
    ...own,
    ...free,
    resourceVersion: before.metadata.resourceVersion,
  } as unknown as Metadata;
  if (subresource === 'status') {
    return { ...before, ...(body.status === undefined ? {} : { status: body.status }) };
  }
  if (subresource === 'ephemeralcontainers') {
    const pod = before as Pod;
    const ephemeralContainers = (body.spec as JsonObject | undefined)?.ephemeralContainers;
    const spec = { ...pod.spec, ephemeralContainers };
    return counted(before, withDefaults('Pod', { ...pod, spec }) as KubeObject);
  }
  const filled = withDefaults(before.kind, { ...body, metadata }) as KubeObject;
  const { status: _status, ...rest } = filled;
  const after = { ...rest, ...(before.status === undefined ? {} : { status: before.status }) } as KubeObject;
  return counted(before, podUnderway(before, after));
}

/** What admission put into a pod when it was made stays, where a body does not say otherwise (Priority plugin). */
function podUnderway(before: KubeObject, after: KubeObject): KubeObject {
  if (before.kind !== 'Pod') return after;
  const old = (before as Pod).spec;
  const kept = ['priority', 'preemptionPolicy'].filter((key) => old[key] !== undefined);
  return {
    ...after,
    spec: { ...Object.fromEntries(kept.map((key) => [key, old[key]])), ...(after as Pod).spec },
  };
}

/** `metadata.generation` counts the changes of the spec. */
function counted(before: KubeObject, after: KubeObject): KubeObject {
  if (!COUNTED.has(before.kind)) return after;
  const { generation = 1 } = before.metadata;
  const changed = !same(before.spec, after.spec);
  return { ...after, metadata: { ...after.metadata, generation: changed ? generation + 1 : generation } };
}

/**
 * Pod Security looks at a changed pod only where an image or an ephemeral container is new (isSignificantPodUpdate), and not at
 * `scale` (admission.go ValidatePodController: a subresource is let through).
 */
function securityOf(
  draft: Draft,
  { resource, namespace }: Ref,
  before: KubeObject,
  after: KubeObject,
): { readonly forbidden?: string; readonly warnings: readonly string[] } {
  const judged = admission(nodeOf(after) as MapNode, apiVersionOf(resource), resource.kind);
  if (judged === undefined) return { warnings: [] };
  if (after.kind !== 'Pod') return podSecurityAnswer(draft, namespace, judged, false);
  return significant(before as Pod, after as Pod)
    ? podSecurityAnswer(draft, namespace, judged, true)
    : { warnings: [] };
}

function significant({ spec: old }: Pod, { spec: now }: Pod): boolean {
  const images = (spec: Pod['spec']): readonly string[] =>
    [...(spec.initContainers ?? []), ...spec.containers, ...(spec.ephemeralContainers ?? [])].map(
      ({ name, image }) => `${name}=${image}`,
    );
  const known = images(old);
  return images(now).some((one) => !known.includes(one));
}
