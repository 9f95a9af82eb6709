/** Small trees of files as volumes begin. */
import type { Directory, FileNode, RegularFile, SymbolicLink } from '../files/tree.ts';

/** A directory of root's. */
export function directoryOf(
  entries: Readonly<Record<string, FileNode>>,
  mode: number,
  mtime: number,
): Directory {
  return { type: 'directory', uid: 0, gid: 0, mode, mtime, entries };
}

/** A file of root's. */
export function fileOf(content: string, mode: number, mtime: number): RegularFile {
  return { type: 'file', uid: 0, gid: 0, mode, mtime, content };
}

const linkOf = (target: string, mtime: number): SymbolicLink => ({
  type: 'link',
  uid: 0,
  gid: 0,
  mode: 0o777,
  mtime,
  target,
});

/** What a projected file says and how it may be read. */
export interface Projection {
  readonly content: string;
  readonly mode: number;
  /** Its owner; root where none is given. */
  readonly uid?: number;
}

/**
 * A volume that the kubelet writes (Secret, ConfigMap, projected, downwardAPI): the files in a directory named after the
 * moment, `..data` pointing to it, and a link for each first name (pkg/volume/util/atomic_writer.go).
 */
export function projectedDirectory(
  files: Readonly<Record<string, Projection>>,
  mode: number,
  mtime: number,
): Directory {
  const stamp = `..${new Date(mtime).toISOString().slice(0, 19).replaceAll('-', '_').replaceAll(':', '_').replace('T', '_')}.${String(mtime % 1_000_000_007).padStart(10, '0')}`;
  let inner: Directory = directoryOf({}, 0o755, mtime);
  for (const [path, { content, mode: own, uid = 0 }] of Object.entries(files)) {
    inner = withFile(
      inner,
      path.split('/').filter((name) => name !== ''),
      { ...fileOf(content, own, mtime), uid },
      mtime,
    );
  }
  const links = Object.keys(inner.entries).map((name) => [name, linkOf(`..data/${name}`, mtime)] as const);
  return directoryOf(
    { [stamp]: inner, '..data': linkOf(stamp, mtime), ...Object.fromEntries(links) },
    mode,
    mtime,
  );
}

function withFile(directory: Directory, names: readonly string[], file: FileNode, mtime: number): Directory {
  const [name, ...rest] = names;
  if (name === undefined) return directory;
  const old = directory.entries[name];
  const below = old?.type === 'directory' ? old : directoryOf({}, 0o755, mtime);
  const next = rest.length === 0 ? file : withFile(below, rest, file, mtime);
  return { ...directory, entries: { ...directory.entries, [name]: next } };
}

/** What stands at a path inside a tree without a base; undefined where nothing does. Links are not followed. */
export function nodeAtPath(root: Directory, path: string): FileNode | undefined {
  let node: FileNode = root;
  for (const name of path.split('/').filter((one) => one !== '' && one !== '.')) {
    if (node.type !== 'directory' || !Object.hasOwn(node.entries, name)) return undefined;
    const next: FileNode | undefined = node.entries[name];
    if (next === undefined) return undefined;
    node = next;
  }
  return node;
}

/** The tree with directories made where a path has none: with that mode, and the group of a setgid directory above. */
export function withDirectories(root: Directory, path: string, mode: number, mtime: number): Directory {
  const make = (directory: Directory, names: readonly string[]): Directory => {
    const [name, ...rest] = names;
    if (name === undefined) return directory;
    const old = Object.hasOwn(directory.entries, name) ? directory.entries[name] : undefined;
    if (old !== undefined && old.type !== 'directory') return directory;
    const inherits = (directory.mode & 0o2000) !== 0;
    const made = {
      ...directoryOf({}, mode | (inherits ? 0o2000 : 0), mtime),
      gid: inherits ? directory.gid : 0,
    };
    const below = make(old ?? made, rest);
    if (below === old) return directory;
    return { ...directory, entries: { ...directory.entries, [name]: below } };
  };
  return make(
    root,
    path.split('/').filter((one) => one !== '' && one !== '.'),
  );
}
