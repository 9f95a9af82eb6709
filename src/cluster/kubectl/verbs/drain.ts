/** kubectl drain (kubectl pkg/cmd/drain/drain.go, pkg/drain/{drain,filters}.go). No budget holds an eviction back: there are none here. */
import { list, type Pod, remove, resource } from '../../api/index.ts';
import { labelFilter } from '../../api/selectors.ts';
import { advanceUntil } from '../../settle.ts';
import type { Call, Verb } from '../call.ts';
import { Failure, failure } from '../failure.ts';
import { nodesOf, setSchedulable } from './cordon.ts';
import { donePrinter } from './output.ts';

/** How long the learner waits for pods that do not end, in ms of the cluster's clock. */
const PATIENCE = 24 * 3_600_000;

export const drain: Verb = (call) => {
  const selector = labelFilter(call.text('pod-selector'));
  if (typeof selector !== 'function')
    throw failure('--pod-selector=<pod_selector> must be a valid label selector');
  const nodes = nodesOf(call);
  for (const info of nodes) setSchedulable(call, info, false);
  const fatal: string[] = [];
  for (const info of nodes) {
    const said = empty(call, info.name, selector);
    if (said.length === 0) {
      donePrinter(call, 'drained')(info.object);
      continue;
    }
    const text = said.length === 1 ? said.join('') : `[${said.join(', ')}]`;
    call.errLine(
      `error: unable to drain node ${JSON.stringify(info.name)} due to error: ${text}, continuing command...`,
    );
    fatal.push(...said);
    call.errLine(`There are pending nodes to be drained:\n ${info.name}`);
  }
  if (fatal.length > 0) throw new Failure(fatal.join('\n'));
  return undefined;
};

/** What is to become of a pod: nothing, deletion (perhaps with a warning), or the error that stops everything. */
interface Fate {
  readonly pod: Pod;
  readonly goes: boolean;
  readonly warning?: string;
  readonly error?: string;
}

/** Evicts every pod of the node that may go; gives why nothing was done. */
function empty(
  call: Call,
  node: string,
  selector: (labels: Readonly<Record<string, string>>) => boolean,
): readonly string[] {
  const pods = call.take(list(call.draft, resource('pods'), null)) as readonly Pod[];
  const fates = pods
    .filter(({ spec, metadata }) => spec.nodeName === node && selector(metadata.labels ?? {}))
    .map((pod) => fateOf(call, pod));
  const errors = grouped(fates, ({ error }) => error);
  if (errors.length > 0)
    return errors.map((text) => (/^cannot delete/i.test(text) ? text : `cannot delete ${text}`));
  const warnings = grouped(fates, ({ warning }) => warning);
  if (warnings.length > 0) call.errLine(`Warning: ${warnings.join('; ')}`);
  evict(
    call,
    fates.filter(({ goes }) => goes).map(({ pod }) => pod),
  );
  return [];
}

/** Pods of one message together: `message: ns/a, ns/b`. The real order of messages is that of a Go map: any. */
function grouped(fates: readonly Fate[], of: (fate: Fate) => string | undefined): readonly string[] {
  const by = new Map<string, string[]>();
  for (const fate of fates) {
    const message = of(fate);
    if (message === undefined) continue;
    const { namespace = '', name } = fate.pod.metadata;
    by.set(message, [...(by.get(message) ?? []), `${namespace}/${name}`]);
  }
  return [...by].map(([message, pods]) => `${message}: ${pods.join(', ')}`);
}

/** The filters one after the other; the last warning is the one that is said. */
function fateOf(call: Call, pod: Pod): Fate {
  const controller = pod.metadata.ownerReferences?.find((one) => one.controller === true);
  if (pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed') return { pod, goes: true };
  if (controller?.kind === 'DaemonSet')
    return call.on('ignore-daemonsets')
      ? { pod, goes: false, warning: 'ignoring DaemonSet-managed Pods' }
      : { pod, goes: false, error: 'DaemonSet-managed Pods (use --ignore-daemonsets to ignore)' };
  const local = pod.spec.volumes?.some(({ emptyDir }) => emptyDir !== undefined) === true;
  if (local && !call.on('delete-emptydir-data'))
    return {
      pod,
      goes: false,
      error: 'Pods with local storage (use --delete-emptydir-data to override)',
    };
  if (controller === undefined)
    return call.on('force')
      ? { pod, goes: true, warning: 'deleting Pods that declare no controller' }
      : {
          pod,
          goes: false,
          error: 'cannot delete Pods that declare no controller (use --force to override)',
        };
  return local ? { pod, goes: true, warning: 'deleting Pods with local storage' } : { pod, goes: true };
}

function evict(call: Call, pods: readonly Pod[]): void {
  const { draft } = call;
  const evicting = !call.on('disable-eviction');
  const client = call.dryRun === 'client';
  const grace = call.whole('grace-period', -1);
  for (const { metadata } of pods) {
    const { namespace = '', name } = metadata;
    if (evicting || client) call.line(`evicting pod ${namespace}/${name}${client ? ' (dry run)' : ''}`);
    if (client) continue;
    call.take(
      remove(
        draft,
        { resource: resource('pods'), namespace, name },
        { ...(grace >= 0 ? { gracePeriodSeconds: grace } : {}), dryRun: call.dryRun === 'server' },
      ),
    );
  }
  if (call.dryRun !== 'none') return;
  const gone = ({ metadata }: Pod): boolean =>
    !Object.values(draft.objects).some((one) => one.metadata.uid === metadata.uid);
  const timeout = call.duration('timeout', 0);
  const deadline = draft.now + (timeout === 0 ? PATIENCE : timeout);
  const print = donePrinter(call, evicting ? 'evicted' : 'deleted');
  for (let left = pods; left.length > 0; left = left.filter((pod) => !gone(pod))) {
    const now = left;
    if (!advanceUntil(draft, deadline, () => now.some(gone)))
      throw call.notSimulated({
        code: 'kubectl-drain:timeout',
        message: `Pods are still there after that time (${now.map(({ metadata }) => metadata.name).join(', ')}); kubectl would give up here, too, in words that Podium does not have.`,
      });
    for (const pod of now.filter(gone)) print(pod);
  }
}
