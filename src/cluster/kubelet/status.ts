/** The status that the kubelet reports of a pod: pkg/kubelet/kubelet_pods.go, status/generate.go. */
import { same } from '../api/equal.ts';
import { podByUid, put } from '../api/store.ts';
import type {
  Condition,
  Container,
  ContainerState,
  ContainerStatus,
  Pod,
  PodStatus,
  Terminated,
} from '../api/types.ts';
import { timestamp } from '../clock.ts';
import type { Draft } from '../draft.ts';
import type { JsonObject } from '../json.ts';
import { NODE_IP } from '../node-name.ts';
import type { ContainerRecord, Sandbox } from '../state.ts';
import { addressOf } from './mounts.ts';
import { phaseOf } from './phase.ts';
import { isReady, isStarted } from './probes.ts';
import { fullReference, imageId } from './pull.ts';
import { isSidecar, shouldRestart } from './restart.ts';
import { containersOf, isRunning } from './sandboxes.ts';

/** Writes the status of a pod where it says something new. `ended`: the pod will run nothing any more. */
export function writeStatus(
  draft: Draft,
  uid: string,
  ended: { readonly reason?: string; readonly message?: string } | null = null,
): void {
  const pod = podByUid(draft, uid);
  const sandbox = draft.sandboxes[uid];
  if (pod === undefined || sandbox === undefined) return;
  const status = statusOf(draft, pod, sandbox, ended);
  if (!same(status, pod.status)) put(draft, { ...pod, status });
}

function statusOf(
  draft: Draft,
  pod: Pod,
  sandbox: Sandbox,
  ended: { readonly reason?: string; readonly message?: string } | null,
): PodStatus {
  const records = containersOf(draft, sandbox.podUid);
  const { spec } = pod;
  const initializing = (spec.initContainers?.length ?? 0) > 0;
  const of = (list: readonly Container[], reason: string): readonly ContainerStatus[] =>
    list.map((container) => containerStatus(pod, sandbox, container, records, reason));
  const init = of(spec.initContainers ?? [], 'PodInitializing');
  const regular = of(spec.containers, initializing ? 'PodInitializing' : 'ContainerCreating');
  const ephemeral = of(spec.ephemeralContainers ?? [], 'ContainerCreating');
  const settled = pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded';
  const phase = settled ? String(pod.status.phase) : phaseOf(pod, [...regular, ...init], ended !== null);
  const ready = draft.now >= sandbox.readyAt && sandbox.mounted;
  const ip = ready ? addressOf(pod, sandbox.ip) : spec.hostNetwork === true ? NODE_IP : undefined;
  const { reason, message, startTime, qosClass, conditions = [] } = pod.status;
  const why =
    ended ??
    (settled
      ? { ...(reason === undefined ? {} : { reason }), ...(message === undefined ? {} : { message }) }
      : {});
  return {
    conditions: conditionsOf(draft, pod, conditions, { init, regular, phase, ready }),
    ...(regular.length > 0 ? { containerStatuses: regular } : {}),
    ...(ephemeral.length > 0 ? { ephemeralContainerStatuses: ephemeral } : {}),
    hostIP: NODE_IP,
    hostIPs: [{ ip: NODE_IP }],
    ...(init.length > 0 ? { initContainerStatuses: init } : {}),
    ...(why.message === undefined ? {} : { message: why.message }),
    observedGeneration: pod.metadata.generation ?? 1,
    phase,
    ...(ip === undefined ? {} : { podIP: ip, podIPs: [{ ip }] }),
    ...(qosClass === undefined ? {} : { qosClass }),
    ...(why.reason === undefined ? {} : { reason: why.reason }),
    startTime: startTime ?? timestamp(draft.now),
  };
}

/** How a container ended. */
function terminatedOf(record: ContainerRecord): Terminated {
  const { exitCode, startedAt, finishedAt, id } = record;
  const code = exitCode ?? 0;
  const program = record.program as JsonObject | null;
  const unstarted = typeof program?.message === 'string' ? program.message : undefined;
  return {
    containerID: `containerd://${id}`,
    exitCode: code,
    finishedAt: timestamp(finishedAt ?? 0),
    ...(unstarted === undefined ? {} : { message: unstarted }),
    reason: unstarted !== undefined ? 'StartError' : code === 0 ? 'Completed' : 'Error',
    startedAt: timestamp(startedAt ?? 0),
  };
}

/** A container that starts no more has ended, whatever it waited for before. */
function stateOf(
  pod: Pod,
  sandbox: Sandbox,
  container: Container,
  latest: ContainerRecord | undefined,
  creating: string,
): ContainerState {
  const over =
    latest !== undefined && latest.exitCode !== null && !shouldRestart(pod, container, latest.exitCode);
  const waiting = over ? undefined : sandbox.waiting[container.name];
  if (isRunning(latest)) return { running: { startedAt: timestamp(latest.startedAt ?? 0) } };
  if (waiting !== undefined) return { waiting };
  if (latest?.exitCode !== null && latest !== undefined) return { terminated: terminatedOf(latest) };
  return { waiting: { reason: creating } };
}

