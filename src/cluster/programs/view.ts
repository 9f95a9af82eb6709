/** A container's files as one of its processes sees them. */
import type { Draft } from '../draft.ts';
import { kernelFiles } from '../files/kernel.ts';
import { foundAt, type View } from '../files/lookup.ts';
import { FileSystem } from '../files/system.ts';
import type { Mount, Tree } from '../files/tree.ts';
import type { Identity } from '../identity.ts';
import { filesBelow } from '../images/index.ts';
import type { ContainerRecord } from '../state.ts';
import { processes } from '../tools/processes.ts';
import { environmentOf, mountsOf } from '../usual.ts';

/** What a process that looks is, for /proc/self. */
export interface Looker {
  readonly pid: number;
  readonly argv: readonly string[];
}

/** The process 1 of a container as it is now: `exec` and gosu change it. */
export interface First {
  readonly argv: readonly string[];
  readonly identity: Identity;
}

const rootIdentity = (identity: Identity): Identity => ({
  ...identity,
  uid: 0,
  capabilities: { ...identity.capabilities, effective: ['DAC_OVERRIDE', 'DAC_READ_SEARCH'] },
});

/**
 * The runtime mounts at the place that a path leads to inside the image: a volume at /var/run is at /run where that is a
 * link (runc's securejoin).
 */
export function resolvedMounts(draft: Draft, container: ContainerRecord): readonly Mount[] {
  const done: Mount[] = [];
  for (const mount of mountsOf(container)) {
    const view = viewOf(
      draft,
      container,
      done,
      rootIdentity(container.identity),
      null,
      container,
      () => undefined,
    );
    done.push(mount.path === '/' ? mount : { ...mount, path: placeOf(view, mount.path) });
  }
  return done;
}

/** Where a path leads, as far as it is there. */
function placeOf(view: View, path: string): string {
  const names = path.split('/').filter((name) => name !== '');
  let place = '';
  for (const name of names) {
    const next = `${place}/${name}`;
    try {
      place = foundAt(view, next, true).path;
    } catch {
      place = next;
    }
  }
  return place === '' ? '/' : place;
}

function viewOf(
  draft: Draft,
  container: ContainerRecord,
  mounts: readonly Mount[],
  identity: Identity,
  looker: Looker | null,
  first: First,
  unread: (path: string) => void,
): View {
  return {
    draft,
    mounts,
    identity,
    unread,
    base: (tree: Tree) => filesBelow(tree),
    virtual: (mount) => {
      const seen = processes(draft, container).map((one) =>
        one.firstOf === container.id ? { ...one, identity: first.identity, argv: first.argv } : one,
      );
      const own = seen.find(({ firstOf }) => firstOf === container.id)?.pid ?? 1;
      const config = { env: environmentOf(container), mounts: mountsOf(container) };
      return kernelFiles({ ...container, ...config }, mount, seen, {
        pid: looker?.pid ?? own,
        identity: looker === null || looker.pid === own ? first.identity : identity,
        argv: looker?.argv ?? first.argv,
      });
    },
  };
}

/** The files of a container for a process with an identity; `mounts` are `resolvedMounts`. */
export function containerFiles(
  draft: Draft,
  container: ContainerRecord,
  mounts: readonly Mount[],
  identity: Identity,
  looker: Looker | null,
  first: First,
  unread: (path: string) => void,
): FileSystem {
  return new FileSystem(viewOf(draft, container, mounts, identity, looker, first, unread));
}
