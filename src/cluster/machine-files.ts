import { type Directory, treeKey } from './files/tree.ts';
import type { Cluster } from './state.ts';

/** A tree with a text file of root's at a path; directories on the way are made where there are none. */
export function withFileAt(root: Directory, path: string, content: string, mtime: number): Directory {
  const put = (directory: Directory, names: readonly string[]): Directory => {
    const [name, ...rest] = names;
    if (name === undefined) return directory;
    const old = Object.hasOwn(directory.entries, name) ? directory.entries[name] : undefined;
    const made: Directory = { type: 'directory', uid: 0, gid: 0, mode: 0o755, mtime, entries: {} };
    const next =
      rest.length > 0
        ? put(old?.type === 'directory' ? old : made, rest)
        : {
            uid: 0,
            gid: 0,
            mode: 0o644,
            ...(old?.type === 'file' ? old : {}),
            type: 'file' as const,
            mtime,
            content,
          };
    return { ...directory, entries: { ...directory.entries, [name]: next } };
  };
  return put(
    root,
    path.split('/').filter((name) => name !== '' && name !== '.'),
  );
}

/** A text file on the learner's machine. */
export interface FileOnMachine {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/** How deep folders are looked into. */
const DEEP = 12;

/** The text files that somebody wrote on the learner's machine, those of the system left out; in the order of paths. */
export function machineFiles({ trees }: Pick<Cluster, 'trees'>): readonly FileOnMachine[] {
  const root = trees[treeKey.machine]?.root;
  const below = (directory: Directory, path: string, depth: number): readonly FileOnMachine[] =>
    Object.entries(directory.entries).flatMap(([name, node]) => {
      if (node.type === 'directory' && depth < DEEP) return below(node, `${path}${name}/`, depth + 1);
      const shown = node.type === 'file' && node.unknown === undefined && node.program === undefined;
      return shown ? [{ path: `${path}${name}`, text: node.content }] : [];
    });
  return root === undefined ? [] : below(root, '/', 0).toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
