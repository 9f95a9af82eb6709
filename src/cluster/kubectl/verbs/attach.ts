/** Following a pod that kubectl made or joins: `run -it`, `attach`, `debug -it`. */
import { get, type KubeObject, type Pod, resource } from '../../api/index.ts';
import { advance, advanceUntil } from '../../settle.ts';
import type { Call, KubectlResult } from '../call.ts';
import { Failure, failure } from '../failure.ts';
import { attemptsOf, containerOf, execInContainer } from '../streams/containers.ts';
import { remove } from './write.ts';

export interface Follow {
  readonly stdin: boolean;
  readonly tty: boolean;
  /** Take the pod away afterwards. */
  readonly remove: boolean;
  /** End with the status of the container. */
  readonly exitCode: boolean;
  /** How long it may take to start, in ms. */
  readonly timeout: number;
  readonly quiet: boolean;
  /** Which container; the first without it. */
  readonly container?: string;
  /** It ran before: what it wrote until now is not shown, and nobody stays for long. */
  readonly joins?: true;
}

/** Waits for the pod, shows what its container writes, or leaves a shell open. */
export function followPod(call: Call, pod: KubeObject, follow: Follow): KubectlResult {
  const { draft } = call;
  const ref = {
    resource: resource('pods'),
    namespace: pod.metadata.namespace ?? '',
    name: pod.metadata.name,
  };
  const now = (): Pod | undefined => {
    const found = get(draft, ref);
    return found.ok ? (found.value as Pod) : undefined;
  };
  const name = follow.container ?? (pod as Pod).spec.containers[0]?.name ?? '';
  const started = (): boolean => {
    const phase = now()?.status.phase;
    return (
      phase === 'Succeeded' ||
      phase === 'Failed' ||
      containerOf(draft, ref.namespace, ref.name, name) !== undefined
    );
  };
  const ready = advanceUntil(draft, draft.now + follow.timeout, started);
  if (!ready) {
    tidy(call, pod, follow);
    throw failure('timed out waiting for the condition');
  }
  const running = containerOf(draft, ref.namespace, ref.name, name);
  const shellLike = running !== undefined && follow.stdin && isShell(running.argv);
  if (running !== undefined && shellLike) {
    if (follow.tty || call.streams.stdin === null) {
      const opened = execInContainer(draft, running, running.argv, {
        ...streamsOf(call),
        terminal: true,
        stdin: null,
      });
      if (opened.kind === 'shell') {
        if (!follow.quiet)
          call.errLine(
            "All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.\nIf you don't see a command prompt, try pressing enter.",
          );
        const after = follow.remove ? { removePod: { namespace: ref.namespace, name: ref.name } } : {};
        return { status: 0, shell: { ...opened.shell, after } };
      }
    }
    const fed = execInContainer(draft, running, running.argv, streamsOf(call));
    tidy(call, pod, follow);
    return { status: fed.kind === 'ended' ? fed.status : 0 };
  }
  const finished = (): boolean => {
    const phase = now()?.status.phase;
    return phase === 'Succeeded' || phase === 'Failed' || phase === undefined;
  };
  const since = follow.joins === true ? draft.now : 0;
  const limit = draft.now + (follow.joins === true ? 10_000 : 10 * 60_000);
  const over = advanceUntil(draft, limit, finished);
  showLog(call, ref.namespace, ref.name, name, since);
  if (!over) {
    call.also({
      code: `kubectl-verb:${call.path}:attached`,
      message:
        'The container still runs; kubectl would stay attached to it. Ctrl-C was pressed for you, and the pod goes on.',
    });
    return { status: 130 };
  }
  const last = now();
  const dead = last?.status.containerStatuses?.find((one) => one.name === name)?.state.terminated;
  tidy(call, pod, follow);
  if (!follow.exitCode || last?.status.phase === 'Succeeded') return { status: 0 };
  const code = dead?.exitCode ?? 0;
  if (dead === undefined || code === 0)
    throw failure(`pod ${ref.namespace}/${ref.name} failed with unknown exit code`);
  throw new Failure(
    `pod ${ref.namespace}/${ref.name} terminated (${dead.reason})\n${dead.message ?? ''}`,
    code,
  );
}

function streamsOf({ streams }: Call): Call['streams'] {
  return {
    stdin: streams.stdin,
    terminal: streams.terminal,
    out: (text) => streams.out(text),
    err: (text) => streams.err(text),
  };
}

const isShell = (argv: readonly string[]): boolean =>
  argv.length === 1 && ['sh', 'bash', 'ash', 'dash'].includes((argv[0] ?? '').replace(/^.*\//, ''));

function showLog(call: Call, namespace: string, pod: string, container: string, since: number): void {
  const { latest } = attemptsOf(call.draft, namespace, pod, container);
  for (const { at, text, partial, stream } of latest?.log ?? []) {
    if (at < since) continue;
    const line = partial === true ? text : `${text}\n`;
    if (stream === 'stderr' && latest?.tty !== true) call.streams.err(line);
    else call.streams.out(line);
  }
}

function tidy(call: Call, pod: KubeObject, { remove: wanted, quiet }: Follow): void {
  if (!wanted) return;
  const namespace = pod.metadata.namespace ?? '';
  const reply = remove(call.draft, { resource: resource('pods'), namespace, name: pod.metadata.name });
  if (reply.ok && !quiet)
    call.line(`pod ${JSON.stringify(pod.metadata.name)} deleted from ${namespace} namespace`);
  advance(call.draft, 0);
}
