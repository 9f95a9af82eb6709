/** What the kubelet's HTTP endpoints give: logs of containers, commands run inside them. */
import type { Status } from '../../api/index.ts';
import { get, type Pod, resource } from '../../api/index.ts';
import { timestamp } from '../../clock.ts';
import type { Draft } from '../../draft.ts';
import { type Executed, execIn } from '../../programs/index.ts';
import type { ContainerRecord } from '../../state.ts';
import type { Streams } from '../../streams.ts';

/** The running container of a pod, by its name; undefined: it does not run. */
export function containerOf(
  draft: Draft,
  namespace: string,
  pod: string,
  name: string,
): ContainerRecord | undefined {
  const { latest } = attemptsOf(draft, namespace, pod, name);
  return latest !== undefined && latest.startedAt !== null && latest.finishedAt === null ? latest : undefined;
}

interface Attempts {
  readonly latest: ContainerRecord | undefined;
  readonly previous: ContainerRecord | undefined;
}

/** The last two attempts of a container that were ever started. */
export function attemptsOf(draft: Draft, namespace: string, pod: string, name: string): Attempts {
  const found = get(draft, { resource: resource('pods'), namespace, name: pod });
  if (!found.ok) return { latest: undefined, previous: undefined };
  const { uid } = found.value.metadata;
  const all = Object.values(draft.containers)
    .filter((one) => one.podUid === uid && one.name === name && one.startedAt !== null)
    .toSorted((a, b) => b.attempt - a.attempt || b.createdAt - a.createdAt);
  return { latest: all[0], previous: all[1] };
}

/** Runs a command in a container. */
export function execInContainer(
  draft: Draft,
  container: ContainerRecord,
  argv: readonly string[],
  streams: Streams,
): Executed {
  return execIn(draft, container, argv, streams);
}

/** What a log request asks for (`GET …/log?container=c&tailLines=1`). */
export interface LogQuery {
  get(name: string): string | null;
}

/** The log of a container, or why there is none (kubernetes pkg/registry/core/pod/strategy.go LogLocation, kubelet). */
export function logOf(draft: Draft, namespace: string, pod: string, query: LogQuery): string | Status {
  const found = get(draft, { resource: resource('pods'), namespace, name: pod });
  if (!found.ok) return found.status;
  const object = found.value as Pod;
  const name = query.get('container') ?? object.spec.containers[0]?.name ?? '';
  const status = [
    ...(object.status.containerStatuses ?? []),
    ...(object.status.initContainerStatuses ?? []),
    ...(object.status.ephemeralContainerStatuses ?? []),
  ].find((one) => one.name === name);
  const bad = (message: string): Status => ({ code: 400, reason: 'BadRequest', message, details: {} });
  const known = [
    ...object.spec.containers,
    ...(object.spec.initContainers ?? []),
    ...(object.spec.ephemeralContainers ?? []),
  ].some((one) => one.name === name);
  if (!known) return bad(`container ${name} is not valid for pod ${pod}`);
  const previous = query.get('previous') === 'true';
  const { latest, previous: before } = attemptsOf(draft, namespace, pod, name);
  const waiting = status?.state.waiting;
  if (previous) {
    const dead = status?.state.terminated !== undefined && before === undefined ? undefined : before;
    const record = waiting !== undefined && latest !== undefined ? latest : dead;
    if (record === undefined)
      return bad(
        `previous terminated container ${JSON.stringify(name)} in pod ${JSON.stringify(pod)} not found`,
      );
    return textOf(record, draft.now, query);
  }
  if (latest === undefined) {
    if (object.spec.nodeName === undefined || object.spec.nodeName === '')
      return bad(`pod ${pod} does not have a host assigned`);
    return bad(
      `container ${JSON.stringify(name)} in pod ${JSON.stringify(pod)} is waiting to start: ${waiting?.reason ?? 'ContainerCreating'}`,
    );
  }
  return textOf(latest, draft.now, query);
}

function textOf(record: ContainerRecord, now: number, query: LogQuery): string {
  let lines = record.log;
  const since = query.get('sinceSeconds');
  if (since !== null) lines = lines.filter(({ at }) => at >= now - Number(since) * 1000);
  const after = query.get('sinceTime');
  if (after !== null) lines = lines.filter(({ at }) => at >= Date.parse(after));
  const tail = query.get('tailLines');
  if (tail !== null && Number(tail) >= 0) lines = Number(tail) === 0 ? [] : lines.slice(-Number(tail));
  const stamped = query.get('timestamps') === 'true';
  const text = lines
    .map(
      ({ at, text: line, partial }) =>
        `${stamped ? `${timestamp(at).replace('Z', `.${String(at % 1000).padStart(3, '0')}000000Z`)} ` : ''}${line}${partial === true ? '' : '\n'}`,
    )
    .join('');
  const limit = query.get('limitBytes');
  return limit === null ? text : text.slice(0, Number(limit));
}
