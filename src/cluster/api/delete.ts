import { timestamp } from '../clock.ts';
import type { Draft } from '../draft.ts';
import { IMMORTAL } from './admission/namespace.ts';
import { forbidden, notFound } from './refusals.ts';
import type { DeleteOptions, Ref } from './requests.ts';
import { answered, type Reply, refused } from './status.ts';
import { drop, find, put } from './store.ts';
import type { KubeObject, Pod } from './types.ts';

/**
 * DELETE: takes an object away, or marks it where something has to happen first: a pod that runs ends within its grace
 * period, a namespace is emptied, finalizers are waited for. What the object owned goes with it, or is set free.
 * Gives the object as it was then.
 */
export function remove(draft: Draft, ref: Ref, options: DeleteOptions = {}): Reply<KubeObject> {
  const { resource, namespace, name } = ref;
  const object = find(draft, resource.name, namespace, name);
  if (object === undefined) return refused(notFound(resource, name));
  if (object.kind === 'Namespace' && IMMORTAL.includes(name)) {
    return refused(forbidden(resource, name, 'this namespace may not be deleted'));
  }
  if (options.dryRun === true) return answered(object);
  if (options.propagation === 'Orphan') setFree(draft, object);
  const seconds = object.kind === 'Pod' ? gracePeriod(object as Pod, options) : 0;
  const waits = seconds > 0 || object.kind === 'Namespace' || (object.metadata.finalizers?.length ?? 0) > 0;
  if (!waits) {
    drop(draft, object);
    return answered(object);
  }
  return answered(marked(draft, object, seconds));
}

/** pkg/registry/core/pod/strategy.go CheckGracefulDelete: how many seconds a pod is given. */
function gracePeriod({ spec, status }: Pod, { gracePeriodSeconds }: DeleteOptions): number {
  const asked = gracePeriodSeconds ?? spec.terminationGracePeriodSeconds ?? 0;
  if (spec.nodeName === undefined || spec.nodeName === '') return 0;
  if (status.phase === 'Failed' || status.phase === 'Succeeded') return 0;
  return asked < 0 ? 1 : asked;
}

/** Of a second deletion only a shorter grace period counts. */
function marked(draft: Draft, object: KubeObject, seconds: number): KubeObject {
  const { metadata } = object;
  const { deletionTimestamp, deletionGracePeriodSeconds: earlier = 0 } = metadata;
  if (deletionTimestamp !== undefined && earlier <= seconds) return object;
  const marks = {
    deletionTimestamp: timestamp(draft.now + seconds * 1000),
    ...(object.kind === 'Pod' ? { deletionGracePeriodSeconds: seconds } : {}),
  };
  const generation = metadata.generation === undefined ? {} : { generation: metadata.generation + 1 };
  const next = { ...object, metadata: { ...metadata, ...marks, ...generation } };
  if (object.kind !== 'Namespace') return put(draft, next);
  return put(draft, { ...next, status: { phase: 'Terminating' } });
}

function setFree(draft: Draft, owner: KubeObject): void {
  for (const object of Object.values(draft.objects)) {
    const left = object.metadata.ownerReferences?.filter(({ uid }) => uid !== owner.metadata.uid);
    if (left === undefined || left.length === object.metadata.ownerReferences?.length) continue;
    const { ownerReferences: _all, ...metadata } = object.metadata;
    put(draft, {
      ...object,
      metadata: left.length === 0 ? metadata : { ...metadata, ownerReferences: left },
    });
  }
}
