/** How one text becomes another, line by line: the longest common part stays. */
/** Cells of the table that finds what both texts share; beyond it everything between the first and last change differs. */
const MOST_CELLS = 4_000_000;

export interface Edit {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
}

/** The lines of a text. */
export const linesOf = (text: string): readonly string[] =>
  text === '' ? [] : text.replace(/\n$/, '').split('\n');

/** What is kept, taken away and added, in order. */
export function editsOf(a: readonly string[], b: readonly string[]): readonly Edit[] {
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
