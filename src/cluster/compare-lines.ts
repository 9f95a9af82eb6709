/** Lines of two texts side by side: what both share, what is gone, what is new. */

/** Cells of the table that finds what both texts share; beyond it everything between the first and last change differs. */
const MOST_CELLS = 4_000_000;

/** A line of either text: in both, gone from the first, new in the second. */
export interface ComparedLine {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
}

/** Every line of both texts in order, those they share once; what is gone stands before what is new in its place. */
export function compareLines(a: readonly string[], b: readonly string[]): readonly ComparedLine[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail += 1;
  const same = (lines: readonly string[]): readonly ComparedLine[] =>
    lines.map((line) => ({ sign: ' ' as const, line }));
  const middle = changed(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return [...same(a.slice(0, head)), ...middle, ...same(a.slice(a.length - tail))];
}

/** The longest common subsequence by its table. */
function changed(a: readonly string[], b: readonly string[]): readonly ComparedLine[] {
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
  const edits: ComparedLine[] = [];
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
