import type { KubeObject, Pod } from '../../../cluster/api/index.ts';
import type { Predicate } from '../goal.ts';
import {
  absent,
  containerIn,
  containerNames,
  type Found,
  find,
  nameOf,
  podsOf,
  type Sight,
  statusOf,
} from '../sight.ts';
import { podsOrWhy, whyNoPods, whyNotRunning } from '../whereabouts.ts';
import { code, counted, listed } from '../words.ts';

type Running = Extract<Predicate, { kind: 'running' }>;
type State = Extract<Predicate, { kind: 'state' }>;

/** "`pod/web` runs and is ready". */
export function wantedRunning(goal: Running): string {
  const whose =
    goal.container === undefined ? nameOf(goal) : `Container ${code(goal.container)} of ${nameOf(goal)}`;
  const calm =
    goal.restarts === undefined
      ? ''
      : goal.restarts === 0
        ? ', and was never restarted'
        : `, and was restarted at most ${goal.restarts} times`;
  return `${whose} runs and is ready${calm}`;
}

/** Every replica runs now, of the template as it is now. */
export function judgeRunning(goal: Running, { now }: Sight): Found {
  const object = find(now, goal);
  if (object === undefined) return absent(now, goal);
  const pods = podsOf(now, object);
  for (const pod of pods) {
    const bad = stopped(goal, pod) ?? restless(goal, pod);
    if (bad !== undefined) return typeof bad === 'string' ? bad : whyNotRunning(now, pod, bad.container);
  }
  const wanted = replicasOf(object);
  if (pods.length >= wanted) return null;
  return pods.length === 0
    ? whyNoPods(now, object)
    : `${nameOf(goal)} has ${counted(pods.length, 'pod')} of its current template; ${wanted} are to run.`;
}

function replicasOf({ kind, spec }: KubeObject): number {
  const { replicas } = (spec ?? {}) as { readonly replicas?: number };
  return kind === 'Deployment' || kind === 'StatefulSet' || kind === 'ReplicaSet' ? (replicas ?? 1) : 1;
}

function stopped(goal: Running, pod: Pod): { readonly container: string } | string | undefined {
  if (pod.metadata.deletionTimestamp !== undefined) return `Pod ${code(pod.metadata.name)} is being deleted.`;
  const names = goal.container === undefined ? pod.spec.containers.map(({ name }) => name) : [goal.container];
  const bad = names.find((name) => {
    const status = statusOf(pod, name);
    // Probes are not asked of an ephemeral container, and it never becomes ready (pkg/kubelet/prober UpdatePodStatus).
    const ephemeral = pod.status.ephemeralContainerStatuses?.some((one) => one.name === name) === true;
    return status?.state.running === undefined || (!status.ready && !ephemeral);
  });
  return bad === undefined ? undefined : { container: bad };
}

function restless(goal: Running, pod: Pod): string | undefined {
  const { restarts } = goal;
  if (restarts === undefined) return undefined;
  const counts = containerNames(pod).map((name) => ({
    name,
    count: statusOf(pod, name)?.restartCount ?? 0,
  }));
  const bad = counts.find(({ count }) => count > restarts);
  return bad === undefined
    ? undefined
    : `Container ${code(bad.name)} of pod ${code(pod.metadata.name)} was restarted ${bad.count === 1 ? 'once' : `${bad.count} times`}.`;
}

/** "`pod/web` stands at `CreateContainerConfigError`". */
export function wantedState(goal: State): string {
  const whose =
    goal.container === undefined ? nameOf(goal) : `Container ${code(goal.container)} of ${nameOf(goal)}`;
  return `${whose} stands at ${code(goal.reason)}`;
}

/** Why a container waits or has ended, or why the kubelet turned the pod away. */
export function judgeState(goal: State, { now }: Sight): Found {
  const object = find(now, goal);
  if (object === undefined) return absent(now, goal);
  const pods = podsOrWhy(now, object);
  if (typeof pods === 'string') return pods;
  const pod = pods.find((one) => !reasonsOf(one, goal).includes(goal.reason));
  if (pod === undefined) return null;
  const reasons = reasonsOf(pod, goal);
  const name = containerIn(pod, goal);
  if (reasons.length > 0)
    return `Pod ${code(pod.metadata.name)} stands at ${listed(reasons.map(code))} instead.`;
  return statusOf(pod, name)?.state.running === undefined
    ? whyNotRunning(now, pod, name)
    : `Container ${code(name)} of pod ${code(pod.metadata.name)} runs.`;
}

function reasonsOf(pod: Pod, goal: State): readonly string[] {
  const names = goal.container === undefined ? containerNames(pod) : [goal.container];
  const ofContainers = names.flatMap((name) => {
    const { state, lastState } = statusOf(pod, name) ?? {};
    return [state?.waiting?.reason, state?.terminated?.reason, lastState?.terminated?.reason];
  });
  const all = [pod.status.reason, ...ofContainers];
  return [...new Set(all.filter((reason) => reason !== undefined))];
}
