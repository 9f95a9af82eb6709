/** DaemonSets: a pod on the one node there is (pkg/controller/daemon). */
import { remove, resource } from '../api/index.ts';
import { put } from '../api/store.ts';
import type { KubeObject, Pod } from '../api/types.ts';
import type { Draft } from '../draft.ts';
import { record } from '../events.ts';
import type { Json, JsonObject } from '../json.ts';
import { NODE_NAME } from '../node-name.ts';
import { fitsNode } from './fits-node.ts';
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

export interface DaemonSet extends KubeObject {
  readonly spec: {
    readonly minReadySeconds?: number;
    readonly template: Template;
    readonly updateStrategy: { readonly type: string; readonly [key: string]: Json | undefined };
    readonly [key: string]: Json | undefined;
  };
}

/** Taints that a daemon's pod tolerates whatever its template says (AddOrUpdateDaemonPodTolerations). */
const TOLERATED: readonly (readonly [key: string, effect: string])[] = [
  ['node.kubernetes.io/not-ready', 'NoExecute'],
  ['node.kubernetes.io/unreachable', 'NoExecute'],
  ['node.kubernetes.io/disk-pressure', 'NoSchedule'],
  ['node.kubernetes.io/memory-pressure', 'NoSchedule'],
  ['node.kubernetes.io/pid-pressure', 'NoSchedule'],
  ['node.kubernetes.io/unschedulable', 'NoSchedule'],
];

const GENERATION = 'deprecated.daemonset.template.generation';

/** Makes the pod that is missing, deletes one of an old template, and writes down how many there are. */
export function syncDaemonSet(draft: Draft, given: DaemonSet): void {
  const set = generationCounted(draft, given);
  const hash = templateHash(set.spec.template);
  keepRevision(draft, set, hash);
  const tolerant = { ...set.spec.template.spec, tolerations: tolerationsOf(set.spec.template) };
  const wanted = fitsNode(draft, tolerant) ? 1 : 0;
  const stays = wanted === 1 || fitsNode(draft, tolerant, ['NoExecute']);
  if (!isTerminating(set)) manage(draft, set, hash, { wanted, stays });
  const present = ownedPods(draft, set).filter((pod) => !isTerminating(pod));
  const wait = set.spec.minReadySeconds ?? 0;
  const count = (holds: (pod: Pod) => boolean): number => (present.some(holds) ? 1 : 0);
  const scheduled = wanted === 1 && present.length > 0 ? 1 : 0;
  const available = count((pod) => isAvailable(draft, pod, wait));
  const updated = count((pod) => pod.metadata.labels?.['controller-revision-hash'] === hash);
  const unavailable = wanted - available;
  setStatus(draft, set, {
    currentNumberScheduled: scheduled,
    desiredNumberScheduled: wanted,
    ...(available > 0 ? { numberAvailable: available } : {}),
    numberMisscheduled: wanted === 0 && present.length > 0 ? 1 : 0,
    numberReady: count(isReady),
    ...(unavailable > 0 ? { numberUnavailable: unavailable } : {}),
    observedGeneration: set.metadata.generation ?? 1,
    ...(updated > 0 ? { updatedNumberScheduled: updated } : {}),
  });
  if (present.some(isReady) && available === 0) lookAgain(draft, set, draft.now + wait * 1000);
}

/** A changed template raises the generation in the annotation (pkg/registry/apps/daemonset/strategy.go). */
function generationCounted(draft: Draft, set: DaemonSet): DaemonSet {
  const { annotations = {}, generation = 1 } = set.metadata;
  const observed = Number((set.status as JsonObject | undefined)?.observedGeneration ?? generation);
  const old = Number(annotations[GENERATION] ?? 1);
  const stale = ownedPods(draft, set).some(
    (pod) => pod.metadata.labels?.['controller-revision-hash'] !== templateHash(set.spec.template),
  );
  if (generation === observed || !stale) return set;
  return put(draft, {
    ...set,
    metadata: { ...set.metadata, annotations: { ...annotations, [GENERATION]: String(old + 1) } },
  });
}

function manage(
  draft: Draft,
  set: DaemonSet,
  hash: string,
  { wanted, stays }: { wanted: number; stays: boolean },
): void {
  const pods = ownedPods(draft, set).filter((pod) => !isTerminating(pod));
  for (const pod of pods) {
    const { phase } = pod.status;
    const ended = phase === 'Failed' || phase === 'Succeeded';
    const old =
      set.spec.updateStrategy.type === 'RollingUpdate' &&
      pod.metadata.labels?.['controller-revision-hash'] !== hash;
    if (ended) {
      const told = `Found ${phase === 'Failed' ? 'failed' : 'succeeded'} daemon pod ${set.metadata.namespace}/${pod.metadata.name} on node ${NODE_NAME}, will try to ${phase === 'Failed' ? 'kill' : 'delete'} it`;
      record(draft, set, {
        source: 'daemonset-controller',
        type: phase === 'Failed' ? 'Warning' : 'Normal',
        reason: phase === 'Failed' ? 'FailedDaemonPod' : 'SucceededDaemonPod',
        message: told,
      });
    }
    if (ended || old || !stays) deletePod(draft, set, pod);
  }
  const going = ownedPods(draft, set).some(isTerminating);
  const left = ownedPods(draft, set).filter((pod) => !isTerminating(pod));
  if (wanted === 0 || left.length > 0 || going) return;
  const generation = set.metadata.annotations?.[GENERATION] ?? '1';
  const reply = createPod(draft, set, boundToNode(set.spec.template), {
    generateName: `${set.metadata.name}-`,
    labels: { 'controller-revision-hash': hash, 'pod-template-generation': generation },
  });
  if (reply.ok) {
    record(draft, set, {
      source: 'daemonset-controller',
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message: `Created pod: ${reply.value.metadata.name}`,
    });
    return;
  }
  record(draft, set, {
    source: 'daemonset-controller',
    type: 'Warning',
    reason: 'FailedCreate',
    message: `Error creating: ${reply.status.message}`,
  });
  retryLater(draft, set);
}

function deletePod(draft: Draft, set: DaemonSet, { metadata }: Pod): void {
  remove(draft, { resource: resource('pods'), namespace: metadata.namespace ?? '', name: metadata.name });
  record(draft, set, {
    source: 'daemonset-controller',
    type: 'Normal',
    reason: 'SuccessfulDelete',
    message: `Deleted pod: ${metadata.name}`,
  });
}

/** What the daemon's pods tolerate: what their template says, and what all daemons do. */
function tolerationsOf({ spec }: Template): readonly JsonObject[] {
  const given = (spec.tolerations ?? []) as readonly JsonObject[];
  const tolerated = spec.hostNetwork === true ? [...TOLERATED, NETWORK] : TOLERATED;
  return [...given, ...tolerated.map(([key, effect]) => ({ effect, key, operator: 'Exists' }))];
}

/** ReplaceDaemonSetPodNodeNameNodeAffinity, and the tolerations. */
function boundToNode(template: Template): Template {
  const { spec } = template;
  return {
    ...template,
    spec: {
      ...spec,
      affinity: {
        ...(spec.affinity as JsonObject | undefined),
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              { matchFields: [{ key: 'metadata.name', operator: 'In', values: [NODE_NAME] }] },
            ],
          },
        },
      },
      tolerations: tolerationsOf(template),
    },
  };
}

const NETWORK = ['node.kubernetes.io/network-unavailable', 'NoSchedule'] as const;
