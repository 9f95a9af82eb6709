/** The garbage collector: what has an owner goes with it (pkg/controller/garbagecollector). */
import { remove } from '../api/index.ts';
import { resourceOfKind } from '../api/resources.ts';
import type { Draft } from '../draft.ts';

/** Deletes every object all of whose owners are gone. */
export function collectGarbage(draft: Draft): void {
  const alive = new Set(Object.values(draft.objects).map(({ metadata }) => metadata.uid));
  for (const object of Object.values(draft.objects)) {
    const owners = object.metadata.ownerReferences ?? [];
    if (owners.length === 0 || owners.some(({ uid }) => alive.has(uid))) continue;
    if (object.metadata.deletionTimestamp !== undefined) continue;
    const of = resourceOfKind(object.apiVersion, object.kind);
    if (of === undefined) continue;
    const { namespace = '', name } = object.metadata;
    remove(draft, { resource: of, namespace, name });
  }
}
