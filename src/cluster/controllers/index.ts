/** The controllers: each makes what is there match what an object asks for. */

import { resourceOfKind } from '../api/resources.ts';
import type { KubeObject, Pod } from '../api/types.ts';
import type { Draft } from '../draft.ts';
import { noticeLostPod, noticePod } from '../kubelet/index.ts';
import { objectKey } from '../state.ts';
import { syncClaim, syncClaimsFor, syncClaimsOf } from './claims.ts';
import { type CronJob, syncCronJob } from './cron-jobs.ts';
import { type DaemonSet, syncDaemonSet } from './daemon-sets.ts';
import type { Deployment } from './deployment.ts';
import { syncDeployment } from './deployments.ts';
import { collectGarbage } from './garbage.ts';
import { type Job, syncJob } from './jobs.ts';
import { syncNamespace } from './namespaces.ts';
import { syncNode } from './nodes.ts';
import { type ReplicaSet, syncReplicaSet } from './replica-sets.ts';
import { schedulePod } from './scheduler.ts';
import { type StatefulSet, syncStatefulSet } from './stateful-sets.ts';
import { controllerOf } from './work.ts';

/** Rounds of one settling, so that controllers which answered each other for ever would stop no line. */
const MOST_ROUNDS = 200;

/** Lets the controllers look at everything that was touched since they looked last, until nothing changes any more. */
export function reconcile(draft: Draft): void {
  for (let round = 0; draft.touched.size > 0 && round < MOST_ROUNDS; round++) {
    const keys = [...draft.touched].sort();
    draft.touched.clear();
    for (const key of keys) {
      const object = draft.objects[key];
      if (object === undefined) lost(draft, key);
      else look(draft, object);
    }
  }
}

/** An object is gone: what it owned follows, and a namespace that empties itself goes on. */
function lost(draft: Draft, key: string): void {
  const [name, namespace = '', object = ''] = key.split('/');
  if (name === 'events') return;
  collectGarbage(draft);
  if (name === 'pods') {
    noticeLostPod(draft, namespace, object);
    syncClaimsOf(draft, namespace);
  }
  const of = draft.objects[objectKey('namespaces', '', namespace)];
  if (of?.metadata.deletionTimestamp !== undefined) draft.touched.add(objectKey('namespaces', '', namespace));
}

function look(draft: Draft, object: KubeObject): void {
  switch (object.kind) {
    case 'Pod':
      lookAtPod(draft, object as Pod);
      return;
    case 'Deployment':
      syncDeployment(draft, object as Deployment);
      return;
    case 'ReplicaSet':
      syncReplicaSet(draft, object as ReplicaSet);
      touchController(draft, object);
      return;
    case 'StatefulSet':
      syncStatefulSet(draft, object as StatefulSet);
      return;
    case 'DaemonSet':
      syncDaemonSet(draft, object as DaemonSet);
      return;
    case 'Job':
      syncJob(draft, object as Job);
      touchController(draft, object);
      return;
    case 'CronJob':
      syncCronJob(draft, object as CronJob);
      return;
    case 'PersistentVolumeClaim':
    case 'PersistentVolume':
      syncClaim(draft, object);
      return;
    case 'Namespace':
      syncNamespace(draft, object);
      return;
    case 'Node':
      syncNode(draft, object);
      lookAtNode(draft);
      return;
    default:
  }
}

function lookAtPod(draft: Draft, pod: Pod): void {
  schedulePod(draft, pod);
  touchController(draft, pod);
  syncClaimsFor(draft, pod);
  noticePod(draft, pod);
}

/** Pods that wait for a node may fit it now, and DaemonSets may want their pod on it. */
function lookAtNode(draft: Draft): void {
  for (const object of Object.values(draft.objects)) {
    if (object.kind === 'Pod') schedulePod(draft, object as Pod);
    else if (object.kind === 'DaemonSet') syncDaemonSet(draft, object as DaemonSet);
  }
}

function touchController(draft: Draft, object: KubeObject): void {
  const owner = controllerOf(object);
  const of = owner === undefined ? undefined : resourceOfKind(owner.apiVersion, owner.kind);
  if (owner === undefined || of === undefined) return;
  const key = objectKey(of.name, object.metadata.namespace ?? '', owner.name);
  if (draft.objects[key] !== undefined) draft.touched.add(key);
}
