/** The learner's files, as far as kubectl reads and writes them. */
import type { Draft } from '../draft.ts';
import { childOf, namesOf, type Seen, top } from '../files/layers.ts';
import type { FileNode, RegularFile } from '../files/tree.ts';
import { treeKey } from '../files/tree.ts';
import { filesBelow } from '../images/index.ts';
import { withFileAt } from '../machine-files.ts';
import type { Call } from './call.ts';

/** An absolute path without `.`, `..` and double slashes. */
export function absolutePath(draft: Draft, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${draft.machine.cwd}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** What is at a path, of what was written and of what the machine has from the start; links are followed, 40 at most. */
export function fileAt(draft: Draft, path: string, links = 40): FileNode | undefined {
  const tree = draft.trees[treeKey.machine];
  if (tree === undefined) return undefined;
  let seen: Seen = { upper: tree.root, lower: filesBelow(tree) };
  const parts = absolutePath(draft, path)
    .split('/')
    .filter((part) => part !== '');
  for (const [index, part] of parts.entries()) {
    const found = childOf(seen, part);
    if (found === undefined) return undefined;
    if (found.node.type === 'link') {
      if (links <= 0) return undefined;
      const { target } = found.node;
      const folder = `/${parts.slice(0, index).join('/')}`;
      const start = target.startsWith('/') ? target : `${folder}/${target}`;
      return fileAt(draft, [start, ...parts.slice(index + 1)].join('/'), links - 1);
    }
    if (found.seen === null) return index === parts.length - 1 ? found.node : undefined;
    seen = found.seen;
  }
  const whole = seen;
  const entries = namesOf(whole).map((name): [string, FileNode] => [
    name,
    childOf(whole, name)?.node ?? { type: 'whiteout' },
  ]);
  return { ...top(whole), entries: Object.fromEntries(entries) };
}

/** A file's text; says so where Podium does not know what is in it. */
export function contentOf(call: Call, path: string, file: RegularFile): string {
  if (file.unknown === true)
    throw call.notSimulated({
      code: 'file:unknown',
      message: `Podium does not know what is in ${path}.`,
    });
  return file.content;
}

/** Writes a file; says whether it could (where a directory is, nothing is written). */
export function writeFile(draft: Draft, path: string, content: string): boolean {
  const tree = draft.trees[treeKey.machine];
  if (tree === undefined || fileAt(draft, path)?.type === 'directory') return false;
  const root = withFileAt(tree.root, absolutePath(draft, path), content, draft.now);
  draft.trees[treeKey.machine] = { ...tree, root };
  return true;
}
