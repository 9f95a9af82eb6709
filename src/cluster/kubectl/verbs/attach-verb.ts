/** kubectl attach (kubectl pkg/cmd/attach/attach.go). */
import type { Pod } from '../../api/index.ts';
import type { Verb } from '../call.ts';
import { failure } from '../failure.ts';
import { podsBehind } from '../streams/pods.ts';
import { containerFor } from '../streams/which.ts';
import { followPod } from './attach.ts';

export const attach: Verb = (call) => {
  const [first, second, third] = call.args;
  if (first === undefined) throw failure('at least 1 argument is required for attach');
  if (third !== undefined)
    throw failure(
      `expected POD, TYPE/NAME, or TYPE NAME, (at most 2 arguments) saw ${call.args.length}: [${call.args.join(' ')}]`,
    );
  const pod = podsBehind(call, second === undefined ? first : `${first}/${second}`, 'exec')[0] as
    | Pod
    | undefined;
  if (pod === undefined) throw failure('at least 1 argument is required for attach');
  const { phase } = pod.status;
  if (phase === 'Succeeded' || phase === 'Failed')
    throw failure(`cannot attach a container in a completed pod; current phase is ${phase}`);
  const container = containerFor(call, pod, call.text('container'), call.on('quiet'));
  return followPod(call, pod, {
    stdin: call.on('stdin'),
    tty: call.on('tty'),
    remove: false,
    exitCode: false,
    timeout: call.duration('pod-running-timeout', 60_000),
    quiet: call.on('quiet'),
    container,
    joins: true,
  });
};
