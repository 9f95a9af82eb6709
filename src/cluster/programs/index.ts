/** The programs of containers, for whoever types: where they sleep the clock of the cluster runs on. */
import type { Draft } from '../draft.ts';
import type { ContainerRecord } from '../state.ts';
import type { Streams } from '../streams.ts';
import { passing } from './patience.ts';
import type { Executed } from './progress.ts';
import { execWith } from './run.ts';

export type { Executed } from './progress.ts';
export { listensOn, startProgram, terminateProgram, wakeProgram } from './run.ts';

/** Runs a command inside a running container, as the container's own identity, in its working directory. */
export function execIn(
  draft: Draft,
  container: ContainerRecord,
  argv: readonly string[],
  streams: Streams,
): Executed {
  return execWith(draft, container, argv, streams, passing(draft, container));
}
