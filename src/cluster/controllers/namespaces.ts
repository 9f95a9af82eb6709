/** Namespaces that go: everything in them first (pkg/controller/namespace). */
import { remove } from '../api/index.ts';
import { resourceOfKind } from '../api/resources.ts';
import { drop } from '../api/store.ts';
import type { KubeObject } from '../api/types.ts';
import type { Draft } from '../draft.ts';
import { eventObjects } from '../told.ts';

/** Empties a namespace that is being deleted, and takes it away once nothing is left in it. */
export function syncNamespace(draft: Draft, namespace: KubeObject): void {
  if (namespace.metadata.deletionTimestamp === undefined) return;
  const { name } = namespace.metadata;
  const inside = (): readonly KubeObject[] =>
    [...Object.values(draft.objects), ...eventObjects(draft, name)].filter(
      ({ metadata }) => metadata.namespace === name,
    );
  for (const object of inside()) {
    if (object.metadata.deletionTimestamp !== undefined) continue;
    const of = resourceOfKind(object.apiVersion, object.kind);
    if (of !== undefined) remove(draft, { resource: of, namespace: name, name: object.metadata.name });
  }
  if (inside().length === 0) drop(draft, namespace);
}
