/** The processes that can be seen from inside a container. */
import type { Draft } from '../draft.ts';
import type { Identity } from '../identity.ts';
import type { Json } from '../json.ts';
import type { ContainerRecord } from '../state.ts';

export interface SeenProcess {
  readonly pid: number;
  readonly uid: number;
  readonly identity: Identity;
  readonly argv: readonly string[];
  /** Its command line. */
  readonly command: string;
  /** ms of the cluster's clock. */
  readonly startedAt: number;
  /** It has the terminal of `kubectl exec -it`. */
  readonly tty: boolean;
  /** It is the first process of this container: its id. */
  readonly firstOf?: string;
}

/** A process that a program started beside itself. */
export interface Child {
  readonly uid: number;
  readonly argv: readonly string[];
  /** Where its number is known (a server logs it). */
  readonly pid?: number;
}

interface Told {
  readonly uid: number;
  readonly argv: readonly string[];
  readonly identity: Identity;
  readonly children: readonly Child[];
}

/** What a saved program tells of itself: the command line that process 1 has now, and what it started. */
function told(program: Json, container: ContainerRecord): Told {
  const { identity, argv } = container;
  const own = { uid: identity.uid, identity, argv, children: [] };
  if (program === null || typeof program !== 'object' || Array.isArray(program) || !('shown' in program))
    return own;
  const shown = program.shown;
  return typeof shown === 'object' && shown !== null ? { ...own, ...(shown as unknown as Told) } : own;
}

/** A child of another user has given up what root may do. */
function identityOf(first: Identity, uid: number): Identity {
  if (uid === first.uid) return first;
  const { bounding } = first.capabilities;
  const none = { inheritable: [], permitted: [], effective: [], bounding, ambient: [] };
  return { ...first, uid, gid: uid, groups: [uid], capabilities: none };
}

/** The pause container, whose process is the first of a process namespace that a pod shares. */
function pause(container: ContainerRecord): SeenProcess {
  const identity = { ...identityOf({ ...container.identity, uid: 0 }, 65_535) };
  const startedAt = container.startedAt ?? container.createdAt;
  return { pid: 1, uid: 65_535, identity, argv: ['/pause'], command: '/pause', startedAt, tty: false };
}

/** The first process of a container with what it started; its number is `pid`, theirs follow. */
function ofContainer(record: ContainerRecord, pid: number): SeenProcess[] {
  const first = told(record.program, record);
  const about = { startedAt: record.startedAt ?? record.createdAt, tty: record.tty };
  return [
    {
      pid,
      uid: first.uid,
      identity: first.identity,
      argv: first.argv,
      command: first.argv.join(' '),
      firstOf: record.id,
      ...about,
    },
    ...first.children.map((child, index) => ({
      pid: pid - 1 + (child.pid ?? 7 + index),
      uid: child.uid,
      identity: identityOf(first.identity, child.uid),
      argv: child.argv,
      command: child.argv.join(' '),
      ...about,
    })),
  ];
}

/** The containers whose processes are in one namespace with those of a container, in the order they started. */
function together(draft: Draft, container: ContainerRecord): readonly ContainerRecord[] {
  const now = draft.containers[container.id] ?? container;
  if (container.sharedPid) {
    const others = Object.values(draft.containers).filter(
      (one) =>
        one.id !== now.id &&
        one.podUid === now.podUid &&
        one.sharedPid &&
        one.startedAt !== null &&
        one.exitCode === null,
    );
    return [...others, now].sort((a, b) => (a.startedAt ?? a.createdAt) - (b.startedAt ?? b.createdAt));
  }
  const target = container.pidTarget === null ? undefined : draft.containers[container.pidTarget];
  return target === undefined || target.exitCode !== null ? [now] : [target, now];
}

/** Every process that one in the container sees, by their numbers; shells that are open in it last. */
export function processes(draft: Draft, container: ContainerRecord): SeenProcess[] {
  const members = together(draft, container);
  const list: SeenProcess[] = container.sharedPid ? [pause(container)] : [];
  for (const [index, record] of members.entries())
    list.push(...ofContainer(record, list.length === 0 ? 1 : 7 + 35 * index));
  for (const [index, shell] of draft.shells.entries()) {
    if (!members.some(({ id }) => id === shell.container)) continue;
    // A debug container whose process is the shell: kubectl attached to it.
    const own = list.findIndex(
      (one) => one.firstOf === shell.container && one.tty && one.command === shell.argv.join(' '),
    );
    if (own !== -1) continue;
    list.push({
      pid: 20 + index,
      uid: shell.identity.uid,
      identity: shell.identity,
      argv: shell.argv,
      command: shell.argv.join(' '),
      startedAt: draft.now,
      tty: true,
    });
  }
  return list.sort((a, b) => a.pid - b.pid);
}
