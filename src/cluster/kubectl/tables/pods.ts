import type { JsonObject } from '../../json.ts';
import { age, ageOf, at, items, nameIn, number, text } from './cells.ts';
import { columns, type TableOf } from './table.ts';

/** printPod of kubernetes pkg/printers/internalversion/printers.go. */
export const pods: TableOf = {
  columns: columns(
    'Name',
    'Ready',
    'Status',
    'Restarts',
    'Age',
    '+IP',
    '+Node',
    '+Nominated Node',
    '+Readiness Gates',
  ),
  cells(pod, now) {
    const status = at(pod, 'status');
    const spec = at(pod, 'spec');
    const { reason, ready, total, restarts } = summaryOf(pod, now);
    const ip = text(items(status.podIPs)[0]?.ip ?? status.podIP, '<none>') || '<none>';
    return [
      nameIn(pod),
      `${ready}/${total}`,
      reason,
      restarts,
      ageOf(pod, now),
      ip,
      text(spec.nodeName) || '<none>',
      text(status.nominatedNodeName) || '<none>',
      gates(pod),
    ];
  },
};

function gates(pod: JsonObject): string {
  const wanted = items(at(pod, 'spec').readinessGates);
  if (wanted.length === 0) return '<none>';
  const conditions = items(at(pod, 'status').conditions);
  const met = wanted.filter(({ conditionType }) =>
    conditions.some(({ type, status }) => type === conditionType && status === 'True'),
  );
  return `${met.length}/${wanted.length}`;
}

interface PodSummary {
  readonly reason: string;
  readonly ready: number;
  readonly total: number;
  readonly restarts: string;
}

/** What STATUS, READY and RESTARTS say of a pod. */
function summaryOf(pod: JsonObject, now: number): PodSummary {
  const spec = at(pod, 'spec');
  const status = at(pod, 'status');
  let restarts = 0;
  let restartableRestarts = 0;
  let lastRestart = Number.NEGATIVE_INFINITY;
  let lastRestartable = Number.NEGATIVE_INFINITY;
  let total = items(spec.containers).length;
  let ready = 0;
  let reason = text(status.reason) || text(status.phase);
  if (items(status.conditions).some((one) => one.type === 'PodScheduled' && one.reason === 'SchedulingGated'))
    reason = 'SchedulingGated';
  const inits = items(spec.initContainers);
  const sidecars = new Set(
    inits.filter(({ restartPolicy }) => restartPolicy === 'Always').map(({ name }) => name),
  );
  total += sidecars.size;
  let initializing = false;
  for (const [index, one] of items(status.initContainerStatuses).entries()) {
    restarts += number(one.restartCount);
    const ended = finishedAt(one);
    if (ended > lastRestart) lastRestart = ended;
    const sidecar = sidecars.has(text(one.name));
    if (sidecar) {
      restartableRestarts += number(one.restartCount);
      if (ended > lastRestartable) lastRestartable = ended;
    }
    const { terminated, waiting } = at(one, 'state');
    const dead = at({ terminated }, 'terminated');
    if (terminated !== undefined && number(dead.exitCode) === 0) continue;
    if (sidecar && one.started === true) {
      if (one.ready === true) ready += 1;
      continue;
    }
    if (terminated !== undefined) {
      if (text(dead.reason) !== '') reason = `Init:${text(dead.reason)}`;
      else
        reason =
          number(dead.signal) === 0
            ? `Init:ExitCode:${number(dead.exitCode)}`
            : `Init:Signal:${number(dead.signal)}`;
      initializing = true;
    } else {
      const why = text(at({ waiting }, 'waiting').reason);
      if (why !== '' && why !== 'PodInitializing') reason = `Init:${why}`;
      else reason = `Init:${index}/${inits.length}`;
      initializing = true;
    }
    break;
  }
  const initialized = items(status.conditions).some(
    (one) => one.type === 'Initialized' && one.status === 'True',
  );
  if (!initializing || initialized) {
    restarts = restartableRestarts;
    lastRestart = lastRestartable;
    let running = false;
    for (const one of items(status.containerStatuses).toReversed()) {
      restarts += number(one.restartCount);
      const ended = finishedAt(one);
      if (ended > lastRestart) lastRestart = ended;
      const state = at(one, 'state');
      const dead = at(state, 'terminated');
      const waiting = text(at(state, 'waiting').reason);
      if (waiting !== '') reason = waiting;
      else if (state.terminated !== undefined)
        reason =
          text(dead.reason) ||
          (number(dead.signal) === 0 ? `ExitCode:${number(dead.exitCode)}` : `Signal:${number(dead.signal)}`);
      else if (one.ready === true && state.running !== undefined) {
        running = true;
        ready += 1;
      }
    }
    if (reason === 'Completed' && running) {
      const isReady = items(status.conditions).some((one) => one.type === 'Ready' && one.status === 'True');
      reason = isReady ? 'Running' : 'NotReady';
    }
  }
  if (at(pod, 'metadata').deletionTimestamp !== undefined) {
    if (status.reason === 'NodeLost') reason = 'Unknown';
    else if (status.phase !== 'Succeeded' && status.phase !== 'Failed') reason = 'Terminating';
  }
  const since =
    Number.isFinite(lastRestart) && restarts > 0
      ? ` (${age(new Date(lastRestart).toISOString(), now)} ago)`
      : '';
  return { reason, ready, total, restarts: `${restarts}${since}` };
}

function finishedAt(status: JsonObject): number {
  const moment = at(status, 'lastState', 'terminated').finishedAt;
  return typeof moment === 'string' ? Date.parse(moment) : Number.NEGATIVE_INFINITY;
}
