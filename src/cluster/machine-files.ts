import type { Directory } from './files/tree.ts';

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
