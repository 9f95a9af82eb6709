/** The scheduler: gives every new pod to the node, or says why it cannot (pkg/scheduler). */
import { thousandths } from '../../manifest/index.ts';
import { find, pods, put } from '../api/store.ts';
import type { Pod } from '../api/types.ts';
import type { Draft } from '../draft.ts';
import { record } from '../events.ts';
import type { Json, JsonObject } from '../json.ts';
import { NODE_NAME } from '../node-name.ts';
import { matchesLabels, theNode, untolerated } from './fits-node.ts';
import { withCondition } from './work.ts';

/** Looks at a pod that no node has yet. */
export function schedulePod(draft: Draft, pod: Pod): void {
  if (pod.spec.nodeName !== undefined || pod.metadata.deletionTimestamp !== undefined) return;
  if (pod.status.phase !== 'Pending') return;
  if (Array.isArray(pod.spec.schedulingGates) && pod.spec.schedulingGates.length > 0) {
    blocked(draft, pod, 'SchedulingGated', 'Scheduling is blocked due to non-empty scheduling gates');
    return;
  }
  if (pod.spec.schedulerName !== 'default-scheduler') return;
  const why = obstacle(draft, pod);
  if (why !== undefined) {
    const message = `0/1 nodes are available: ${why.text}. ${why.later}`;
    const known = pod.status.conditions?.find(({ type }) => type === 'PodScheduled')?.message === message;
    if (!known)
      record(draft, pod, {
        source: 'default-scheduler',
        type: 'Warning',
        reason: 'FailedScheduling',
        message,
      });
    blocked(draft, pod, 'Unschedulable', message);
    return;
  }
  const { metadata, spec, status } = pod;
  const conditions = withCondition(draft, status.conditions ?? [], {
    type: 'PodScheduled',
    status: 'True',
    reason: '',
    message: '',
  }).map(({ reason, message, ...rest }) => ({
    ...rest,
    ...(reason === '' ? {} : { reason }),
    ...(message === '' ? {} : { message }),
    observedGeneration: metadata.generation ?? 1,
  }));
  put(draft, {
    ...pod,
    spec: { ...spec, nodeName: NODE_NAME },
    status: { ...status, conditions } as Pod['status'],
  });
  record(draft, pod, {
    source: 'default-scheduler',
    type: 'Normal',
    reason: 'Scheduled',
    message: `Successfully assigned ${metadata.namespace}/${metadata.name} to ${NODE_NAME}`,
  });
}

function blocked(draft: Draft, pod: Pod, reason: string, message: string): void {
  const conditions = withCondition(draft, pod.status.conditions ?? [], {
    type: 'PodScheduled',
    status: 'False',
    reason,
    message,
  });
  if (conditions === pod.status.conditions) return;
  const counted = conditions.map((one) => ({ ...one, observedGeneration: pod.metadata.generation ?? 1 }));
  put(draft, { ...pod, status: { ...pod.status, conditions: counted } });
}

interface Obstacle {
  readonly text: string;
  /** What preemption makes of it. */
  readonly later: string;
}

const UNHELPFUL =
  'no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.';
const NO_VICTIMS =
  'no new claims to deallocate, preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.';

/** Why the node cannot have the pod, in the words of the plugin that says so, in the plugins' order. */
function obstacle(draft: Draft, pod: Pod): Obstacle | undefined {
  const node = theNode(draft);
  if (node === undefined) return { text: 'no nodes available to schedule pods', later: '' };
  const claim = missingClaim(draft, pod);
  if (claim !== undefined) return { text: claim, later: UNHELPFUL };
  if ((node.spec as JsonObject | undefined)?.unschedulable === true) {
    return { text: '1 node(s) were unschedulable', later: UNHELPFUL };
  }
  const taint = untolerated(node, pod.spec);
  if (taint !== undefined) {
    const text = `1 node(s) had untolerated taint(s)`;
    return { text, later: UNHELPFUL };
  }
  if (!matchesLabels(node, pod.spec)) {
    return { text: "1 node(s) didn't match Pod's node affinity/selector", later: UNHELPFUL };
  }
  if (portTaken(draft, pod)) {
    return { text: "1 node(s) didn't have free ports for the requested pod ports", later: NO_VICTIMS };
  }
  const short = ['cpu', 'memory'].filter((name) => lacks(draft, pod, name, node.status as JsonObject));
  if (short.length === 0) return undefined;
  return { text: short.map((name) => `1 Insufficient ${name}`).join(', '), later: NO_VICTIMS };
}

const list = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? (value as readonly JsonObject[]) : [];

/** VolumeBinding's PreFilter: claims that are not there, or wait for something else than this pod. */
function missingClaim(draft: Draft, pod: Pod): string | undefined {
  for (const volume of pod.spec.volumes ?? []) {
    const name = (volume.persistentVolumeClaim as JsonObject | undefined)?.claimName;
    if (name === undefined) continue;
    const claim = find(draft, 'persistentvolumeclaims', pod.metadata.namespace ?? '', String(name));
    if (claim === undefined) return `persistentvolumeclaim "${String(name)}" not found`;
    if (claim.metadata.deletionTimestamp !== undefined) {
      return `persistentvolumeclaim "${String(name)}" is being deleted`;
    }
    const spec = claim.spec as JsonObject;
    if ((claim.status as JsonObject).phase === 'Bound') continue;
    const of =
      spec.storageClassName === undefined
        ? undefined
        : find(draft, 'storageclasses', '', String(spec.storageClassName));
    if (of?.volumeBindingMode !== 'WaitForFirstConsumer')
      return 'pod has unbound immediate PersistentVolumeClaims';
  }
  return undefined;
}

const onNode = (draft: Draft, pod: Pod): readonly Pod[] =>
  pods(draft, null).filter(
    ({ metadata, spec, status }) =>
      metadata.uid !== pod.metadata.uid &&
      spec.nodeName !== undefined &&
      status.phase !== 'Succeeded' &&
      status.phase !== 'Failed',
  );

const hostPorts = ({ spec }: Pod): readonly string[] =>
  spec.containers.flatMap(({ ports }) =>
    list(ports).flatMap(({ hostPort, protocol = 'TCP', hostIP = '' }) =>
      hostPort === undefined ? [] : [`${String(hostIP)} ${String(protocol)} ${String(hostPort)}`],
    ),
  );

function portTaken(draft: Draft, pod: Pod): boolean {
  const wanted = hostPorts(pod);
  if (wanted.length === 0) return false;
  const taken = new Set(onNode(draft, pod).flatMap(hostPorts));
  return wanted.some((port) => taken.has(port));
}

/** What a pod asks for: its containers together, or its greediest init container. */
function requested({ spec }: Pod, name: string): number {
  const of = (container: JsonObject): number => {
    const requests = (container.resources as JsonObject | undefined)?.requests as JsonObject | undefined;
    return requests?.[name] === undefined ? 0 : thousandths(String(requests[name]));
  };
  const sidecars = (spec.initContainers ?? []).filter(({ restartPolicy }) => restartPolicy === 'Always');
  const all = [...spec.containers, ...sidecars].reduce((sum, container) => sum + of(container), 0);
  return Math.max(all, ...(spec.initContainers ?? []).map(of));
}

function lacks(draft: Draft, pod: Pod, name: string, status: JsonObject): boolean {
  const own = requested(pod, name);
  if (own === 0) return false;
  const room = thousandths(String((status.allocatable as JsonObject)[name]));
  return own + onNode(draft, pod).reduce((sum, other) => sum + requested(other, name), 0) > room;
}
