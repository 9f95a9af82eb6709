/** Looking at and into the node's own files, for hostPath volumes and profiles. */
import type { Draft } from '../draft.ts';
import { type Directory, type FileNode, treeKey } from '../files/tree.ts';
import { NODE_FILES } from '../images/node.ts';

const names = (path: string): readonly string[] => path.split('/').filter((one) => one !== '' && one !== '.');

/** What the node has at a path: what was written, else what it came with. */
export function nodeFile(draft: Draft, path: string): FileNode | undefined {
  let upper: FileNode | undefined = draft.trees[treeKey.node]?.root;
  let lower: FileNode | undefined = NODE_FILES;
  for (const name of names(path)) {
    const above: FileNode | undefined =
      upper?.type === 'directory' && Object.hasOwn(upper.entries, name) ? upper.entries[name] : undefined;
    const below: FileNode | undefined =
      lower?.type === 'directory' && Object.hasOwn(lower.entries, name) ? lower.entries[name] : undefined;
    if (upper?.type === 'directory' && upper.opaque === true) lower = undefined;
    else lower = below;
    upper = above;
    if (upper === undefined && lower === undefined) return undefined;
  }
  const found = upper ?? lower;
  return found?.type === 'whiteout' ? undefined : found;
}

/** Puts a file or directory at a path of the node; directories on the way are made as root makes them (0755). */
export function putNodeFile(draft: Draft, path: string, node: FileNode): void {
  const put = (
    upper: Directory | undefined,
    lower: FileNode | undefined,
    left: readonly string[],
  ): Directory => {
    const [name, ...rest] = left;
    const below = lower?.type === 'directory' ? lower : undefined;
    const base: Directory = upper ?? {
      ...(below ?? { type: 'directory', uid: 0, gid: 0, mode: 0o755, mtime: draft.now }),
      entries: {},
    };
    if (name === undefined) return base;
    const old = Object.hasOwn(base.entries, name) ? base.entries[name] : undefined;
    const under = below !== undefined && Object.hasOwn(below.entries, name) ? below.entries[name] : undefined;
    const next = rest.length === 0 ? node : put(old?.type === 'directory' ? old : undefined, under, rest);
    return { ...base, entries: { ...base.entries, [name]: next } };
  };
  const root = put(draft.trees[treeKey.node]?.root, NODE_FILES, names(path));
  draft.trees[treeKey.node] = { base: { node: true }, root };
}
