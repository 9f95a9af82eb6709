/** ReplicaSets: as many pods as asked for (pkg/controller/replicaset/replica_set.go, replica_set_utils.go). */
import { remove, resource } from '../api/index.ts';
import type { Condition, KubeObject, Pod } from '../api/types.ts';
import type { Draft } from '../draft.ts';
import { record } from '../events.ts';
import {
  createPod,
  isActive,
  isAvailable,
  isReady,
  isTerminating,
  lookAgain,
  ownedPods,
  retryLater,
  setStatus,
  type Template,
  withCondition,
} from './work.ts';

export interface ReplicaSet extends KubeObject {
  readonly spec: {
    readonly replicas: number;
    readonly minReadySeconds?: number;
    readonly template: Template;
    readonly [key: string]: import('../json.ts').Json | undefined;
  };
  readonly status: {
    readonly replicas: number;
    readonly readyReplicas?: number;
    readonly availableReplicas?: number;
    readonly conditions?: readonly Condition[];
    readonly [key: string]: import('../json.ts').Json | undefined;
  };
}

/** Pods that one turn makes or deletes at most (BurstReplicas). */
const BURST = 500;

/** Makes or deletes pods, and writes down how many there are. */
export function syncReplicaSet(draft: Draft, set: ReplicaSet): void {
  const failure = isTerminating(set) ? undefined : manage(draft, set);
  const live = ownedPods(draft, set);
  const active = live.filter(isActive);
  const ready = active.filter(isReady);
  const wait = set.spec.minReadySeconds ?? 0;
  const available = ready.filter((pod) => isAvailable(draft, pod, wait));
  const old = set.status.conditions ?? [];
  const conditions =
    failure === undefined
      ? old.filter(({ type }) => type !== 'ReplicaFailure')
      : old.some(({ type }) => type === 'ReplicaFailure')
        ? old
        : withCondition(draft, old, {
            type: 'ReplicaFailure',
            status: 'True',
            reason: 'FailedCreate',
            message: failure,
          });
  setStatus(draft, set, {
    ...(available.length > 0 ? { availableReplicas: available.length } : {}),
    ...(conditions.length > 0 ? { conditions } : {}),
    ...(active.length > 0 ? { fullyLabeledReplicas: active.length } : {}),
    observedGeneration: set.metadata.generation ?? 1,
    ...(ready.length > 0 ? { readyReplicas: ready.length } : {}),
    replicas: active.length,
    terminatingReplicas: live.filter((pod) => isTerminating(pod)).length,
  });
  if (ready.length > available.length) lookAgain(draft, set, draft.now + wait * 1000);
}

/** Gives what kept a pod from being made. */
function manage(draft: Draft, set: ReplicaSet): string | undefined {
  const active = ownedPods(draft, set).filter(isActive);
  const missing = set.spec.replicas - active.length;
  for (let made = 0; made < Math.min(missing, BURST); made++) {
    const reply = createPod(draft, set, set.spec.template, { generateName: `${set.metadata.name}-` });
    if (!reply.ok) {
      const { message } = reply.status;
      record(draft, set, {
        source: 'replicaset-controller',
        type: 'Warning',
        reason: 'FailedCreate',
        message: `Error creating: ${message}`,
      });
      retryLater(draft, set);
      return message;
    }
    record(draft, set, {
      source: 'replicaset-controller',
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message: `Created pod: ${reply.value.metadata.name}`,
    });
  }
  for (const pod of [...active].sort(deletedFirst).slice(0, Math.max(0, -missing))) {
    remove(draft, {
      resource: resource('pods'),
      namespace: pod.metadata.namespace ?? '',
      name: pod.metadata.name,
    });
    record(draft, set, {
      source: 'replicaset-controller',
      type: 'Normal',
      reason: 'SuccessfulDelete',
      message: `Deleted pod: ${pod.metadata.name}`,
    });
  }
  return undefined;
}

/** Not scheduled before scheduled, pending before running, not ready before ready, young before old (ActivePods). */
function deletedFirst(a: Pod, b: Pod): number {
  const rank = (pod: Pod): readonly number[] => [
    pod.spec.nodeName === undefined ? 0 : 1,
    pod.status.phase === 'Pending' ? 0 : 1,
    isReady(pod) ? 1 : 0,
    -restarts(pod),
    -Date.parse(pod.metadata.creationTimestamp),
  ];
  const [left, right] = [rank(a), rank(b)];
  for (let i = 0; i < left.length; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.metadata.name < b.metadata.name ? 1 : -1;
}

const restarts = (pod: Pod): number =>
  Math.max(0, ...(pod.status.containerStatuses ?? []).map(({ restartCount }) => restartCount));
