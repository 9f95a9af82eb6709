/** The kubelet of the one node: from a Pod in the store to running containers, their states, conditions and events. */
import { podByUid, put } from '../api/store.ts';
import type { Container, Pod } from '../api/types.ts';
import { timestamp } from '../clock.ts';
import type { Draft } from '../draft.ts';
import { record } from '../events.ts';
import { NODE_NAME } from '../node-name.ts';
import { execStill, terminateProgram, wakeProgram } from '../programs/run.ts';
import { Collected } from '../streams.ts';
import { MountProblem } from './mount-problem.ts';
import { writePodFiles } from './mounts.ts';
import { beginProbes, isStarted } from './probes.ts';
import { type Refusal, refusalOf } from './refusal.ts';
import { backOff, fieldPathOf, isSidecar, shouldRestart } from './restart.ts';
import { change, changeContainer, isRunning, latestOf, lookAt, newSandbox, sandboxOf } from './sandboxes.ts';
import { settleProgram, startContainer } from './start.ts';
import { writeStatus } from './status.ts';
import { deadlineOf, exceedDeadline, forget, killAll, terminate } from './terminate.ts';
import { mountVolumes } from './volumes.ts';

export { probeContainer } from './probes.ts';

/** A pod was written: the kubelet looks at it now, if it is the node's. */
export function noticePod(draft: Draft, pod: Pod): void {
  if (pod.spec.nodeName !== NODE_NAME) return;
  const known = sandboxOf(draft, pod.metadata.uid);
  const news =
    known === undefined ||
    (pod.metadata.deletionTimestamp !== undefined && known.killAt === null) ||
    (pod.spec.ephemeralContainers ?? []).some(
      ({ name }) => latestOf(draft, pod.metadata.uid, name) === undefined,
    ) ||
    pod.spec.containers.some(({ name, image }) => isOutdated(draft, pod, name, image)) ||
    pod.status.observedGeneration !== pod.metadata.generation;
  if (news && !isOver(pod)) lookAt(draft, pod.metadata.uid, draft.now);
}

/** A pod is gone from the store: what still runs of it is killed. */
export function noticeLostPod(draft: Draft, namespace: string, name: string): void {
  for (const sandbox of Object.values(draft.sandboxes)) {
    if (
      sandbox.namespace === namespace &&
      sandbox.pod === name &&
      podByUid(draft, sandbox.podUid) === undefined
    ) {
      lookAt(draft, sandbox.podUid, draft.now);
    }
  }
}

const isOver = ({ status, metadata }: Pod): boolean =>
  metadata.deletionTimestamp === undefined && (status.phase === 'Succeeded' || status.phase === 'Failed');

function isOutdated(draft: Draft, { metadata }: Pod, name: string, image: string): boolean {
  const latest = latestOf(draft, metadata.uid, name);
  return isRunning(latest) && latest.image !== image;
}

/** A container's program goes on. */
export function wakeContainer(draft: Draft, id: string): void {
  const own = draft.containers[id];
  if (isRunning(own)) settleProgram(draft, id, wakeProgram(draft, own));
}

/** Somebody in the container sent SIGTERM to its process 1. */
export function signalContainer(draft: Draft, id: string): void {
  const own = draft.containers[id];
  if (!isRunning(own)) return;
  const progress = terminateProgram(draft, own);
  if (progress.kind === 'exited') settleProgram(draft, id, progress);
  else if (progress.kind !== 'unstartable') changeContainer(draft, id, { program: progress.program });
}

/** Looks at one pod and does what can be done now; schedules its next look where something takes time. */
export function syncPod(draft: Draft, uid: string): void {
  const pod = podByUid(draft, uid);
  if (pod === undefined) {
    killAll(draft, uid);
    forget(draft, uid);
    return;
  }
  if (pod.spec.nodeName !== NODE_NAME) return;
  if (pod.metadata.deletionTimestamp !== undefined) {
    terminate(draft, pod);
    return;
  }
  if (isOver(pod)) return;
  const sandbox = sandboxOf(draft, uid);
  if (sandbox === undefined) {
    takeOn(draft, pod);
    return;
  }
  if (draft.now < sandbox.readyAt) {
    lookAt(draft, uid, sandbox.readyAt);
    return;
  }
  const refusal = refusalOf(pod);
  if (refusal !== undefined) {
    refuse(draft, pod, refusal);
    return;
  }
  const deadline = deadlineOf(pod);
  if (deadline !== undefined && draft.now >= deadline) {
    exceedDeadline(draft, pod);
    return;
  }
  if (sandbox.mounted || mount(draft, pod)) run(draft, pod);
  writeStatus(draft, uid);
}

