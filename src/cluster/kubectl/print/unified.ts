import { type ComparedLine, compareLines } from '../../compare-lines.ts';

/** Lines of context around each change. */
const CONTEXT = 3;

/** Two texts as `diff -u` compares them, with the two header lines; empty where they are the same. */
export function unifiedDiff(before: string, after: string, beforeName: string, afterName: string): string {
  const edits = compareLines(linesOf(before), linesOf(after));
  if (edits.every(({ sign }) => sign === ' ')) return '';
  const hunks = hunksOf(edits);
  return `--- ${beforeName}\n+++ ${afterName}\n${hunks.join('')}`;
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

function hunksOf(edits: readonly ComparedLine[]): readonly string[] {
  const hunks: string[] = [];
  let at = 0;
  let [before, after] = [1, 1];
  const starts = edits.map(({ sign }) => {
    const start = [before, after] as const;
    if (sign !== '+') before += 1;
    if (sign !== '-') after += 1;
    return start;
  });
  while (at < edits.length) {
    while (at < edits.length && edits[at]?.sign === ' ') at += 1;
    if (at >= edits.length) break;
    const from = Math.max(0, at - CONTEXT);
    let end = at;
    let quiet = 0;
    while (end < edits.length && quiet <= CONTEXT * 2) {
      quiet = edits[end]?.sign === ' ' ? quiet + 1 : 0;
      end += 1;
    }
    const to = Math.min(edits.length, end - quiet + Math.min(quiet, CONTEXT));
    const part = edits.slice(from, to);
    const [left = 1, right = 1] = starts[from] ?? [];
    const count = (sign: '+' | '-'): number =>
      part.filter((one) => one.sign !== (sign === '-' ? '+' : '-')).length;
    const range = (start: number, length: number): string =>
      length === 1 ? String(start) : `${length === 0 ? start - 1 : start},${length}`;
    hunks.push(
      `@@ -${range(left, count('-'))} +${range(right, count('+'))} @@\n${part.map(({ sign, line }) => `${sign}${line}\n`).join('')}`,
    );
    at = to;
  }
  return hunks;
}
