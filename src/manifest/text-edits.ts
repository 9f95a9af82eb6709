import type { Entry, MapNode } from './yaml/node.ts';

/** Replaces a range of the text; `change` says so in one sentence. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly change?: string;
  /** Edits with the same mark are made together or not at all: what is moved must not get lost. */
  readonly together?: string;
}

/** Applies edits that do not overlap; of two that do, the later one waits for the next round. */
export function applyEdits(
  text: string,
  edits: readonly Edit[],
): { readonly text: string; readonly changes: readonly string[] } {
  const sorted = edits.map((edit, i) => ({ ...edit, i })).sort((a, b) => a.start - b.start || a.i - b.i);
  let reached = 0;
  for (const { start, end, together } of sorted) {
    if (start >= reached) reached = end;
    else if (together !== undefined)
      return applyEdits(
        text,
        edits.filter((edit) => edit.together !== together),
      );
  }
  const changes: { readonly i: number; readonly change: string }[] = [];
  let result = '';
  let done = 0;
  for (const edit of sorted) {
    if (edit.start < done) continue;
    result += text.slice(done, edit.start) + edit.text;
    done = edit.end;
    if (edit.change !== undefined) changes.push({ i: edit.i, change: edit.change });
  }
  return {
    text: result + text.slice(done),
    changes: changes.sort((a, b) => a.i - b.i).map(({ change }) => change),
  };
}

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}

/** A comma further away than this many characters is not looked for. */
const NEAR = 1000;

/** Takes an entry out: its whole lines in block style, itself and one comma in flow style. */
export function removeEntry(text: string, entry: Entry, parent: MapNode, change: string): Edit {
  const { start } = entry.keySpan;
  const end = Math.max(entry.value.span.end, entry.keySpan.end);
  if (parent.flow) {
    const after = /^\s*,\s*/.exec(text.slice(end, end + NEAR));
    if (after !== null) return { start, end: end + after[0].length, text: '', change };
    const before = /,\s*$/.exec(text.slice(Math.max(0, start - NEAR), start));
    return { start: start - (before?.[0].length ?? 0), end, text: '', change };
  }
  const from = lineStart(text, start);
  const lead = text.slice(from, start);
  const to = lineEnd(text, end > start && text[end - 1] === '\n' ? end - 1 : end);
  if (parent.entries.length === 1) {
    return lead.includes('-') || parent.span.start === start
      ? { start, end: Math.max(end, start), text: '{}', change }
      : { start: from, end: to, text: '', change };
  }
  if (!lead.includes('-')) return { start: from, end: to, text: '', change };
  // The first key of a list item: what follows takes its place behind the dash.
  const rest = text.slice(to);
  const indent = /^ */.exec(rest)?.[0].length ?? 0;
  return { start, end: to + indent, text: '', change };
}

/** Writes `name: value` under `parent`, below the keys `path` that are still to be made. */
export function insertUnder(
  text: string,
  parent: MapNode,
  path: readonly string[],
  entry: Entry,
  name: string,
): Edit {
  const value = text.slice(entry.value.span.start, entry.value.span.end).trimEnd() || entrySource(entry);
  if (parent.flow) {
    const close = parent.span.end - 1;
    const quoted = text[parent.entries[0]?.keySpan.start ?? -1] === '"';
    const key = (plain: string): string => (quoted ? JSON.stringify(plain) : plain);
    let made = `${key(name)}: ${value}`;
    for (const step of path.toReversed()) made = `${key(step)}: {${made}}`;
    const comma = parent.entries.length === 0 ? '' : ', ';
    return { start: close, end: close, text: comma + made };
  }
  const first = parent.entries[0];
  const at = first?.keySpan.start ?? parent.span.start;
  const column = at - lineStart(text, at);
  const lines = path.map((key, i) => `${' '.repeat(column + i * 2)}${key}:\n`);
  const own = column + path.length * 2;
  lines.push(`${' '.repeat(own)}${name}:${valueAt(text, entry, value, own)}\n`);
  const last = parent.entries.at(-1);
  const stop = Math.max(last?.value.span.end ?? at, last?.keySpan.end ?? at);
  const end = lineEnd(text, stop > 0 && text[stop - 1] === '\n' ? stop - 1 : stop);
  const missing = end > 0 && text[end - 1] !== '\n' ? '\n' : '';
  return { start: end, end, text: missing + lines.join('') };
}

const entrySource = (entry: Entry): string => (entry.value.kind === 'scalar' ? entry.value.source : '');

/** A value on the line of its key, or a block moved to a new indentation. */
function valueAt(text: string, entry: Entry, value: string, column: number): string {
  const { value: node } = entry;
  if (node.kind === 'scalar' || node.flow) return ` ${value}`;
  const old = node.span.start - lineStart(text, node.span.start);
  const fresh = column + (node.kind === 'map' ? 2 : 0);
  const lines = value
    .split('\n')
    .map((line, i) => ' '.repeat(fresh) + (i === 0 ? line : line.slice(Math.min(old, indentOf(line)))));
  return `\n${lines.join('\n')}`;
}

const indentOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;

/** The lines of a block entry whose key stands in line `number` (1-based), as offsets; undefined where it is not plain. */
export function blockLines(
  lines: readonly string[],
  offsets: readonly number[],
  number: number,
  key: string,
): { readonly start: number; readonly end: number } | undefined {
  const line = lines[number - 1];
  if (line === undefined || !line.trimStart().startsWith(`${key}:`)) return undefined;
  const indent = indentOf(line);
  let stop = number;
  while (stop < lines.length) {
    const next = lines[stop] ?? '';
    const deeper =
      next.trim() === '' ||
      indentOf(next) > indent ||
      (indentOf(next) === indent && next.trimStart().startsWith('- '));
    if (!deeper) break;
    stop += 1;
  }
  return { start: offsets[number - 1] ?? 0, end: offsets[stop] ?? offsets.at(-1) ?? 0 };
}
