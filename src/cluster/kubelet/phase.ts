import type { Container, ContainerStatus, Pod } from '../api/types.ts';
import { isSidecar, shouldRestart } from './restart.ts';

/** Exit code of a container that ended, now or before it waits to start again. */
const endOf = ({ state, lastState }: ContainerStatus): number | undefined =>
  (state.terminated ?? (state.waiting === undefined ? undefined : lastState.terminated))?.exitCode;

/** The phase of a pod from its containers' states (kubelet_pods.go getPhase). `ended`: nothing is started any more. */
export function phaseOf(pod: Pod, statuses: readonly ContainerStatus[], ended: boolean): string {
  const { spec } = pod;
  const statusOf = ({ name }: Container): ContainerStatus | undefined =>
    statuses.find((status) => status.name === name);
  let pendingInit = 0;
  let waiting = 0;
  let running = 0;
  for (const container of spec.initContainers ?? []) {
    const status = statusOf(container);
    const end = status === undefined ? undefined : endOf(status);
    if (isSidecar(container)) {
      if (status?.state.running !== undefined) running += 1;
      if (status?.state.running !== undefined ? status.started !== true : end === undefined) pendingInit += 1;
      if (status?.state.waiting !== undefined && end === undefined) waiting += 1;
    } else if (end === undefined) pendingInit += 1;
    else if (end !== 0) {
      if (!shouldRestart(pod, container, end) || ended) return 'Failed';
    }
  }
  let stopped = 0;
  let succeeded = 0;
  let final = 0;
  let begun = false;
  for (const container of spec.containers) {
    const status = statusOf(container);
    const end = status === undefined ? undefined : endOf(status);
    if (status?.state.running !== undefined) {
      running += 1;
      begun = true;
    } else if (end === undefined) waiting += 1;
    else {
      begun = true;
      stopped += 1;
      if (end === 0) succeeded += 1;
      if (!shouldRestart(pod, container, end)) final += 1;
    }
  }
  if (ended && waiting > 0) return 'Failed';
  if ((pendingInit > 0 && !begun) || waiting > 0) return 'Pending';
  if (running > 0 && !(ended && stopped === spec.containers.length)) return 'Running';
  if (stopped === 0) return 'Pending';
  if (!ended && stopped !== final) return 'Running';
  return stopped === succeeded ? 'Succeeded' : 'Failed';
}
