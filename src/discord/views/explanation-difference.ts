/** Lines shown before the first difference, so that a reader recognizes the place. */
const BEFORE = 2;

/**
 * Where two readings of one paste part: the lines of `manifest` from two before its first difference to `other`
 * up to the last one, at most `most` lines. Empty when the two are equal.
 */
export function differingLines(manifest: string, other: string, most: number): string {
  const mine = manifest.split('\n');
  const theirs = other.split('\n');
  const first = mine.findIndex((line, index) => line !== theirs[index]);
  if (first === -1) return '';
  let end = mine.length;
  let theirEnd = theirs.length;
  while (end > first + 1 && theirEnd > first + 1 && mine[end - 1] === theirs[theirEnd - 1]) {
    end -= 1;
    theirEnd -= 1;
  }
  const from = Math.max(0, first - BEFORE);
  const lines = mine.slice(from, Math.min(end, from + most));
  return end > from + most ? [...lines, '…'].join('\n') : lines.join('\n');
}

/**
 * The lines of `after` that are not in `before`, as numbers of `after` (1-based), by the longest run of equal
 * lines from both ends and, between, line by line in order.
 */
export function changedLines(before: string, after: string): readonly number[] {
  const old = before.split('\n');
  const fresh = after.split('\n');
  let from = 0;
  while (from < old.length && from < fresh.length && old[from] === fresh[from]) from += 1;
  let oldEnd = old.length;
  let end = fresh.length;
  while (oldEnd > from && end > from && old[oldEnd - 1] === fresh[end - 1]) {
    oldEnd -= 1;
    end -= 1;
  }
  const changed: number[] = [];
  let cursor = from;
  for (let line = from; line < end; line += 1) {
    const found = old.indexOf(fresh[line] ?? '', cursor);
    if (found !== -1 && found < oldEnd) cursor = found + 1;
    else changed.push(line + 1);
  }
  return changed;
}