/** The first refusal comes after so long, each further one of the same owner's pods after twice as long. */
const FIRST_REFUSAL = 300;
const MOST_DOUBLINGS = 9;
const MOST_OWNERS = 50;

/**
 * A pod that is new on the node gets a sandbox. One that will be refused is looked at the later the more of its owner's
 * pods were refused before: its controller makes a new one at once each time, and on a real node that goes on for ever.
 */
function takeOn(draft: Draft, pod: Pod): void {
  const { uid } = pod.metadata;
  const sandbox = newSandbox(draft, pod);
  if (refusalOf(pod) === undefined) writeStatus(draft, uid);
  else {
    const owner = ownerOf(pod);
    const before = draft.refusals[owner] ?? 0;
    const others = Object.entries(draft.refusals).filter(([known]) => known !== owner);
    draft.refusals = Object.fromEntries([...others.slice(-MOST_OWNERS), [owner, before + 1]]);
    change(draft, uid, { readyAt: draft.now + FIRST_REFUSAL * 2 ** Math.min(before, MOST_DOUBLINGS) });
  }
  lookAt(draft, uid, sandboxOf(draft, uid)?.readyAt ?? sandbox.readyAt);
  const { activeDeadlineSeconds: seconds } = pod.spec;
  if (seconds !== undefined) lookAt(draft, uid, draft.now + seconds * 1000);
}

const ownerOf = ({ metadata }: Pod): string =>
  metadata.ownerReferences?.find(({ controller }) => controller === true)?.uid ?? metadata.uid;

/** The pod fails without having run. */
function refuse(draft: Draft, pod: Pod, { reason, message }: Refusal): void {
  record(draft, pod, { source: 'kubelet', type: 'Warning', reason, message });
  forget(draft, pod.metadata.uid);
  const said = `Pod was rejected: ${message}`;
  put(draft, {
    ...pod,
    status: { ...pod.status, message: said, phase: 'Failed', reason, startTime: timestamp(draft.now) },
  });
}

/** Attempts to mount: half a second apart, doubled, two minutes at most (goroutinemap exponentialbackoff). */
const FIRST_MOUNT_DELAY = 500;
const LONGEST_MOUNT_DELAY = 122_000;

function mount(draft: Draft, pod: Pod): boolean {
  const { uid } = pod.metadata;
  const sandbox = sandboxOf(draft, uid);
  try {
    mountVolumes(draft, pod);
  } catch (error) {
    if (!(error instanceof MountProblem)) throw error;
    const message = `MountVolume.SetUp failed for volume "${error.volume}" : ${error.message}`;
    record(draft, pod, { source: 'kubelet', type: 'Warning', reason: 'FailedMount', message });
    const failures = sandbox?.mountFailures ?? 0;
    change(draft, uid, { mountFailures: failures + 1 });
    lookAt(draft, uid, draft.now + Math.min(LONGEST_MOUNT_DELAY, FIRST_MOUNT_DELAY * 2 ** failures));
    return false;
  }
  writePodFiles(draft, pod, sandbox?.ip ?? '');
  change(draft, uid, { mounted: true, mountFailures: 0 });
  return true;
}

/** What computePodActions and SyncPod do: init containers one after the other, then all the others. */
function run(draft: Draft, pod: Pod): void {
  stopOutdated(draft, pod);
  for (const container of pod.spec.ephemeralContainers ?? []) {
    if (latestOf(draft, pod.metadata.uid, container.name) === undefined) startAndProbe(draft, pod, container);
  }
  if (!initialize(draft, pod)) return;
  const { uid } = pod.metadata;
  for (const container of pod.spec.containers) {
    const latest = latestOf(draft, uid, container.name);
    if (isRunning(latest)) continue;
    if (latest !== undefined && !shouldRestart(pod, container, latest.exitCode ?? 0)) continue;
    if (latest !== undefined) {
      const until = backOff(draft, pod, container, latest);
      if (until !== undefined) {
        lookAt(draft, uid, until);
        continue;
      }
    }
    if (startAndProbe(draft, pod, container) === 'pulling') return;
  }
  stopSidecars(draft, pod);
}

