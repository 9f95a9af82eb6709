/** Small words for writing down the files of an image. */
import type { Directory, FileNode, RegularFile, SymbolicLink } from '../files/tree.ts';

/** When the files of images were made: one moment for all, since the real ones differ with every build. */
const BUILT = Date.UTC(2025, 10, 3, 8, 0, 0);

export interface Owner {
  readonly uid?: number;
  readonly gid?: number;
  readonly mode?: number;
}

export function file(content: string, owner: Owner = {}): RegularFile {
  return { type: 'file', uid: 0, gid: 0, mode: 0o644, mtime: BUILT, content, ...owner };
}

/** A file that is there, and of which Podium knows only what its programs read (`content`). */
export function unknownFile(content = '', owner: Owner = {}): RegularFile {
  return { ...file(content, owner), unknown: true };
}

/** A file that can be run; `program` says as what. */
export function program(name: string, mode = 0o755): RegularFile {
  return { type: 'file', uid: 0, gid: 0, mode, mtime: BUILT, content: '', unknown: true, program: name };
}

export function link(target: string): SymbolicLink {
  return { type: 'link', uid: 0, gid: 0, mode: 0o777, mtime: BUILT, target };
}

export function directory(entries: Readonly<Record<string, FileNode>> = {}, owner: Owner = {}): Directory {
  return { type: 'directory', uid: 0, gid: 0, mode: 0o755, mtime: BUILT, entries, ...owner };
}

/** One file for each name, all of the same program. */
export function programs(name: string, called: readonly string[]): Record<string, FileNode> {
  return Object.fromEntries(called.map((one) => [one, program(name)]));
}

/** A directory with others put over it: directories are joined, anything else takes the place of what was. */
function over(base: Directory, more: Directory): Directory {
  const entries: Record<string, FileNode> = { ...base.entries };
  for (const [name, node] of Object.entries(more.entries)) {
    const old = entries[name];
    entries[name] = old?.type === 'directory' && node.type === 'directory' ? over(old, node) : node;
  }
  return { ...more, entries };
}

/** A base with several nodes at their paths. Directories on the way keep what the base says of them. */
export function withFiles(base: Directory, nodes: Readonly<Record<string, FileNode>>): Directory {
  let whole = base;
  for (const [path, node] of Object.entries(nodes))
    whole = put(
      whole,
      path.split('/').filter((one) => one !== ''),
      node,
    );
  return whole;
}

function put(base: Directory, path: readonly string[], node: FileNode): Directory {
  const [name = '', ...rest] = path;
  const old = base.entries[name];
  if (rest.length > 0) {
    const below = old?.type === 'directory' ? old : directory();
    return { ...base, entries: { ...base.entries, [name]: put(below, rest, node) } };
  }
  const joined = old?.type === 'directory' && node.type === 'directory' ? over(old, node) : node;
  return { ...base, entries: { ...base.entries, [name]: joined } };
}

/** Lines with a line feed behind each. */
export function lines(...all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('');
}
