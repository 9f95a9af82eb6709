/** Lines of context around each change. */
const CONTEXT = 3;
/** Cells of the table that finds what both texts share; beyond it everything between the first and last change differs. */
const MOST_CELLS = 4_000_000;

interface Edit {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
}

/** Two texts as `diff -u` compares them, with the two header lines; empty where they are the same. */
export function unifiedDiff(before: string, after: string, beforeName: string, afterName: string): string {
  const edits = editsOf(linesOf(before), linesOf(after));
  if (edits.every(({ sign }) => sign === ' ')) return '';
  const hunks = hunksOf(edits);
  return `--- ${beforeName}\n+++ ${afterName}\n${hunks.join('')}`;
}

const linesOf = (text: string): readonly string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

function editsOf(a: readonly string[], b: readonly string[]): readonly Edit[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail += 1;
  const same = (lines: readonly string[]): readonly Edit[] =>
    lines.map((line) => ({ sign: ' ' as const, line }));
  const middle = changed(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return [...same(a.slice(0, head)), ...middle, ...same(a.slice(a.length - tail))];
}

/** The longest common subsequence by its table. */
function changed(a: readonly string[], b: readonly string[]): readonly Edit[] {
  const gone = a.map((line) => ({ sign: '-' as const, line }));
  const added = b.map((line) => ({ sign: '+' as const, line }));
  if (a.length === 0 || b.length === 0 || a.length * b.length > MOST_CELLS) return [...gone, ...added];
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      table[i * width + j] =
        a[i] === b[j]
          ? (table[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0);
  const edits: Edit[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [x, y] = [a[i], b[j]];
    if (x !== undefined && x === y) {
      edits.push({ sign: ' ', line: x });
      i += 1;
      j += 1;
    } else if (
      x !== undefined &&
      (y === undefined || (table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0))
    ) {
      edits.push({ sign: '-', line: x });
      i += 1;
    } else if (y !== undefined) {
      edits.push({ sign: '+', line: y });
      j += 1;
    }
  }
  return edits;
}

function hunksOf(edits: readonly Edit[]): readonly string[] {
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
