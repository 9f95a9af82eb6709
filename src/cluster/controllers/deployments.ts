/** Deployments: a ReplicaSet for each template, rolled over (pkg/controller/deployment). */

import { nodeOf } from '../../manifest/index.ts';
import { same } from '../api/equal.ts';
import { create, remove, resource } from '../api/index.ts';
import { find, put } from '../api/store.ts';
import type { KubeObject } from '../api/types.ts';
import type { Draft } from '../draft.ts';
import { record } from '../events.ts';
import type { JsonObject } from '../json.ts';
import { type Deployment, fenceposts, REVISION } from './deployment.ts';
import { deploymentStatus } from './deployment-status.ts';
import type { ReplicaSet } from './replica-sets.ts';
import {
  controllerReference,
  type isActive,
  isTerminating,
  owned,
  ownedPods,
  retryLater,
  type Template,
  templateHash,
} from './work.ts';

const DESIRED = 'deployment.kubernetes.io/desired-replicas';
const MOST = 'deployment.kubernetes.io/max-replicas';
const HASH = 'pod-template-hash';

/** Annotations of a Deployment that its ReplicaSets do not get (annotationsToSkip). */
const OWN = [
  'kubectl.kubernetes.io/last-applied-configuration',
  REVISION,
  'deployment.kubernetes.io/revision-history',
  DESIRED,
  MOST,
  'deprecated.deployment.rollback.to',
];

const revisionOf = ({ metadata }: KubeObject): number => Number(metadata.annotations?.[REVISION] ?? 0);
const total = (sets: readonly ReplicaSet[]): number => sets.reduce((sum, { spec }) => sum + spec.replicas, 0);

/** One turn: the new ReplicaSet is there, and the sets grow and shrink by what the strategy allows now. */
export function syncDeployment(draft: Draft, deployment: Deployment): void {
  const sets = owned(draft, 'replicasets', deployment) as readonly ReplicaSet[];
  if (isTerminating(deployment)) {
    deploymentStatus(draft, deployment, sets, newSetOf(deployment, sets));
    return;
  }
  const found = newSetOf(deployment, sets);
  const old = sets.filter((set) => set !== found);
  if (deployment.spec.paused === true) {
    scaleAll(draft, deployment, sets);
    finish(draft, deployment, found?.metadata.name);
    return;
  }
  if (deployment.spec.strategy.type === 'Recreate' && old.some(({ spec }) => spec.replicas > 0)) {
    for (const set of old) scaleTo(draft, deployment, set, 0);
    finish(draft, deployment, found?.metadata.name);
    return;
  }
  const gone = (set: ReplicaSet): boolean => !ownedPods(draft, set).some(isPresent);
  if (deployment.spec.strategy.type === 'Recreate' && !old.every(gone)) {
    finish(draft, deployment, found?.metadata.name);
    return;
  }
  const current =
    found === undefined ? made(draft, deployment, sets) : revised(draft, deployment, found, old);
  if (current === undefined) return;
  if (!scaleAll(draft, deployment, [current, ...old])) roll(draft, deployment, current, old);
  cleanUp(draft, deployment, old);
  finish(draft, deployment, current.metadata.name, found === undefined);
}

const isPresent = (pod: Parameters<typeof isActive>[0]): boolean =>
  pod.status.phase !== 'Succeeded' && pod.status.phase !== 'Failed';

/** The set whose template is the Deployment's, but for the hash (FindNewReplicaSet). */
function newSetOf(deployment: Deployment, sets: readonly ReplicaSet[]): ReplicaSet | undefined {
  const wanted = withoutHash(deployment.spec.template);
  return sets.find((set) => same(withoutHash(set.spec.template), wanted));
}

function withoutHash(template: Template): JsonObject {
  const { [HASH]: _hash, ...labels } = (template.metadata?.labels ?? {}) as Record<string, string>;
  return { ...template, metadata: { ...template.metadata, labels } };
}

function annotated(deployment: Deployment, revision: number): JsonObject {
  const inherited = Object.entries(deployment.metadata.annotations ?? {}).filter(
    ([key]) => !OWN.includes(key),
  );
  const { replicas } = deployment.spec;
  return {
    ...Object.fromEntries(inherited),
    [DESIRED]: String(replicas),
    [MOST]: String(replicas + fenceposts(deployment).surge),
    [REVISION]: String(revision),
  };
}

