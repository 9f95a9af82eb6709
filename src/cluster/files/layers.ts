/** Trees as they are seen and changed: a layer of what was written over files that are not stored (overlayfs). */
import type { Directory, FileNode } from './tree.ts';

/** A directory as it is seen: what was written over what lies below. At least one of the two is there. */
export interface Seen {
  readonly upper: Directory | null;
  readonly lower: Directory | null;
}

/** A directory that the runtime made as the place of a mount, where the tree below does not have it. */
export const MADE: Directory = { type: 'directory', uid: 0, gid: 0, mode: 0o755, mtime: 0, entries: {} };

/** Anything but a whiteout, as it is seen; a directory comes with both of its sides. */
export interface SeenNode {
  readonly node: Exclude<FileNode, { type: 'whiteout' }>;
  readonly seen: Seen | null;
}

/** The attributes of a directory that is seen: the written side's where there is one. */
export function top(seen: Seen): Directory {
  const directory = seen.upper ?? seen.lower;
  if (directory === null) throw new RangeError('a directory with neither side');
  return directory;
}

/** Own property only, so that a file named `constructor` is a file. */
function entry(directory: Directory | null, name: string): FileNode | undefined {
  return directory !== null && Object.hasOwn(directory.entries, name) ? directory.entries[name] : undefined;
}

/** What a directory shows under a name. */
export function childOf(seen: Seen, name: string): SeenNode | undefined {
  const above = entry(seen.upper, name);
  const below = seen.upper?.opaque === true ? undefined : entry(seen.lower, name);
  const node = above ?? below;
  if (node === undefined || node.type === 'whiteout') return undefined;
  if (node.type !== 'directory') return { node, seen: null };
  const upper = above?.type === 'directory' ? above : null;
  const under = below?.type === 'directory' && upper?.opaque !== true ? below : null;
  return { node, seen: { upper, lower: under } };
}

/** The names that a directory shows, in the order of their bytes. */
export function namesOf(seen: Seen): string[] {
  const names = new Set(seen.upper === null ? [] : Object.keys(seen.upper.entries));
  if (seen.lower !== null && seen.upper?.opaque !== true)
    for (const name of Object.keys(seen.lower.entries)) names.add(name);
  return [...names].filter((name) => childOf(seen, name) !== undefined).sort(byBytes);
}

/** Order of two names by their code points, as `ls` has it in the C locale. */
export function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The written side of a tree with another node at `path` (names from the root down; null removes it). Directories on the
 * way that were never written are copied up with their attributes. Throws where a name on the way is no directory.
 */
export function withNode(
  root: Seen,
  path: readonly string[],
  node: FileNode | null,
  mtime: number | null,
): Directory {
  const [name, ...rest] = path;
  const self = top(root);
  if (name === undefined) {
    if (node?.type === 'directory') return node;
    throw new RangeError('the root of a tree is a directory');
  }
  const entries = { ...root.upper?.entries };
  if (rest.length > 0) {
    const child = childOf(root, name)?.seen ?? { upper: MADE, lower: null };
    setEntry(entries, name, withNode(child, rest, node, mtime));
  } else if (node !== null) {
    const covers = node.type === 'directory' && entry(root.lower, name)?.type === 'directory';
    const was = entry(root.upper, name);
    const fresh = covers && was?.type === 'whiteout' && node.type === 'directory';
    setEntry(entries, name, fresh ? { ...node, opaque: true } : node);
  } else if (root.upper?.opaque !== true && entry(root.lower, name) !== undefined) {
    setEntry(entries, name, { type: 'whiteout' });
  } else {
    delete entries[name];
  }
  const kept: Directory = { ...self, entries };
  return rest.length === 0 && mtime !== null ? { ...kept, mtime } : kept;
}

function setEntry(entries: Record<string, FileNode>, name: string, node: FileNode): void {
  Object.defineProperty(entries, name, { value: node, enumerable: true, configurable: true, writable: true });
}

const sizes = new WeakMap<Directory, { readonly bytes: number; readonly files: number }>();

/** Characters and nodes that are stored below a directory; remembered, since what is stored never changes. */
export function stored(directory: Directory): { readonly bytes: number; readonly files: number } {
  const known = sizes.get(directory);
  if (known !== undefined) return known;
  let bytes = 0;
  let files = 0;
  for (const node of Object.values(directory.entries)) {
    files += 1;
    if (node.type === 'file') bytes += node.content.length;
    else if (node.type === 'link') bytes += node.target.length;
    else if (node.type === 'directory') {
      const below = stored(node);
      bytes += below.bytes;
      files += below.files;
    }
  }
  const size = { bytes, files };
  sizes.set(directory, size);
  return size;
}
