/**
 * The programs of containers: what runs as process 1, and what `kubectl exec` starts beside it. Pure like all of
 * cluster/: a program that is not done gives back where it stands as JSON, and is called again at its moment.
 */
import type { Draft } from '../draft.ts';
import type { ContainerRecord } from '../state.ts';
import type { Streams } from '../streams.ts';
import type { Executed, Progress } from './progress.ts';

export type { Executed, Progress } from './progress.ts';

/** Starts process 1 of a container that was just made, and runs it until it ends, sleeps or waits. */
export function startProgram(draft: Draft, container: ContainerRecord): Progress {
  const [name = '', time = ''] = container.argv;
  if (name.replace(/^.*\//, '') !== 'sleep') {
    const message = `"${name}": executable file not found in $PATH`;
    return { kind: 'unstartable', message, status: 127 };
  }
  const seconds = Number.parseFloat(time);
  if (!Number.isFinite(seconds)) return { kind: 'waiting', program: null };
  const unit = { m: 60, h: 3600, d: 86_400 }[time.at(-1) ?? ''] ?? 1;
  return { kind: 'sleeping', until: draft.now + seconds * unit * 1000, program: null };
}

/** Goes on with process 1, whose `ContainerRecord.program` is what the last `sleeping` gave back. */
export function wakeProgram(_draft: Draft, _container: ContainerRecord): Progress {
  return { kind: 'exited', status: 0 };
}

/**
 * What process 1 does on SIGTERM: a server ends (`exited`), a shell or `sleep` as process 1 does not notice it
 * (`waiting` or `sleeping` again) and is killed when the grace period is over.
 */
export function terminateProgram(_draft: Draft, container: ContainerRecord): Progress {
  return { kind: 'waiting', program: container.program };
}

/** Runs a command inside a running container, as the container's own identity, in its working directory. */
export function execIn(
  _draft: Draft,
  _container: ContainerRecord,
  argv: readonly string[],
  _streams: Streams,
): Executed {
  return { kind: 'unstartable', message: `"${argv[0] ?? ''}": executable file not found in $PATH` };
}

/** Whether something in the container accepts connections on a TCP port: what probes and `ping`, `nc`, `wget` meet. */
export function listensOn(_draft: Draft, _container: ContainerRecord, _port: number): boolean {
  return false;
}