/** How many pods the new set may have now (NewRSNewReplicas). */
function newReplicas(deployment: Deployment, sets: readonly ReplicaSet[], own: number): number {
  const { replicas, strategy } = deployment.spec;
  if (strategy.type !== 'RollingUpdate') return replicas;
  const room = replicas + fenceposts(deployment).surge - total(sets);
  return room <= 0 ? own : own + Math.min(room, replicas - own);
}

function made(draft: Draft, deployment: Deployment, old: readonly ReplicaSet[]): ReplicaSet | undefined {
  const { template, selector, minReadySeconds } = deployment.spec;
  const hash = templateHash({ ...template, collisions: deployment.status.collisionCount ?? 0 });
  const revision = Math.max(0, ...old.map(revisionOf)) + 1;
  const labels = { ...(template.metadata?.labels as JsonObject | undefined), [HASH]: hash };
  const replicas = newReplicas(deployment, old, 0);
  const { name, namespace = '' } = deployment.metadata;
  const body = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      annotations: annotated(deployment, revision),
      labels,
      ownerReferences: [controllerReference(deployment)],
    },
    spec: {
      replicas,
      ...(minReadySeconds === undefined ? {} : { minReadySeconds }),
      selector: { ...selector, matchLabels: { ...selector.matchLabels, [HASH]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
  const reply = create(draft, resource('replicasets'), namespace, nodeOf(body));
  if (!reply.ok) {
    const message = `Failed to create new replica set "${name}-${hash}": ${reply.status.message}`;
    record(draft, deployment, {
      source: 'deployment-controller',
      type: 'Warning',
      reason: 'ReplicaSetCreateError',
      message,
    });
    retryLater(draft, deployment);
    return undefined;
  }
  if (replicas > 0) told(draft, deployment, `Scaled up replica set ${name}-${hash} from 0 to ${replicas}`);
  withRevision(draft, deployment, revision);
  return reply.value as ReplicaSet;
}

const told = (draft: Draft, deployment: Deployment, message: string): void =>
  record(draft, deployment, {
    source: 'deployment-controller',
    type: 'Normal',
    reason: 'ScalingReplicaSet',
    message,
  });

/** An old set that is wanted again gets the next revision (a rollback does that). */
function revised(
  draft: Draft,
  deployment: Deployment,
  set: ReplicaSet,
  old: readonly ReplicaSet[],
): ReplicaSet {
  const revision = Math.max(revisionOf(set), Math.max(0, ...old.map(revisionOf)) + 1);
  const history =
    revision !== revisionOf(set) && revisionOf(set) > 0
      ? { 'deployment.kubernetes.io/revision-history': historyOf(set) }
      : {};
  const annotations = { ...set.metadata.annotations, ...annotated(deployment, revision), ...history };
  withRevision(draft, deployment, revision);
  const { minReadySeconds } = deployment.spec;
  if (same(annotations, set.metadata.annotations ?? {}) && set.spec.minReadySeconds === minReadySeconds)
    return set;
  const { minReadySeconds: _old, ...spec } = set.spec;
  return put(draft, {
    ...set,
    metadata: { ...set.metadata, annotations: annotations as Record<string, string> },
    spec: { ...spec, ...(minReadySeconds === undefined ? {} : { minReadySeconds }) } as ReplicaSet['spec'],
  });
}

function historyOf(set: ReplicaSet): string {
  const earlier = set.metadata.annotations?.['deployment.kubernetes.io/revision-history'];
  return [...(earlier === undefined ? [] : [earlier]), String(revisionOf(set))].join(',');
}

function withRevision(draft: Draft, deployment: Deployment, revision: number): void {
  const now = current(draft, deployment);
  if (now === undefined || now.metadata.annotations?.[REVISION] === String(revision)) return;
  const annotations = { ...now.metadata.annotations, [REVISION]: String(revision) };
  put(draft, { ...now, metadata: { ...now.metadata, annotations } });
}

const current = (draft: Draft, { metadata }: Deployment): Deployment | undefined =>
  find(draft, 'deployments', metadata.namespace ?? '', metadata.name) as Deployment | undefined;

/** A changed number of pods goes to the sets that have some, in proportion where there are several (dc.scale). */
function scaleAll(draft: Draft, deployment: Deployment, sets: readonly ReplicaSet[]): boolean {
  const { replicas } = deployment.spec;
  const active = sets.filter(({ spec }) => spec.replicas > 0);
  const asked = active.some(
    ({ metadata }) =>
      metadata.annotations?.[DESIRED] !== undefined && metadata.annotations[DESIRED] !== String(replicas),
  );
  const [only] = active;
  if (!asked || only === undefined) return false;
  if (active.length === 1) {
    scaleTo(draft, deployment, only, replicas);
    return true;
  }
  const all = total(active);
  const allowed = replicas + fenceposts(deployment).surge;
  let left = allowed - all;
  for (const set of [...active].sort((a, b) => b.spec.replicas - a.spec.replicas)) {
    const share = Math.round((set.spec.replicas * allowed) / Math.max(1, all)) - set.spec.replicas;
    const step = left >= 0 ? Math.min(left, Math.max(0, share)) : Math.max(left, Math.min(0, share));
    scaleTo(draft, deployment, set, Math.max(0, set.spec.replicas + step));
    left -= step;
  }
  return true;
}

function scaleTo(draft: Draft, deployment: Deployment, set: ReplicaSet, replicas: number): ReplicaSet {
  const from = set.spec.replicas;
  const { replicas: wanted } = deployment.spec;
  const annotations = {
    ...set.metadata.annotations,
    [DESIRED]: String(wanted),
    [MOST]: String(wanted + fenceposts(deployment).surge),
  };
  if (from === replicas && same(annotations, set.metadata.annotations ?? {})) return set;
  const generation = (set.metadata.generation ?? 1) + (from === replicas ? 0 : 1);
  const next = put(draft, {
    ...set,
    metadata: { ...set.metadata, annotations, generation },
    spec: { ...set.spec, replicas },
  });
  if (from !== replicas) {
    const way = from < replicas ? 'up' : 'down';
    told(draft, deployment, `Scaled ${way} replica set ${set.metadata.name} from ${from} to ${replicas}`);
  }
  return next;
}

/** One step of a rolling update: up if there is room, else down (rolling.go rolloutRolling). */
function roll(draft: Draft, deployment: Deployment, own: ReplicaSet, old: readonly ReplicaSet[]): void {
  const { replicas } = deployment.spec;
  if (own.spec.replicas > replicas) {
    scaleTo(draft, deployment, own, replicas);
    return;
  }
  const grown = newReplicas(deployment, [own, ...old], own.spec.replicas);
  if (grown > own.spec.replicas) {
    scaleTo(draft, deployment, own, grown);
    return;
  }
  const active = old.filter(({ spec }) => spec.replicas > 0);
  if (active.length === 0) return;
  const available = (set: ReplicaSet): number => set.status.availableReplicas ?? 0;
  const fewest = replicas - fenceposts(deployment).unavailable;
  const unavailable = own.spec.replicas - available(own);
  const most = total([own, ...old]) - fewest - unavailable;
  if (most <= 0) return;
  const byAge = [...active].sort((a, b) =>
    a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : 1,
  );
  let cleaned = 0;
  const left = byAge.map((set) => {
    const unhealthy = Math.min(most - cleaned, set.spec.replicas - available(set));
    if (unhealthy <= 0) return set;
    cleaned += unhealthy;
    return scaleTo(draft, deployment, set, set.spec.replicas - unhealthy);
  });
  let spare = [own, ...left].reduce((sum, set) => sum + available(set), 0) - fewest;
  for (const set of left) {
    if (spare <= 0) break;
    const step = Math.min(set.spec.replicas, spare);
    if (step > 0) scaleTo(draft, deployment, set, set.spec.replicas - step);
    spare -= step;
  }
}

/** Empty sets beyond the history that is kept (cleanupDeployment). */
function cleanUp(draft: Draft, deployment: Deployment, old: readonly ReplicaSet[]): void {
  const empty = old.filter(({ spec, status }) => spec.replicas === 0 && status.replicas === 0);
  const beyond = empty.length - deployment.spec.revisionHistoryLimit;
  if (beyond <= 0) return;
  for (const { metadata } of [...empty].sort((a, b) => revisionOf(a) - revisionOf(b)).slice(0, beyond)) {
    remove(draft, {
      resource: resource('replicasets'),
      namespace: metadata.namespace ?? '',
      name: metadata.name,
    });
  }
}

function finish(draft: Draft, deployment: Deployment, newSet: string | undefined, created = false): void {
  const now = current(draft, deployment);
  if (now === undefined) return;
  const sets = owned(draft, 'replicasets', now) as readonly ReplicaSet[];
  const own = sets.find(({ metadata }) => metadata.name === newSet);
  deploymentStatus(draft, now, sets, own, created);
}
