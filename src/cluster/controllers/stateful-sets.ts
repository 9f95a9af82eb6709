/** StatefulSets: numbered pods with claims of their own (pkg/controller/statefulset). */

import { nodeOf } from '../../manifest/index.ts';
import { create, remove, resource } from '../api/index.ts';
import { find } from '../api/store.ts';
import type { KubeObject, Pod } from '../api/types.ts';
import type { Draft } from '../draft.ts';
import { record } from '../events.ts';
import type { Json, JsonObject } from '../json.ts';
import { keepRevision } from './revisions.ts';
import {
  createPod,
  isAvailable,
  isReady,
  isTerminating,
  lookAgain,
  ownedPods,
  retryLater,
  setStatus,
  type Template,
  templateHash,
} from './work.ts';

export interface StatefulSet extends KubeObject {
  readonly spec: {
    readonly replicas: number;
    readonly minReadySeconds?: number;
    readonly serviceName?: string;
    readonly podManagementPolicy: string;
    readonly template: Template;
    readonly selector: JsonObject;
    readonly ordinals?: { readonly start?: number; readonly [key: string]: Json | undefined };
    readonly updateStrategy: {
      readonly type: string;
      readonly rollingUpdate?: { readonly partition?: number; readonly [key: string]: Json | undefined };
      readonly [key: string]: Json | undefined;
    };
    readonly volumeClaimTemplates?: readonly KubeObject[];
    readonly [key: string]: Json | undefined;
  };
}

const REVISION = 'controller-revision-hash';

/** One turn: the next pod is made, replaced or deleted, in order; then what there is is written down. */
export function syncStatefulSet(draft: Draft, set: StatefulSet): void {
  const revision = `${set.metadata.name}-${templateHash(set.spec.template)}`;
  keepRevision(draft, set, revision);
  if (!isTerminating(set)) manage(draft, set, revision);
  const old = (set.status ?? {}) as JsonObject;
  const pods = ownedPods(draft, set).filter((pod) => !isTerminating(pod));
  const wait = set.spec.minReadySeconds ?? 0;
  const ready = pods.filter((pod) => pod.status.phase === 'Running' && isReady(pod));
  const available = ready.filter((pod) => isAvailable(draft, pod, wait));
  const updated = pods.filter(({ metadata }) => metadata.labels?.[REVISION] === revision);
  const complete = updated.length === pods.length && ready.length === set.spec.replicas;
  const current = complete || old.currentRevision === undefined ? revision : String(old.currentRevision);
  const ofCurrent = pods.filter(({ metadata }) => metadata.labels?.[REVISION] === current);
  setStatus(draft, set, {
    availableReplicas: available.length,
    collisionCount: 0,
    ...(ofCurrent.length > 0 ? { currentReplicas: ofCurrent.length } : {}),
    currentRevision: current,
    observedGeneration: set.metadata.generation ?? 1,
    ...(ready.length > 0 ? { readyReplicas: ready.length } : {}),
    replicas: pods.length,
    updateRevision: revision,
    ...(updated.length > 0 ? { updatedReplicas: updated.length } : {}),
  });
  if (ready.length > available.length) lookAgain(draft, set, draft.now + wait * 1000);
}

const ordinalOf = ({ metadata }: Pod): number => Number(/-(\d+)$/.exec(metadata.name)?.[1] ?? -1);

/** Rules of updateStatefulSet: upwards one by one (or all at once), downwards from the highest. */
function manage(draft: Draft, set: StatefulSet, revision: string): void {
  const start = set.spec.ordinals?.start ?? 0;
  const end = start + set.spec.replicas;
  const parallel = set.spec.podManagementPolicy === 'Parallel';
  const pods = new Map(ownedPods(draft, set).map((pod) => [ordinalOf(pod), pod]));
  for (let ordinal = start; ordinal < end; ordinal++) {
    const pod = pods.get(ordinal);
    if (pod === undefined) {
      if (!makePod(draft, set, ordinal, revision)) return;
      if (!parallel) return;
      continue;
    }
    const ended = pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded';
    if (ended && !isTerminating(pod)) {
      deletePod(draft, set, pod);
      if (!parallel) return;
      continue;
    }
    if (!parallel && (isTerminating(pod) || !isReady(pod))) return;
  }
  const surplus = [...pods.keys()]
    .filter((ordinal) => ordinal < start || ordinal >= end)
    .sort((a, b) => b - a);
  for (const ordinal of surplus) {
    const pod = pods.get(ordinal);
    if (pod === undefined) continue;
    if (!isTerminating(pod)) deletePod(draft, set, pod);
    if (!parallel) return;
  }
  replaceOld(draft, set, revision, pods);
}

