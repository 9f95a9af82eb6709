/** Paths to nodes, as the kernel walks them: mounts, links, search permission on the way. */
import type { Draft } from '../draft.ts';
import type { Identity } from '../identity.ts';
import { FileError } from './errors.ts';
import { byBytes, childOf, MADE, namesOf, type Seen, type SeenNode, top } from './layers.ts';
import { EXECUTE, may } from './permission.ts';
import type { Directory, Mount, Tree } from './tree.ts';

/** Whose eyes: what is mounted where, who looks, and what is not stored but made up as it is read. */
export interface View {
  readonly draft: Draft;
  readonly mounts: readonly Mount[];
  readonly identity: Identity;
  /** Files below a tree's `base`, or null. */
  base(tree: Tree): Directory | null;
  /** Somebody reads a file of which Podium does not know what is in it. */
  unread(path: string): void;
  /** The files of a mount without a tree (`proc`, `sysfs`, devices), as they are now. */
  virtual(mount: Mount): Directory;
}

/** Where a path led. */
export interface Found {
  /** Without links, dots and double slashes. */
  readonly path: string;
  readonly mount: Mount;
  readonly node: SeenNode['node'];
  readonly seen: Seen | null;
}

/** A name that may be made: the directory it would stand in. */
export interface Slot {
  readonly parent: Found;
  readonly name: string;
  readonly found: Found | null;
}

const MAX_LINKS = 40;

/** Names of a path; `.` and nothing between slashes are left out. */
export function namesIn(path: string): string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.');
}

/** A path as the process means it, from its working directory. */
export function absolute(cwd: string, path: string): string {
  return path.startsWith('/') ? path : `${cwd}/${path}`;
}

/** The mount that shows a path: the longest that holds it, of two the later. */
function mountOf(mounts: readonly Mount[], path: string): Mount {
  let best: Mount | undefined;
  for (const mount of mounts) {
    const holds = mount.path === '/' || path === mount.path || path.startsWith(`${mount.path}/`);
    if (holds && (best === undefined || mount.path.length >= best.path.length)) best = mount;
  }
  if (best === undefined) throw new FileError('ENOENT');
  return best;
}

/** The root of a mount: what its tree holds at `mount.root`. */
export function rootOf(view: View, mount: Mount): SeenNode {
  let at: SeenNode;
  if (mount.tree === null) {
    const directory = view.virtual(mount);
    at = { node: directory, seen: { upper: null, lower: directory } };
  } else {
    const tree = view.draft.trees[mount.tree];
    if (tree === undefined) throw new FileError('ENOENT');
    at = { node: tree.root, seen: { upper: tree.root, lower: view.base(tree) } };
  }
  for (const name of namesIn(mount.root)) {
    const child = at.seen === null ? undefined : childOf(at.seen, name);
    if (child === undefined) throw new FileError('ENOENT');
    at = child;
  }
  return at;
}

function step(view: View, at: Found, name: string): Found | null {
  const path = at.path === '/' ? `/${name}` : `${at.path}/${name}`;
  const mount = view.mounts.findLast((one) => one.path === path);
  if (mount !== undefined) return { path, mount, ...rootOf(view, mount) };
  const child = at.seen === null ? undefined : childOf(at.seen, name);
  if (child !== undefined) return { path, mount: at.mount, ...child };
  const leads = view.mounts.some((one) => one.path.startsWith(`${path}/`));
  return leads ? { path, mount: at.mount, node: MADE, seen: { upper: null, lower: MADE } } : null;
}

/** The root directory as the process sees it. */
function start(view: View): Found {
  const mount = mountOf(view.mounts, '/');
  return { path: '/', mount, ...rootOf(view, mount) };
}

/**
 * Walks a path to the place its last name stands in. `follow` says whether a link at the end is followed. Throws
 * ENOENT, ENOTDIR, EACCES, ELOOP for what is wrong on the way; the last name itself may be missing (`found` null).
 */
export function slotAt(view: View, path: string, follow: boolean): Slot {
  if (path.length > 4096) throw new FileError('ENAMETOOLONG');
  let todo = namesIn(path);
  let links = 0;
  const way: Found[] = [start(view)];
  const here = (): Found => way.at(-1) ?? start(view);
  const directory = path.endsWith('/');
  for (;;) {
    const name = todo.shift();
    const at = here();
    if (name === undefined) {
      const parent = way.at(-2) ?? at;
      return { parent, name: '.', found: at };
    }
    if (at.node.type !== 'directory') throw new FileError('ENOTDIR');
    if (!may(view.identity, at.node, EXECUTE)) throw new FileError('EACCES');
    if (name === '..') {
      if (way.length > 1) way.pop();
      continue;
    }
    if (name.length > 255) throw new FileError('ENAMETOOLONG');
    const next = step(view, at, name);
    const last = todo.length === 0;
    if (next === null) {
      if (!last) throw new FileError('ENOENT');
      return { parent: at, name, found: null };
    }
    if (next.node.type === 'link' && (!last || follow || directory)) {
      links += 1;
      if (links > MAX_LINKS) throw new FileError('ELOOP');
      if (next.node.target.startsWith('/')) way.splice(1);
      todo = [...namesIn(next.node.target), ...todo];
      continue;
    }
    if (last) {
      if (directory && next.node.type !== 'directory') throw new FileError('ENOTDIR');
      return { parent: at, name, found: next };
    }
    way.push(next);
  }
}

/** Walks a path to what is there. Throws ENOENT where nothing is. */
export function foundAt(view: View, path: string, follow: boolean): Found {
  const { found } = slotAt(view, path, follow);
  if (found === null) throw new FileError('ENOENT');
  return found;
}

/** The names in a directory, with the places of mounts among them, ordered by their bytes. */
export function listing(view: View, found: Found): string[] {
  if (found.seen === null) throw new FileError('ENOTDIR');
  const names = new Set(namesOf(found.seen));
  const prefix = found.path === '/' ? '/' : `${found.path}/`;
  for (const { path } of view.mounts) {
    const name = path.startsWith(prefix) ? path.slice(prefix.length).split('/', 1)[0] : '';
    if (name !== undefined && name !== '') names.add(name);
  }
  return [...names].sort(byBytes);
}

/** The node at the top of what is seen of a directory, for a copy with other attributes. */
export function writtenSide(found: Found): Directory {
  if (found.seen === null) throw new FileError('ENOTDIR');
  return found.seen.upper ?? { ...top(found.seen), entries: {} };
}
