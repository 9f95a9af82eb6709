/** Which of several pods `kubectl exec deploy/x` and `kubectl logs deploy/x` take (kubectl pkg/util/podutils/podutils.go). */
import type { Pod } from '../../api/index.ts';

type Order = (a: Pod, b: Pod) => number;

/** Ascending by a number; where one is undefined, that one comes last. */
const by =
  (value: (pod: Pod) => number | undefined): Order =>
  (a, b) => {
    const [first, second] = [value(a), value(b)];
    if (first === second) return 0;
    if (first === undefined || second === undefined) return first === undefined ? 1 : -1;
    return first - second;
  };

const time = (text: unknown): number | undefined => (typeof text === 'string' ? Date.parse(text) : undefined);

const readiness = ({ status }: Pod) =>
  (status.conditions ?? []).find(({ type, status: holds }) => type === 'Ready' && holds === 'True');

const PHASES: Readonly<Record<string, number>> = { Running: 0, Unknown: 1, Pending: 2 };

const assigned = by(({ spec }) => (spec.nodeName === undefined ? 1 : 0));
/** What ended is in neither table: Go's map gives 0, which is Running for logs and Pending for exec. */
const phaseForLogs = by(({ status }) => PHASES[String(status.phase)] ?? 0);
const phaseForExec = by(({ status }) => PHASES[String(status.phase)] ?? 2);
const ready = by((pod) => (readiness(pod) === undefined ? 1 : 0));
const staying = by(({ metadata }) => (metadata.deletionTimestamp === undefined ? 0 : 1));
const lastToGo = by(({ metadata }) => -(time(metadata.deletionTimestamp) ?? 0));
const longestReady = by((pod) => time(readiness(pod)?.lastTransitionTime));
const oldest = by(({ metadata }) => time(metadata.creationTimestamp));

function restarts(
  { status }: Pod,
  group: 'containerStatuses' | 'initContainerStatuses',
  names?: readonly string[],
) {
  const counted = (status[group] ?? []).filter(({ name }) => names?.includes(name) ?? true);
  return Math.max(0, ...counted.map(({ restartCount }) => restartCount ?? 0));
}
const sidecars = ({ spec }: Pod): readonly string[] =>
  (spec.initContainers ?? []).flatMap(({ name, restartPolicy }) =>
    restartPolicy === 'Always' ? [name] : [],
  );
const ofContainers = by((pod) => restarts(pod, 'containerStatuses'));
const ofSidecars = by((pod) => restarts(pod, 'initContainerStatuses', sidecars(pod)));

const reversed =
  (order: Order): Order =>
  (a, b) =>
    order(b, a);

const inTurn =
  (...orders: readonly Order[]): Order =>
  (a, b) => {
    for (const order of orders) {
      const result = order(a, b);
      if (result !== 0) return result;
    }
    return 0;
  };

/** ByLogging: what was restarted most says most. */
const forLogs = inTurn(
  assigned,
  phaseForLogs,
  ready,
  longestReady,
  reversed(ofContainers),
  reversed(ofSidecars),
  oldest,
);

/** ActivePods, reversed: what stays before what is on its way out. */
const forExec = inTurn(
  assigned,
  phaseForExec,
  ready,
  staying,
  lastToGo,
  longestReady,
  ofContainers,
  ofSidecars,
  oldest,
);

/** Pods in the order in which kubectl would take them; the first is taken. */
export const bestFirst = (pods: readonly Pod[], command: 'exec' | 'logs'): readonly Pod[] =>
  pods.toSorted(command === 'logs' ? forLogs : forExec);
