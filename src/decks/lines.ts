/** Where each line of a text begins, as offsets. */
export function lineStarts(lines: readonly string[]): readonly number[] {
  let start = 0;
  return lines.map((line) => {
    const mine = start;
    start += line.length + 1;
    return mine;
  });
}

/** The line at an offset, counted from 1: by bisection, for a hostile file may have a problem in each of its lines. */
export function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
