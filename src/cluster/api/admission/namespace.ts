import type { Draft } from '../../draft.ts';
import { forbidden, notFound } from '../refusals.ts';
import { type Resource, resource } from '../resources.ts';
import type { Status } from '../status.ts';
import { find } from '../store.ts';
import type { KubeObject } from '../types.ts';

/** Namespaces that stay (NamespaceLifecycle's immortal ones). */
export const IMMORTAL: readonly string[] = ['default', 'kube-system', 'kube-public'];

/** NamespaceLifecycle: nothing is made in a namespace that is not there, or that goes away. */
export function namespaceRefusal(
  draft: Draft,
  of: Resource,
  namespace: string,
  name: string,
): Status | undefined {
  if (!of.namespaced) return undefined;
  const found = find(draft, 'namespaces', '', namespace);
  if (found === undefined) return notFound(resource('namespaces'), namespace);
  if (!isTerminating(found)) return undefined;
  const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
  return forbidden(of, name, why);
}

const isTerminating = (namespace: KubeObject): boolean => namespace.metadata.deletionTimestamp !== undefined;
