/** The learner's files, as far as kubectl reads and writes them. */
import type { Draft } from '../draft.ts';
import type { FileNode } from '../files/tree.ts';
import { treeKey } from '../files/tree.ts';
import { withFileAt } from '../machine-files.ts';

/** An absolute path without `.`, `..` and double slashes. */
function absolutePath(draft: Draft, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${draft.machine.cwd}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** What is at a path; undefined where nothing is. Links are followed, 40 at most. */
export function fileAt(draft: Draft, path: string, links = 40): FileNode | undefined {
  let at: FileNode | undefined = draft.trees[treeKey.machine]?.root;
  const parts = absolutePath(draft, path).split('/').slice(1);
  for (const [index, part] of parts.entries()) {
    if (part === '') continue;
    if (at?.type !== 'directory') return undefined;
    at = Object.hasOwn(at.entries, part) ? at.entries[part] : undefined;
    if (at?.type === 'link' && links > 0) {
      const folder = `/${parts.slice(0, index).join('/')}`;
      const target = at.target.startsWith('/') ? at.target : `${folder}/${at.target}`;
      at = fileAt(draft, target, links - 1);
    }
  }
  return at?.type === 'whiteout' ? undefined : at;
}

/** Writes a file; says whether it could (where a directory is, nothing is written). */
export function writeFile(draft: Draft, path: string, content: string): boolean {
  const tree = draft.trees[treeKey.machine];
  if (tree === undefined || fileAt(draft, path)?.type === 'directory') return false;
  const root = withFileAt(tree.root, absolutePath(draft, path), content, draft.now);
  draft.trees[treeKey.machine] = { ...tree, root };
  return true;
}
