/** Lines shown before the first difference, so that a reader recognizes the place. */
const BEFORE = 2;
/** How far two texts may drift apart and still be found equal again; beyond it everything counts as changed. */
const DRIFT = 40;

/**
 * One line that is only in the old text (`-`, its line there), only in the new one (`+`, its line there), or in both
 * (a space, its line in the new one).
 */
export interface DiffLine {
  readonly sign: '-' | '+' | ' ';
  readonly line: number;
  readonly text: string;
}

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
 * Both texts as one list of lines: at each difference the nearest pair of equal lines is taken as where they meet again.
 * Not always the fewest changes, but linear in the number of lines.
 */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  const old = before.split('\n');
  const fresh = after.split('\n');
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < fresh.length) {
    if (i < old.length && old[i] === fresh[j]) {
      lines.push({ sign: ' ', line: j + 1, text: fresh[j] ?? '' });
      i += 1;
      j += 1;
      continue;
    }
    const { gone, added } = meeting(old, i, fresh, j);
    for (const end = i + gone; i < end; i += 1) lines.push({ sign: '-', line: i + 1, text: old[i] ?? '' });
    for (const end = j + added; j < end; j += 1) lines.push({ sign: '+', line: j + 1, text: fresh[j] ?? '' });
  }
  return lines;
}

/** The changed lines with so many equal ones around each; what is left out in between is one `undefined`. */
export function withContext(lines: readonly DiffLine[], context: number): readonly (DiffLine | undefined)[] {
  const near = lines.map(() => false);
  let since = Infinity;
  for (const [i, { sign }] of lines.entries()) {
    since = sign === ' ' ? since + 1 : 0;
    if (since <= context) near[i] = true;
  }
  since = Infinity;
  for (let i = lines.length - 1; i >= 0; i -= 1) {
    since = lines[i]?.sign === ' ' ? since + 1 : 0;
    if (since <= context) near[i] = true;
  }
  const shown: (DiffLine | undefined)[] = [];
  for (const [i, line] of lines.entries()) {
    if (near[i] === true) shown.push(line);
    else if (shown.at(-1) !== undefined || shown.length === 0) shown.push(undefined);
  }
  return shown;
}

/** How many lines of each to pass by until the two are equal again. */
function meeting(
  old: readonly string[],
  i: number,
  fresh: readonly string[],
  j: number,
): { readonly gone: number; readonly added: number } {
  for (let distance = 1; distance <= DRIFT; distance += 1) {
    for (let gone = 0; gone <= distance; gone += 1) {
      const line = old[i + gone];
      if (line !== undefined && line === fresh[j + distance - gone]) return { gone, added: distance - gone };
    }
  }
  return { gone: old.length - i, added: fresh.length - j };
}
