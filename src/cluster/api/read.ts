import type { Draft } from '../draft.ts';
import { notFound } from './refusals.ts';
import type { ListOptions, Ref } from './requests.ts';
import { qualifiedName, type Resource } from './resources.ts';
import { fieldFilter, labelFilter } from './selectors.ts';
import { answered, type Reply, refused } from './status.ts';
import { all, find } from './store.ts';
import type { KubeObject } from './types.ts';

/** GET: one object, as stored. */
export function get(draft: Draft, { resource, namespace, name }: Ref): Reply<KubeObject> {
  const found = find(draft, resource.name, resource.namespaced ? namespace : '', name);
  return found === undefined ? refused(notFound(resource, name)) : answered(found);
}

/** LIST: every object of a resource in a namespace (null: in all), by namespace and name. */
export function list(
  draft: Draft,
  resource: Resource,
  namespace: string | null,
  { labelSelector = '', fieldSelector = '' }: ListOptions = {},
): Reply<readonly KubeObject[]> {
  const byLabel = labelFilter(labelSelector);
  if (typeof byLabel !== 'function') return refused(byLabel);
  const byField = fieldFilter(fieldSelector, { kind: resource.kind, resource: qualifiedName(resource) });
  if (typeof byField !== 'function') return refused(byField);
  const where = resource.namespaced ? namespace : '';
  return answered(
    all(draft, resource, where).filter((one) => byLabel(one.metadata.labels ?? {}) && byField(one)),
  );
}
