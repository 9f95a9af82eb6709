import { admission, decoding, type MapNode, type Node, servedType } from '../../manifest/index.ts';
import { furnishNamespace } from '../bootstrap.ts';
import { BOUNDS } from '../bounds.ts';
import { nameSuffix, newUid } from '../chance.ts';
import { timestamp } from '../clock.ts';
import type { Draft } from '../draft.ts';
import type { JsonObject } from '../json.ts';
import { namespaceRefusal } from './admission/namespace.ts';
import { admitPod } from './admission/pod.ts';
import { podSecurityAnswer, policyOf } from './admission/pod-security.ts';
import { withDefaults } from './defaults/index.ts';
import { normal } from './normal.ts';
import { COUNTED, prepared } from './prepare.ts';
import { alreadyExists, badRequest, forbidden, invalid } from './refusals.ts';
import type { WriteOptions } from './requests.ts';
import { apiVersionOf, type Resource } from './resources.ts';
import { answered, type Reply, refused, type Status } from './status.ts';
import { find, put } from './store.ts';
import type { KubeObject, Metadata, PodSpec } from './types.ts';
import { createErrors } from './validate.ts';

/** A body that was decoded: what it says, with unknown fields gone, and what the client is warned of. */
export interface Decoded {
  readonly root: MapNode;
  readonly object: JsonObject;
  readonly warnings: readonly string[];
}

/** Decodes a body as a kind, or says why it cannot be (apiserver endpoints/handlers/create.go, rest.go). */
export function decodedBody(resource: Resource, body: Node, options: WriteOptions): Decoded | Status {
  const apiVersion = apiVersionOf(resource);
  const cannot = (why: string): Status =>
    badRequest(
      `${resource.kind} in version "${resource.version}" cannot be handled as a ${resource.kind}: ${why}`,
    );
  const type = servedType(apiVersion, resource.kind);
  const decoded = body.kind === 'map' ? decoding(body, apiVersion, resource.kind) : undefined;
  if (body.kind !== 'map' || decoded === undefined || type === undefined) {
    return cannot('json: cannot unmarshal into Go value');
  }
  if (decoded.fatal !== undefined) return cannot(decoded.fatal);
  const unknown = decoded.unknown.map((path) => `unknown field "${path}"`);
  const { fieldValidation = 'Warn' } = options;
  if (unknown.length > 0 && fieldValidation === 'Strict') {
    return cannot(`strict decoding error: ${unknown.join(', ')}`);
  }
  const object = { ...normal(body, type), apiVersion, kind: resource.kind };
  return { root: body, object, warnings: fieldValidation === 'Warn' ? unknown : [] };
}

const isStatus = (value: object): value is Status => 'code' in value && 'reason' in value;

/**
 * POST: decodes, defaults, admits, validates and stores a new object, in the server's order (apiserver registry/rest
 * create.go BeforeCreate, registry store.go Create).
 */
export function create(
  draft: Draft,
  resource: Resource,
  namespace: string,
  body: Node,
  options: WriteOptions = {},
): Reply<KubeObject> {
  const decoded = decodedBody(resource, body, options);
  if (isStatus(decoded)) return refused(decoded);
  const { root } = decoded;
  const warnings = [...decoded.warnings];
  const given = (decoded.object.metadata ?? {}) as JsonObject;
  if (resource.namespaced && given.namespace !== undefined && given.namespace !== namespace) {
    return refused(badRequest(MISMATCH), warnings);
  }
  const name = String(
    given.name ?? (given.generateName === undefined ? '' : generated(draft, given.generateName)),
  );
  const gone = namespaceRefusal(draft, resource, namespace, name);
  if (gone !== undefined) return refused(gone, warnings);
  const metadata = newMetadata(draft, resource, namespace, { ...given, name });
  let object = withDefaults(resource.kind, { ...decoded.object, metadata }) as KubeObject;
  if (resource.kind === 'Pod') {
    const spec = admitPod(draft, namespace, name, object.spec as PodSpec);
    if (isStatus(spec)) return refused(spec, warnings);
    object = { ...object, spec };
  }
  const judged = admission(root, apiVersionOf(resource), resource.kind);
  const errors = createErrors(root, resource.kind, judged);
  if (errors.length > 0) return refused(invalid(resource, name, errors), warnings);
  warnings.push(...(judged?.warnings ?? []));
  if (judged !== undefined) {
    const answer = podSecurityAnswer(draft, namespace, judged, resource.kind === 'Pod');
    if (answer.forbidden !== undefined) return refused(forbidden(resource, name, answer.forbidden), warnings);
    warnings.push(...answer.warnings);
  }
  if (resource.kind === 'Namespace') {
    const bad = policyOf(object.metadata.labels).errors;
    if (bad.length > 0) return refused(invalid(resource, name, bad), warnings);
  }
  if (find(draft, resource.name, resource.namespaced ? namespace : '', name) !== undefined) {
    return refused(alreadyExists(resource, name), warnings);
  }
  const full = outgrown(draft, object);
  if (full !== undefined) return refused(forbidden(resource, name, full), warnings);
  const made = prepared(draft, object);
  if (options.dryRun === true) return answered(made, warnings);
  const stored = put(draft, made);
  if (resource.kind === 'Namespace') furnishNamespace(draft, name);
  return answered(stored, warnings);
}

/** What BeforeCreate and BeforeUpdate say of a body that belongs elsewhere. */
export const MISMATCH =
  'the namespace of the provided object does not match the namespace sent on the request';

/** Longest name that `generateName` makes, its suffix included (apiserver storage/names/generate.go). */
const LONGEST_BASE = 58;

const generated = (draft: Draft, base: unknown): string =>
  `${String(base).slice(0, LONGEST_BASE)}${nameSuffix(draft)}`;

function newMetadata(draft: Draft, resource: Resource, namespace: string, given: JsonObject): Metadata {
  const kept = Object.entries(given).filter(([key]) => MAY_BE_GIVEN.includes(key));
  return {
    ...Object.fromEntries(kept),
    name: String(given.name),
    ...(resource.namespaced ? { namespace } : {}),
    uid: newUid(draft),
    resourceVersion: '',
    ...(COUNTED.has(resource.kind) ? { generation: 1 } : {}),
    creationTimestamp: timestamp(draft.now),
  };
}

/** The rest of the metadata is the server's. */
const MAY_BE_GIVEN = ['name', 'generateName', 'labels', 'annotations', 'ownerReferences', 'finalizers'];

/** Not Kubernetes' own limits but the simulation's: said as such. */
function outgrown(draft: Draft, object: KubeObject): string | undefined {
  if (Object.keys(draft.objects).length >= BOUNDS.objects) {
    return `the simulated cluster holds at most ${BOUNDS.objects} objects; delete some first`;
  }
  if (JSON.stringify(object).length > BOUNDS.objectChars) {
    return `the simulated cluster holds no object above ${BOUNDS.objectChars} characters`;
  }
  return undefined;
}
