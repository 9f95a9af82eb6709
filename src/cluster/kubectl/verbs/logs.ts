/** kubectl logs (kubectl pkg/cmd/logs/logs.go). */
import { type KubeObject, list, type Pod, resource } from '../../api/index.ts';
import { advance } from '../../settle.ts';
import { goDuration } from '../args/duration.ts';
import type { Call, Verb } from '../call.ts';
import { type Failure, failure, refusal } from '../failure.ts';
import { logOf } from '../streams/containers.ts';
import { podsBehind } from '../streams/pods.ts';
import { containerFor, containerNames } from '../streams/which.ts';

const USAGE =
  "expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.\nPOD or TYPE/NAME is a required argument for the logs command";

export const logs: Verb = (call) => {
  const [first, second] = call.args;
  const selector = call.text('selector');
  let container = call.text('container');
  if (call.args.length === 0 && selector === '') throw call.misuse(USAGE);
  if (call.args.length === 2) {
    if (container !== '') throw call.misuse('only one of -c or an inline [CONTAINER] arg is allowed');
    container = second ?? '';
  } else if (call.args.length > 2) throw call.misuse(USAGE);
  if (first !== undefined && selector !== '')
    throw call.misuse('only a selector (-l) or a POD name is allowed');
  check(call, container);
  const pods = selector === '' ? fromArgument(call, first ?? '') : bySelector(call, selector);
  const chosen = call.on('all-pods') ? pods : selector === '' ? pods.slice(0, 1) : pods;
  if (selector === '' && pods.length > 1 && !call.on('all-pods'))
    call.errLine(`Found ${pods.length} pods, using pod/${pods[0]?.metadata.name ?? ''}`);
  const requests = chosen.flatMap((pod) => requestsFor(call, pod as Pod, container, chosen.length > 1));
  if (requests.length === 0) {
    call.errLine(`No resources found in ${call.namespace} namespace.`);
    return undefined;
  }
  if (call.on('follow')) advance(call.draft, 10_000);
  const troubles: Failure[] = [];
  for (const one of requests) {
    const text = logOf(
      call.draft,
      one.pod.metadata.namespace ?? '',
      one.pod.metadata.name,
      query(call, one.container, selector !== ''),
    );
    if (typeof text === 'string') call.streams.out(prefixed(call, text, one));
    else if (call.on('ignore-errors')) call.line(`error: ${text.message}`);
    else {
      troubles.push(refusal(text));
      break;
    }
  }
  const [trouble] = troubles;
  if (trouble !== undefined) throw trouble;
  if (call.on('follow'))
    call.also({
      code: 'kubectl-flag:follow',
      message: 'kubectl would go on and print every new line until Ctrl-C; ten seconds of it are shown.',
    });
  return undefined;
};

function fromArgument(call: Call, target: string): readonly KubeObject[] {
  return podsBehind(call, target, 'logs');
}

function bySelector(call: Call, selector: string): readonly KubeObject[] {
  return call.take(list(call.draft, resource('pods'), call.namespace, { labelSelector: selector }));
}

function check(call: Call, container: string): void {
  if (call.on('all-containers') && container !== '')
    throw failure(`--all-containers=true should not be specified with container name ${container}`);
  if (call.given('since') && call.given('since-time'))
    throw failure('at most one of `sinceTime` or `sinceSeconds` may be specified');
  if (call.given('tail') && call.whole('tail', -1) < -1)
    throw failure('--tail must be greater than or equal to -1');
}

interface Request {
  readonly pod: Pod;
  readonly container: string;
}

function requestsFor(call: Call, pod: Pod, container: string, quiet: boolean): readonly Request[] {
  if (call.on('all-containers')) {
    const { initContainers = [], containers, ephemeralContainers = [] } = pod.spec;
    return [...initContainers, ...containers, ...ephemeralContainers].map(({ name }) => ({
      pod,
      container: name,
    }));
  }
  if (container !== '') {
    const { initContainers = [], containers, ephemeralContainers = [] } = pod.spec;
    if (![...initContainers, ...containers, ...ephemeralContainers].some(({ name }) => name === container))
      throw failure(
        `container ${container} is not valid for pod ${pod.metadata.name} out of: ${containerNames(pod)}`,
      );
    return [{ pod, container }];
  }
  return [{ pod, container: containerFor(call, pod, '', quiet && false) }];
}

function query(call: Call, container: string, selected: boolean): { get(name: string): string | null } {
  const since = call.given('since') ? goDuration(call.text('since')) : undefined;
  const tail = call.given('tail') ? call.whole('tail', -1) : selected ? 10 : -1;
  const values: Readonly<Record<string, string | undefined>> = {
    container,
    previous: call.on('previous') ? 'true' : undefined,
    timestamps: call.on('timestamps') ? 'true' : undefined,
    sinceSeconds: typeof since === 'number' && since > 0 ? String(Math.ceil(since / 1000)) : undefined,
    sinceTime: call.text('since-time') || undefined,
    tailLines: tail >= 0 ? String(tail) : undefined,
    limitBytes: call.whole('limit-bytes', 0) > 0 ? String(call.whole('limit-bytes', 0)) : undefined,
  };
  return { get: (name) => values[name] ?? null };
}

function prefixed(call: Call, text: string, { pod, container }: Request): string {
  if (!call.on('prefix') && !(call.on('all-pods') && !call.given('prefix'))) return text;
  return text.replace(/^(?!$)/gm, `[pod/${pod.metadata.name}/${container}] `);
}
