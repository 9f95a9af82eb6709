import { isScalar, type Node } from 'yaml';
import type { DeckPath } from './subject.ts';

/** Keys whose values are text for people: what YAML takes away from them is missed. */
const TEXTS: ReadonlySet<string | number | undefined> = new Set([
  'prompt',
  'text',
  'why',
  'answer',
  'explanation',
  'title',
  'description',
]);

interface Unseen {
  readonly place: { readonly start: number; readonly end: number };
  readonly path: DeckPath;
  readonly code: string;
  readonly message: string;
  readonly severity?: 'warning';
}

/**
 * What YAML takes away from a text without a word: `&name` and `!name` in front of it, and what stands behind a `#`.
 * `path` is that of the value.
 */
export function unseen(node: Node, place: Unseen['place'], path: DeckPath): readonly Unseen[] {
  const here = { place, path: [...path] };
  const { anchor } = node as { readonly anchor?: string };
  const tag = node.tag?.startsWith('!') === true ? node.tag : undefined;
  const mark = anchor === undefined ? tag : `&${anchor}`;
  if (mark !== undefined)
    return [
      {
        ...here,
        code: 'mark',
        message: `begins with ${mark}, which YAML takes away: put the text in quotes`,
      },
    ];
  if (!isScalar(node) || node.type !== 'PLAIN' || !TEXTS.has(path.at(-1))) return [];
  const comment = node.comment?.split('\n', 1)[0];
  if (comment === undefined || comment === null) return [];
  const message = `ends before #${comment.slice(0, 40)}, which YAML takes for a comment: put the text in quotes if it is a part of it`;
  return [{ ...here, severity: 'warning', code: 'comment', message }];
}