/** A changed image ends the container that runs the old one. */
function stopOutdated(draft: Draft, pod: Pod): void {
  for (const { name, image } of pod.spec.containers) {
    const latest = latestOf(draft, pod.metadata.uid, name);
    if (!isRunning(latest) || latest.image === image) continue;
    const container = pod.spec.containers.find((one) => one.name === name);
    const message = `Container ${name} definition changed, will be restarted`;
    if (container !== undefined) {
      record(draft, pod, {
        source: 'kubelet',
        type: 'Normal',
        reason: 'Killing',
        message,
        fieldPath: fieldPathOf(pod, container),
      });
    }
    changeContainer(draft, latest.id, { finishedAt: draft.now, exitCode: 137, program: null });
  }
}

/** Whether the init containers are done; starts the next one, and sidecars that ended. */
function initialize(draft: Draft, pod: Pod): boolean {
  const { uid } = pod.metadata;
  const begun = pod.spec.containers.some(({ name }) => latestOf(draft, uid, name) !== undefined);
  for (const container of pod.spec.initContainers ?? []) {
    const latest = latestOf(draft, uid, container.name);
    if (isSidecar(container)) {
      if (!isRunning(latest) && !restarted(draft, pod, container)) {
        if (begun) continue;
        return false;
      }
      const sandbox = sandboxOf(draft, uid);
      if (!begun && (sandbox === undefined || !isStarted(sandbox, container))) return false;
      continue;
    }
    if (begun || latest?.exitCode === 0) continue;
    if (isRunning(latest)) return false;
    if (latest !== undefined && !shouldRestart(pod, container, latest.exitCode ?? 1)) return false;
    restarted(draft, pod, container);
    const now = latestOf(draft, uid, container.name);
    if (now?.exitCode !== 0) return false;
    lookAt(draft, uid, draft.now + 1000);
    return false;
  }
  return true;
}

/** Starts a container if its back-off allows; whether it runs now. */
function restarted(draft: Draft, pod: Pod, container: Container): boolean {
  const latest = latestOf(draft, pod.metadata.uid, container.name);
  if (latest !== undefined) {
    const until = backOff(draft, pod, container, latest);
    if (until !== undefined) {
      lookAt(draft, pod.metadata.uid, until);
      return false;
    }
  }
  startAndProbe(draft, pod, container);
  return isRunning(latestOf(draft, pod.metadata.uid, container.name));
}

function startAndProbe(draft: Draft, pod: Pod, container: Container): ReturnType<typeof startContainer> {
  const attempt = startContainer(draft, pod, container);
  const own = latestOf(draft, pod.metadata.uid, container.name);
  const sandbox = sandboxOf(draft, pod.metadata.uid);
  if (attempt !== 'started' || own === undefined || sandbox === undefined) return attempt;
  beginProbes(draft, sandbox, container, own.id);
  afterStart(draft, pod, container);
  return attempt;
}

/** postStart, as far as it is a command: the container is killed where it fails. */
function afterStart(draft: Draft, pod: Pod, container: Container): void {
  const hook = container.lifecycle?.postStart as
    | { readonly exec?: { readonly command?: readonly string[] } }
    | undefined;
  const own = latestOf(draft, pod.metadata.uid, container.name);
  if (hook?.exec?.command === undefined || !isRunning(own)) return;
  const done = execStill(draft, own, hook.exec.command, new Collected(''));
  if (done.kind === 'ended' && done.status === 0) return;
  const fieldPath = fieldPathOf(pod, container);
  record(draft, pod, {
    source: 'kubelet',
    type: 'Warning',
    reason: 'FailedPostStartHook',
    message: 'PostStartHook failed',
    fieldPath,
  });
  record(draft, pod, {
    source: 'kubelet',
    type: 'Normal',
    reason: 'Killing',
    message: 'FailedPostStartHook',
    fieldPath,
  });
  changeContainer(draft, own.id, { finishedAt: draft.now, exitCode: 137, program: null });
  lookAt(draft, pod.metadata.uid, draft.now + 1000);
}

/** Sidecars end when nothing else of the pod will run any more. */
function stopSidecars(draft: Draft, pod: Pod): void {
  const { uid } = pod.metadata;
  const done = pod.spec.containers.every((container) => {
    const latest = latestOf(draft, uid, container.name);
    return (
      latest?.exitCode !== null && latest !== undefined && !shouldRestart(pod, container, latest.exitCode)
    );
  });
  if (!done) return;
  for (const container of pod.spec.initContainers ?? []) {
    const latest = latestOf(draft, uid, container.name);
    if (isSidecar(container) && isRunning(latest)) {
      changeContainer(draft, latest.id, { finishedAt: draft.now, exitCode: 137, program: null });
    }
  }
}
