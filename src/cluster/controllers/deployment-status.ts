/** How far a Deployment is: its numbers and conditions (pkg/controller/deployment/sync.go, progress.go). */
import type { Condition } from '../api/types.ts';
import { timestamp } from '../clock.ts';
import type { Draft } from '../draft.ts';
import { type Deployment, fenceposts } from './deployment.ts';
import type { ReplicaSet } from './replica-sets.ts';
import { conditionOf, lookAgain, setStatus } from './work.ts';

const sum = (sets: readonly ReplicaSet[], of: (set: ReplicaSet) => number): number =>
  sets.reduce((all, set) => all + of(set), 0);

interface Counts {
  readonly replicas: number;
  readonly updated: number;
  readonly ready: number;
  readonly available: number;
}

/** Counts the pods of all sets (`created`: the new one was made just now) and says whether the Deployment is available and gets on. */
export function deploymentStatus(
  draft: Draft,
  deployment: Deployment,
  sets: readonly ReplicaSet[],
  newSet: ReplicaSet | undefined,
  created = false,
): void {
  const { replicas: wanted } = deployment.spec;
  const counts: Counts = {
    replicas: sum(sets, ({ status }) => status.replicas),
    updated: newSet?.status.replicas ?? 0,
    ready: sum(sets, ({ status }) => status.readyReplicas ?? 0),
    available: sum(sets, ({ status }) => status.availableReplicas ?? 0),
  };
  const unavailable = Math.max(0, sum(sets, ({ spec }) => spec.replicas) - counts.available);
  const enough = counts.available >= wanted - fenceposts(deployment).unavailable;
  let conditions = updated(draft, deployment.status.conditions ?? [], {
    type: 'Available',
    status: enough ? 'True' : 'False',
    reason: enough ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
    message: enough
      ? 'Deployment has minimum availability.'
      : 'Deployment does not have minimum availability.',
  });
  conditions = progress(draft, deployment, counts, newSet, conditions, created);
  const failure = [newSet, ...sets].flatMap((set) =>
    set === undefined ? [] : (conditionOf(set.status, 'ReplicaFailure') ?? []),
  )[0];
  conditions =
    failure === undefined
      ? conditions.filter(({ type }) => type !== 'ReplicaFailure')
      : updated(draft, conditions, {
          type: 'ReplicaFailure',
          status: failure.status,
          reason: failure.reason ?? '',
          message: failure.message ?? '',
        });
  setStatus(draft, deployment, {
    ...(counts.available > 0 ? { availableReplicas: counts.available } : {}),
    conditions,
    observedGeneration: deployment.metadata.generation ?? 1,
    ...(counts.ready > 0 ? { readyReplicas: counts.ready } : {}),
    ...(counts.replicas > 0 ? { replicas: counts.replicas } : {}),
    terminatingReplicas: sum(sets, ({ status }) => Number(status.terminatingReplicas ?? 0)),
    ...(unavailable > 0 ? { unavailableReplicas: unavailable } : {}),
    ...(counts.updated > 0 ? { updatedReplicas: counts.updated } : {}),
  });
}

interface Said {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

/** SetDeploymentCondition: nothing moves where status and reason stay; `again`: progress that was seen once more. */
function updated(
  draft: Draft,
  conditions: readonly Condition[],
  said: Said,
  again = false,
): readonly Condition[] {
  const old = conditions.find(({ type }) => type === said.type);
  if (!again && old?.status === said.status && old.reason === said.reason) return conditions;
  const now = timestamp(draft.now);
  const made: Condition = {
    ...said,
    lastTransitionTime: old?.status === said.status ? (old.lastTransitionTime ?? now) : now,
    lastUpdateTime: now,
  };
  return [...conditions.filter(({ type }) => type !== said.type), made];
}

/** syncRolloutStatus: complete, getting on, or stuck for longer than the deadline. */
function progress(
  draft: Draft,
  deployment: Deployment,
  counts: Counts,
  newSet: ReplicaSet | undefined,
  conditions: readonly Condition[],
  created: boolean,
): readonly Condition[] {
  const { replicas: wanted, paused, progressDeadlineSeconds: deadline } = deployment.spec;
  const old = conditionOf({ conditions }, 'Progressing');
  const what =
    newSet === undefined
      ? `Deployment "${deployment.metadata.name}"`
      : `ReplicaSet "${newSet.metadata.name}"`;
  const say = (status: string, reason: string, message: string, again = false): readonly Condition[] =>
    updated(draft, conditions, { type: 'Progressing', status, reason, message }, again);
  if (paused === true) return say('Unknown', 'DeploymentPaused', 'Deployment is paused');
  if (created && newSet !== undefined) {
    watchDeadline(draft, deployment, draft.now + deadline * 1000);
    return say('True', 'NewReplicaSetCreated', `Created new replica set "${newSet.metadata.name}"`);
  }
  if (old?.reason === 'NewReplicaSetAvailable' && counts.replicas === counts.updated) return conditions;
  const complete = counts.updated === wanted && counts.replicas === wanted && counts.available === wanted;
  if (complete) return say('True', 'NewReplicaSetAvailable', `${what} has successfully progressed.`);
  const { status } = deployment;
  const moved =
    counts.updated > Number(status.updatedReplicas ?? 0) ||
    counts.replicas - counts.updated < Number(status.replicas ?? 0) - Number(status.updatedReplicas ?? 0) ||
    counts.ready > Number(status.readyReplicas ?? 0) ||
    counts.available > Number(status.availableReplicas ?? 0);
  if (moved) {
    watchDeadline(draft, deployment, draft.now + deadline * 1000);
    return say('True', 'ReplicaSetUpdated', `${what} is progressing.`, true);
  }
  if (old === undefined || old.reason === 'ProgressDeadlineExceeded') return conditions;
  const since = Date.parse(String(old.lastUpdateTime ?? old.lastTransitionTime ?? ''));
  if (old.reason === 'NewReplicaSetAvailable' || draft.now < since + deadline * 1000) {
    watchDeadline(draft, deployment, since + deadline * 1000);
    return conditions;
  }
  return say('False', 'ProgressDeadlineExceeded', `${what} has timed out progressing.`);
}

function watchDeadline(draft: Draft, deployment: Deployment, at: number): void {
  if (at > draft.now) lookAgain(draft, deployment, at);
}
