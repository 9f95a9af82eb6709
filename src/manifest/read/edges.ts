import { lineList, mapped, type Pasted, repaired } from './pasted.ts';
import { closingOf, keyAt } from './token.ts';

function lastFilled(lines: readonly string[]): number {
  let last = lines.length - 1;
  while (last > 0 && (lines[last] ?? '').trim() === '') last--;
  return last;
}

/** A manifest that ends in the middle of a key, a quote or a bracket: what stands before is read. */
export function truncated(paste: Pasted): Pasted {
  const last = lastFilled(paste.lines);
  const line = paste.lines[last] ?? '';
  if (last < 1 || !cut(paste.lines, last)) return paste;
  const from = paste.from[last] ?? last + 1;
  return repaired(
    paste,
    mapped(paste, (text, i) => (i >= last ? undefined : text)),
    {
      code: 'truncated',
      message: `The manifest ends in the middle, at line ${from} ("${line.trim().slice(0, 40)}"); that line was left out and what follows it is not known.`,
    },
    { missing: [from] },
  );
}

function cut(lines: readonly string[], last: number): boolean {
  const line = lines[last] ?? '';
  const body = line.trim().replace(/^(?:- +)+/, '');
  const key = keyAt(body);
  const value = key === undefined ? body : body.slice(key.length).trim();
  if (key !== undefined || /^-\s/.test(line.trim())) return /^["'[{]/.test(value) && closingOf(value, 0) < 0;
  if (!/^\s/.test(line) || !/^[A-Za-z"'][\w.-]*$/.test(body)) return false;
  const indent = line.length - line.trimStart().length;
  for (let i = last - 1; i >= 0; i--) {
    const before = lines[i] ?? '';
    if (before.trim() === '' || before.trim().startsWith('#')) continue;
    const depth =
      before.length - before.trimStart().length + (/^(?:- +)*/.exec(before.trim())?.[0].length ?? 0);
    if (depth > indent) continue;
    const holder = keyAt(before.trim().replace(/^(?:- +)+/, ''));
    return (
      (holder !== undefined && !/[|>][-+0-9]*$/.test(before.trim()) && depth === indent) ||
      (holder !== undefined && depth < indent && /:\s*$/.test(before))
    );
  }
  return false;
}

/** A copied piece whose first line lost its indentation while the others kept theirs. */
export function firstLine(paste: Pasted): Pasted {
  const filled = paste.lines.flatMap((line, i) =>
    line.trim() === '' || line.trim().startsWith('#') ? [] : [i],
  );
  const [first, second] = filled;
  if (first === undefined || second === undefined) return paste;
  const depth = (i: number): number => (paste.lines[i] ?? '').search(/\S/);
  const rest = filled.slice(1);
  const least = rest.reduce((found, i) => Math.min(found, depth(i)), Number.POSITIVE_INFINITY);
  const head = paste.lines[first] ?? '';
  const found = keyAt(head.replace(/^(?:- +)+/, ''));
  if (depth(first) !== 0 || least === 0 || found === undefined) return paste;
  const dash = /^(?:- +)*/.exec(head)?.[0].length ?? 0;
  const holds = head.slice(dash + found.length).trim() === '';
  const shift = least - dash;
  if (
    shift <= 0 ||
    (holds && depth(second) === least && dash === 0) ||
    /[{["'|>]/.test(head.slice(dash + found.length))
  )
    return paste;
  if (holds && depth(second) <= least && dash > 0) return paste;
  return repaired(
    paste,
    mapped(paste, (line, i) => (i === first ? `${' '.repeat(shift)}${line}` : line)),
    {
      code: 'first-line',
      message: 'The first line had lost its indentation; it was put back where the following lines are.',
    },
  );
}

/** A second manifest that begins without `---`: the mark is put in. */
export function separated(paste: Pasted): Pasted {
  const out: (readonly [string, number])[] = [];
  let seen = new Set<string>();
  const added: number[] = [];
  paste.lines.forEach((line, i) => {
    const from = paste.from[i] ?? i + 1;
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(line)) seen = new Set();
    const key = /^(apiVersion|kind):\s+\S/.exec(line)?.[1];
    if (key !== undefined) {
      if (seen.has(key) && opensObject(paste.lines, i, key)) {
        out.push(['---', from]);
        added.push(from);
        seen = new Set();
      }
      seen.add(key);
    }
    out.push([line, from]);
  });
  if (added.length === 0) return paste;
  return repaired(paste, out, {
    code: 'missing-separator',
    message: `Another manifest begins at line ${lineList(added)} without the --- that separates documents; it was read as one of its own.`,
  });
}

function opensObject(lines: readonly string[], at: number, key: string): boolean {
  const other = key === 'kind' ? /^apiVersion:\s/ : /^kind:\s/;
  let before = at - 1;
  while (before > 0 && (lines[before] ?? '').trim() === '') before--;
  if (/^\S+:\s*$/.test(lines[before] ?? '')) return false;
  return lines.slice(at + 1, at + 4).some((line) => other.test(line));
}
