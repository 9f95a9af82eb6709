/** A cluster for tests that need no kubectl: documents are sent to the API server as they stand. */
import {
  create,
  type KubeObject,
  list,
  type Pod,
  type Reply,
  resource,
  resourceOfKind,
  type WriteOptions,
} from '../../src/cluster/api/index.ts';
import { type Draft, draftOf } from '../../src/cluster/draft.ts';
import { createCluster } from '../../src/cluster/index.ts';
import type { JsonObject } from '../../src/cluster/json.ts';
import { type Node, readYaml } from '../../src/manifest/index.ts';

const fresh = createCluster();

/** A draft of a cluster in which nobody did anything yet. */
export function freshDraft(): Draft {
  return draftOf(fresh);
}

const text = (node: Node | undefined, key: string): string => {
  const value = node?.kind === 'map' ? node.get(key)?.value : undefined;
  return value?.kind === 'scalar' ? String(value.value) : '';
};

/** Sends one document; a kind that is not served is an error of the test. */
export function send(draft: Draft, node: Node, options: WriteOptions = {}): Reply<KubeObject> {
  const of = resourceOfKind(text(node, 'apiVersion'), text(node, 'kind'));
  if (of === undefined) throw new RangeError(`no resource for ${text(node, 'kind')}`);
  const metadata = node.kind === 'map' ? node.get('metadata')?.value : undefined;
  return create(draft, of, of.namespaced ? text(metadata, 'namespace') || 'default' : '', node, options);
}

/** Sends every document of a text and gives what came back. */
export function sendAll(draft: Draft, yaml: string, options?: WriteOptions): readonly Reply<KubeObject>[] {
  return readYaml(yaml).documents.flatMap(({ root }) => (root === null ? [] : [send(draft, root, options)]));
}

/** The same, where nothing may be refused. */
export function apply(draft: Draft, yaml: string): readonly KubeObject[] {
  return sendAll(draft, yaml, { fieldValidation: 'Strict' }).map((reply) => {
    if (!reply.ok) throw new Error(reply.status.message);
    return reply.value;
  });
}

export function objects(
  draft: Draft,
  name: string,
  namespace: string | null = 'default',
): readonly KubeObject[] {
  const reply = list(draft, resource(name), namespace);
  if (!reply.ok) throw new Error(reply.status.message);
  return reply.value;
}

export function pod(draft: Draft, name: string, namespace = 'default'): Pod {
  const found = objects(draft, 'pods', namespace).find(({ metadata }) => metadata.name === name);
  if (found === undefined) throw new RangeError(`no pod ${name}`);
  return found as Pod;
}

/** `reason: message` of every event about an object, oldest first. */
export function told(draft: Draft, name: string, namespace = 'default'): readonly string[] {
  return objects(draft, 'events', namespace)
    .filter((event) => (event.involvedObject as { readonly name: string }).name === name)
    .map((event) => `${String(event.reason)}: ${String(event.message)}`);
}

/** The status of an object, which has to be there. */
export function statusOf(object: KubeObject | undefined): JsonObject {
  if (object === undefined) throw new RangeError('no such object');
  return (object.status ?? {}) as JsonObject;
}
