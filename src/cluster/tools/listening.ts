/** Who accepts connections where, as far as the state of the cluster says so. */
import type { Draft } from '../draft.ts';
import type { JsonObject } from '../json.ts';
import type { ContainerRecord } from '../state.ts';

/** What a connection to a port meets. */
export type Met =
  | { readonly kind: 'open'; readonly by: ContainerRecord }
  | { readonly kind: 'refused' }
  /** A program of which Podium does not know whether it listens. */
  | { readonly kind: 'unknown'; readonly by: ContainerRecord };

/** A program that waits for ever and binds nothing. */
const DEAF: ReadonlySet<string> = new Set(['sleep', 'tail', 'cat', 'watch', 'timeout', 'ping', 'read']);

/** What a connection to an address of the container's own network meets. */
export function met(draft: Draft, container: ContainerRecord, port: number): Met {
  const near = Object.values(draft.containers).filter(
    (one) =>
      one.startedAt !== null &&
      one.exitCode === null &&
      (container.hostNetwork ? one.hostNetwork : one.podUid === container.podUid),
  );
  const by = near.find((one) => listens(one).includes(port));
  if (by !== undefined) return { kind: 'open', by };
  const unknown = near.find(isUnknown);
  return unknown === undefined ? { kind: 'refused' } : { kind: 'unknown', by: unknown };
}

function programOf({ program }: ContainerRecord): JsonObject {
  return program === null || typeof program !== 'object' || Array.isArray(program)
    ? {}
    : (program as JsonObject);
}

function listens(record: ContainerRecord): readonly number[] {
  const { listens: ports } = programOf(record);
  return Array.isArray(ports) ? (ports as readonly number[]) : [];
}

/** Neither a known server, nor a shell, nor a program that binds nothing. */
function isUnknown(record: ContainerRecord): boolean {
  if (listens(record).length > 0) return false;
  const { state } = programOf(record);
  const frames = ((state ?? {}) as JsonObject).frames;
  const top = Array.isArray(frames) ? (frames.at(-1) as JsonObject | undefined) : undefined;
  if (top === undefined) return state === undefined;
  const argv = Array.isArray(top.argv) ? (top.argv as readonly string[]) : [];
  return top.kind === 'tool' && !DEAF.has((argv[0] ?? '').replace(/^.*\//, ''));
}
