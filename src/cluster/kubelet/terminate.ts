/** The end of a pod: its containers are asked to stop, killed when the grace period is over, and forgotten. */
import { drop, podByUid } from '../api/store.ts';
import type { Container, Pod } from '../api/types.ts';
import { unschedule } from '../clock.ts';
import type { Draft } from '../draft.ts';
import { record } from '../events.ts';
import type { JsonObject } from '../json.ts';
import { execStill, terminateProgram } from '../programs/run.ts';
import type { ContainerRecord } from '../state.ts';
import { Collected } from '../streams.ts';
import { fieldPathOf } from './restart.ts';
import { change, changeContainer, containersOf, isRunning, lookAt, sandboxOf } from './sandboxes.ts';
import { forgetContainer } from './start.ts';
import { writeStatus } from './status.ts';

const KILLED = 137;
/** The runtime needs a moment to take a stopped container down. */
const STOP_MS = 300;

/** One look at a pod that is being deleted. */
export function terminate(draft: Draft, pod: Pod): void {
  const { uid } = pod.metadata;
  const sandbox = sandboxOf(draft, uid);
  if (sandbox === undefined) {
    drop(draft, pod);
    return;
  }
  if (sandbox.killAt === null) {
    const grace = (pod.metadata.deletionGracePeriodSeconds ?? 30) * 1000;
    stopContainers(draft, pod, draft.now + grace);
    writeStatus(draft, uid);
    return;
  }
  const running = containersOf(draft, uid).filter(isRunning);
  if (running.length > 0 && draft.now < sandbox.killAt) {
    lookAt(draft, uid, sandbox.killAt);
    return;
  }
  killAll(draft, uid);
  writeStatus(draft, uid, {});
  forget(draft, uid);
  const last = podByUid(draft, uid);
  if (last !== undefined) drop(draft, last);
}

/** Asks every container to stop, and looks again when they have, or when they are to be killed. */
function stopContainers(draft: Draft, pod: Pod, killAt: number): void {
  const { uid } = pod.metadata;
  change(draft, uid, { killAt });
  for (const own of containersOf(draft, uid).filter(isRunning)) {
    const container = containerNamed(pod, own.name);
    record(draft, pod, {
      source: 'kubelet',
      type: 'Normal',
      reason: 'Killing',
      message: `Stopping container ${own.name}`,
      ...(container === undefined ? {} : { fieldPath: fieldPathOf(pod, container) }),
    });
    beforeStop(draft, container, own);
    const progress = terminateProgram(draft, draft.containers[own.id] ?? own);
    if (progress.kind === 'exited') {
      changeContainer(draft, own.id, { finishedAt: draft.now, exitCode: progress.status, program: null });
    } else if (progress.kind !== 'unstartable') {
      changeContainer(draft, own.id, { program: progress.program });
    }
  }
  const left = containersOf(draft, uid).some(isRunning);
  lookAt(draft, uid, left ? killAt : draft.now + STOP_MS);
}

const containerNamed = ({ spec }: Pod, name: string): Container | undefined =>
  [...spec.containers, ...(spec.initContainers ?? []), ...(spec.ephemeralContainers ?? [])].find(
    (one) => one.name === name,
  );

/** preStop, as far as it is a command. */
function beforeStop(draft: Draft, container: Container | undefined, own: ContainerRecord): void {
  const hook = container?.lifecycle?.preStop as
    | { readonly exec?: { readonly command?: readonly string[] } }
    | undefined;
  if (hook?.exec?.command !== undefined) execStill(draft, own, hook.exec.command, new Collected(''));
}

/** SIGKILL to everything that runs in a pod. */
export function killAll(draft: Draft, uid: string): void {
  for (const { id } of containersOf(draft, uid).filter(isRunning)) {
    changeContainer(draft, id, { finishedAt: draft.now, exitCode: KILLED, program: null });
  }
}

/** Nothing is kept of a pod any more: containers, volumes, work that waited for it. */
export function forget(draft: Draft, uid: string): void {
  const ids = new Set(containersOf(draft, uid).map(({ id }) => id));
  for (const id of ids) forgetContainer(draft, id);
  for (const key of Object.keys(draft.trees)) if (key.startsWith(`volume/${uid}/`)) delete draft.trees[key];
  delete draft.sandboxes[uid];
  unschedule(draft, (work) =>
    work.kind === 'pod' ? work.uid === uid : work.kind !== 'reconcile' && ids.has(work.container),
  );
  draft.shells = draft.shells.filter(({ container }) => !ids.has(container));
}

/** activeDeadlineSeconds is over (pkg/kubelet/active_deadline.go): when, in ms of the cluster's clock. */
export function deadlineOf({ spec, status }: Pod): number | undefined {
  const { activeDeadlineSeconds: seconds } = spec;
  if (seconds === undefined || status.startTime === undefined) return undefined;
  return Date.parse(status.startTime) + seconds * 1000;
}

/** The pod fails because it ran for too long. */
export function exceedDeadline(draft: Draft, pod: Pod): void {
  const reason = 'DeadlineExceeded';
  const message = 'Pod was active on the node longer than the specified deadline';
  record(draft, pod, { source: 'kubelet', type: 'Normal', reason, message });
  for (const own of containersOf(draft, pod.metadata.uid).filter(isRunning)) {
    const progress = terminateProgram(draft, own);
    const exitCode = progress.kind === 'exited' ? progress.status : KILLED;
    changeContainer(draft, own.id, { finishedAt: draft.now, exitCode, program: null });
  }
  const said: JsonObject = { reason, message };
  writeStatus(draft, pod.metadata.uid, { reason: String(said.reason), message });
}