/** A rolling update replaces the highest pod of an old revision, once all above it are ready. */
function replaceOld(draft: Draft, set: StatefulSet, revision: string, pods: ReadonlyMap<number, Pod>): void {
  if (set.spec.updateStrategy.type !== 'RollingUpdate') return;
  const partition = set.spec.updateStrategy.rollingUpdate?.partition ?? 0;
  for (const ordinal of [...pods.keys()].sort((a, b) => b - a)) {
    const pod = pods.get(ordinal);
    if (pod === undefined || ordinal < partition) return;
    if (pod.metadata.labels?.[REVISION] !== revision) {
      if (!isTerminating(pod)) deletePod(draft, set, pod);
      return;
    }
    if (isTerminating(pod) || !isReady(pod)) return;
  }
}

const told = (
  draft: Draft,
  set: StatefulSet,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
): void => record(draft, set, { source: 'statefulset-controller', type, reason, message });

function deletePod(draft: Draft, set: StatefulSet, { metadata }: Pod): void {
  remove(draft, { resource: resource('pods'), namespace: metadata.namespace ?? '', name: metadata.name });
  const message = `Delete Pod ${metadata.name} in StatefulSet ${set.metadata.name} successful`;
  told(draft, set, 'Normal', 'SuccessfulDelete', message);
}

/** Whether the pod is there now. */
function makePod(draft: Draft, set: StatefulSet, ordinal: number, revision: string): boolean {
  const name = `${set.metadata.name}-${ordinal}`;
  const namespace = set.metadata.namespace ?? '';
  if (find(draft, 'pods', namespace, name) !== undefined) return false;
  const claims = (set.spec.volumeClaimTemplates ?? []).map((claim) => ({
    volume: claim.metadata.name,
    claim: `${claim.metadata.name}-${name}`,
    template: claim,
  }));
  for (const one of claims) makeClaim(draft, set, name, one.claim, one.template);
  const { spec } = set.spec.template;
  const kept = ((spec.volumes ?? []) as readonly JsonObject[]).filter(
    (volume) => !claims.some((one) => one.volume === volume.name),
  );
  const volumes = [
    ...claims.map((one) => ({ name: one.volume, persistentVolumeClaim: { claimName: one.claim } })),
    ...kept,
  ];
  const template: Template = {
    ...set.spec.template,
    spec: {
      ...spec,
      hostname: name,
      ...(set.spec.serviceName === undefined ? {} : { subdomain: set.spec.serviceName }),
      ...(volumes.length === 0 ? {} : { volumes }),
    },
  };
  const reply = createPod(draft, set, template, {
    name,
    generateName: `${set.metadata.name}-`,
    labels: {
      'apps.kubernetes.io/pod-index': String(ordinal),
      [REVISION]: revision,
      'statefulset.kubernetes.io/pod-name': name,
    },
  });
  if (reply.ok) {
    const message = `Create Pod ${name} in StatefulSet ${set.metadata.name} successful`;
    told(draft, set, 'Normal', 'SuccessfulCreate', message);
    return true;
  }
  const message = `Create Pod ${name} in StatefulSet ${set.metadata.name} failed error: ${reply.status.message}`;
  told(draft, set, 'Warning', 'FailedCreate', message);
  retryLater(draft, set);
  return false;
}

function makeClaim(draft: Draft, set: StatefulSet, pod: string, name: string, template: KubeObject): void {
  const namespace = set.metadata.namespace ?? '';
  if (find(draft, 'persistentvolumeclaims', namespace, name) !== undefined) return;
  const labels = {
    ...(set.spec.selector.matchLabels as JsonObject | undefined),
    ...template.metadata.labels,
  };
  const body = {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name, namespace, labels },
    spec: template.spec,
  };
  const reply = create(draft, resource('persistentvolumeclaims'), namespace, nodeOf(body));
  const { name: own } = set.metadata;
  if (reply.ok) {
    const message = `Create Claim ${name} Pod ${pod} in StatefulSet ${own} success`;
    told(draft, set, 'Normal', 'SuccessfulCreate', message);
    return;
  }
  const message = `Create Claim ${name} for Pod ${pod} in StatefulSet ${own} failed error: ${reply.status.message}`;
  told(draft, set, 'Warning', 'FailedCreate', message);
}
