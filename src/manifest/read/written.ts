import type { Pasted } from './pasted.ts';

/** A line of which a value is not known: as it was read, and as its author wrote it. */
export interface Written {
  readonly read: string;
  readonly was: string;
}

/** The lines that stand in for values nobody knows, by their line of the paste; undefined where there are none. */
export function writtenOver(before: Pasted, after: Pasted): ReadonlyMap<number, Written> | undefined {
  const values = new Set(after.doubts.values);
  if (values.size === 0) return undefined;
  const was = new Map<number, string>();
  before.from.forEach((from, i) => {
    if (values.has(from)) was.set(from, before.lines[i] ?? '');
  });
  const written = new Map<number, Written>();
  after.from.forEach((from, i) => {
    const line = was.get(from);
    const read = after.lines[i] ?? '';
    if (line !== undefined && line !== read) written.set(from, { read, was: line });
  });
  return written;
}

/**
 * A text with the values that nobody knows as their author wrote them, wherever their lines have moved; `from`: the
 * line of the paste that a line of the text came from (0-based).
 */
export function asWritten(
  text: string,
  from: (index: number) => number | undefined,
  written: ReadonlyMap<number, Written> | undefined,
): string {
  if (written === undefined || written.size === 0) return text;
  const lines = text.split('\n');
  return lines
    .map((line, i) => {
      const known = written.get(from(i) ?? -1);
      return known === undefined ? line : withValue(line, known);
    })
    .join('\n');
}

function withValue(line: string, { read, was }: Written): string {
  const said = read.trim();
  const now = line.trimEnd();
  if (now.endsWith(said)) return now.slice(0, now.length - said.length) + was.trim();
  // Its key has another name now.
  const key = read.trimEnd();
  return now.endsWith(':') && was.startsWith(key) ? now + was.slice(key.length) : line;
}
