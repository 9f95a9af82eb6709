/** The processes that can be seen from inside a container. */
import type { Draft } from '../draft.ts';
import type { Json } from '../json.ts';
import type { ContainerRecord } from '../state.ts';

export interface SeenProcess {
  readonly pid: number;
  readonly uid: number;
  /** Its command line. */
  readonly command: string;
  /** ms of the cluster's clock. */
  readonly startedAt: number;
  /** It has the terminal of `kubectl exec -it`. */
  readonly tty: boolean;
}

interface Told {
  readonly uid: number;
  readonly argv: readonly string[];
  readonly children: readonly { readonly uid: number; readonly argv: readonly string[] }[];
}

/** What a saved program tells of itself: the command line that process 1 has now, and what it started. */
function told(program: Json, container: ContainerRecord): Told {
  const own = { uid: container.identity.uid, argv: container.argv, children: [] };
  if (program === null || typeof program !== 'object' || Array.isArray(program) || !('shown' in program))
    return own;
  const shown = program.shown;
  return typeof shown === 'object' && shown !== null ? (shown as unknown as Told) : own;
}

/** Process 1 with what it started, and the shells that are open in the container. */
export function processes(draft: Draft, container: ContainerRecord): SeenProcess[] {
  const record = draft.containers[container.id] ?? container;
  const first = told(record.program, record);
  const startedAt = record.startedAt ?? record.createdAt;
  const list: SeenProcess[] = [
    { pid: 1, uid: first.uid, command: first.argv.join(' '), startedAt, tty: record.tty },
  ];
  for (const [index, child] of first.children.entries())
    list.push({ pid: 7 + index, uid: child.uid, command: child.argv.join(' '), startedAt, tty: record.tty });
  for (const [index, shell] of draft.shells.filter((one) => one.container === container.id).entries())
    list.push({
      pid: 20 + index,
      uid: shell.identity.uid,
      command: shell.argv.join(' '),
      startedAt: draft.now,
      tty: true,
    });
  return list;
}
