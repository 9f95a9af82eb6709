/** kubectl exec (kubectl pkg/cmd/exec/exec.go). */
import type { KubeObject, Pod } from '../../api/index.ts';
import type { Call, KubectlResult, Verb } from '../call.ts';
import { Failure, failure } from '../failure.ts';
import { containerOf, execInContainer } from '../streams/containers.ts';
import { podsBehind } from '../streams/pods.ts';
import { containerFor } from '../streams/which.ts';

export const exec: Verb = (call) => {
  const { args, dash } = call;
  const [target] = args;
  const filename = call.list('filename').length > 0;
  if ((target === undefined || dash === 0) && !filename)
    throw failure('pod, type/name or --filename must be specified');
  let command: readonly string[] = [];
  if (target !== undefined) {
    if (dash === -1 && args.length > (filename ? 0 : 1) && args.length > 1)
      throw failure(
        "exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\nSee 'kubectl exec -h' for help and examples",
      );
    command = dash > -1 ? args.slice(dash) : args.slice(1);
  }
  if (command.length === 0) throw failure('you must specify at least one command for the container');
  const pod = podsBehind(call, target ?? '', 'exec')[0];
  if (pod === undefined) throw failure('pod, type/name or --filename must be specified');
  return inPod(call, pod, command);
};

function inPod(call: Call, pod: KubeObject, command: readonly string[]): KubectlResult {
  const { status, spec } = pod as Pod;
  if (status.phase === 'Succeeded' || status.phase === 'Failed')
    throw failure(`cannot exec into a container in a completed pod; current phase is ${status.phase}`);
  const name = containerFor(call, pod as Pod, call.text('container'), call.on('quiet'));
  const interactive = call.on('stdin');
  const tty = call.on('tty');
  const { streams } = call;
  const piped = streams.stdin !== null;
  if (tty && interactive && piped)
    call.errLine('Unable to use a TTY - input is not a terminal or the right kind of file');
  const found = containerOf(call.draft, pod.metadata.namespace ?? '', pod.metadata.name, name);
  if (found === undefined) throw notRunning(call, pod as Pod, name, spec.nodeName);
  const result = execInContainer(call.draft, found, command, {
    stdin: interactive ? streams.stdin : '',
    terminal: tty && interactive && !piped,
    out: (text) => streams.out(text),
    err: (text) => (tty && interactive && !piped ? streams.out(text) : streams.err(text)),
  });
  if (result.kind === 'shell') return { status: 0, shell: result.shell };
  if (result.kind === 'interrupted') return { status: 130 };
  if (result.kind === 'unstartable')
    throw failure(
      `Internal error occurred: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec ${JSON.stringify(found.id)}: OCI runtime exec failed: exec failed: unable to start container process: exec: ${result.message}`,
    );
  if (result.status === 0) return { status: 0 };
  throw new Failure(`command terminated with exit code ${result.status}`, result.status);
}

/** The kubelet's words where there is nothing to enter. */
function notRunning(_call: Call, pod: Pod, name: string, node: string | undefined): Failure {
  if (node === undefined || node === '')
    return new Failure(
      `Error from server (BadRequest): pod ${pod.metadata.name} does not have a host assigned`,
    );
  return failure(
    `Internal error occurred: unable to upgrade connection: container not found (${JSON.stringify(name)})`,
  );
}