function containerStatus(
  pod: Pod,
  sandbox: Sandbox,
  container: Container,
  records: readonly ContainerRecord[],
  creating: string,
): ContainerStatus {
  const own = records.filter(({ name }) => name === container.name);
  const latest = own.at(-1);
  const state = stateOf(pod, sandbox, container, latest, creating);
  const ended = [...own]
    .reverse()
    .find((record) => record.exitCode !== null && (state.terminated === undefined || record !== latest));
  const resources = (container.resources ?? {}) as JsonObject;
  const mounts = (container.volumeMounts ?? []).map(({ mountPath, name, readOnly }) => ({
    mountPath,
    name,
    ...(readOnly === true ? { readOnly, recursiveReadOnly: 'Disabled' } : {}),
  }));
  const started = isRunning(latest) && isStarted(sandbox, container);
  const regular = pod.spec.containers.includes(container);
  const init = pod.spec.initContainers?.includes(container) === true;
  const ready =
    init && !isSidecar(container)
      ? state.terminated?.exitCode === 0
      : (regular || init) && started && isReady(sandbox, container);
  return {
    ...(latest !== undefined && resources.requests !== undefined
      ? { allocatedResources: resources.requests as JsonObject }
      : {}),
    ...(latest === undefined ? {} : { containerID: `containerd://${latest.id}` }),
    image: latest === undefined ? container.image : fullReference(container.image),
    imageID: latest === undefined ? '' : imageId(container.image),
    lastState: ended === undefined ? {} : { terminated: terminatedOf(ended) },
    name: container.name,
    ready,
    ...(latest === undefined ? {} : { resources }),
    restartCount: latest?.attempt ?? 0,
    ...(regular || init ? { started } : {}),
    state,
    ...(latest === undefined ? {} : { user: { linux: linuxUser(latest) } }),
    ...(mounts.length > 0 ? { volumeMounts: mounts } : {}),
  };
}

const linuxUser = ({ identity }: ContainerRecord): JsonObject => ({
  gid: identity.gid,
  supplementalGroups: identity.groups,
  uid: identity.uid,
});

interface Facts {
  readonly init: readonly ContainerStatus[];
  readonly regular: readonly ContainerStatus[];
  readonly phase: string;
  /** The sandbox is there. */
  readonly ready: boolean;
}

function conditionsOf(draft: Draft, pod: Pod, old: readonly Condition[], facts: Facts): readonly Condition[] {
  const { init, regular, phase, ready } = facts;
  const terminal = phase === 'Succeeded' || phase === 'Failed';
  const sidecars = (pod.spec.initContainers ?? []).filter(isSidecar).map(({ name }) => name);
  const unready = [...init.filter(({ name }) => sidecars.includes(name)), ...regular]
    .filter((one) => !one.ready)
    .map(({ name }) => name);
  const incomplete = init
    .filter((one) => (sidecars.includes(one.name) ? one.started !== true : !one.ready))
    .map(({ name }) => name);
  const everStarted = regular.some(
    ({ state, lastState }) => state.running ?? state.terminated ?? lastState.terminated,
  );
  const initialized: Partial<Condition> =
    phase === 'Succeeded'
      ? { status: 'True', reason: 'PodCompleted' }
      : incomplete.length === 0 || everStarted
        ? { status: 'True' }
        : {
            status: 'False',
            reason: 'ContainersNotInitialized',
            message: `containers with incomplete status: [${incomplete.join(' ')}]`,
          };
  const contained: Partial<Condition> = terminal
    ? { status: 'False', reason: phase === 'Failed' ? 'PodFailed' : 'PodCompleted' }
    : unready.length === 0
      ? { status: 'True' }
      : {
          status: 'False',
          reason: 'ContainersNotReady',
          message: `containers with unready status: [${unready.join(' ')}]`,
        };
  const alive = ready && !terminal;
  const made: readonly (readonly [string, Partial<Condition>])[] = [
    ['PodReadyToStartContainers', { status: alive ? 'True' : 'False' }],
    ['Initialized', initialized],
    ['Ready', contained],
    ['ContainersReady', contained],
    ['PodScheduled', { status: 'True' }],
  ];
  const kubelets = made.map(([type]) => type);
  const others = old.filter(({ type }) => !kubelets.includes(type));
  return [
    ...others,
    ...made.map(([type, said]): Condition => {
      const before = old.find((one) => one.type === type);
      const now = timestamp(draft.now);
      return {
        lastProbeTime: null,
        lastTransitionTime: before?.status === said.status ? (before?.lastTransitionTime ?? now) : now,
        ...(said.message === undefined ? {} : { message: said.message }),
        observedGeneration: pod.metadata.generation ?? 1,
        ...(said.reason === undefined ? {} : { reason: said.reason }),
        status: said.status ?? 'Unknown',
        type,
      };
    }),
  ];
}
