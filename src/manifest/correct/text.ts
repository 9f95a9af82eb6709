import { goString, jsonOf } from '../access.ts';
import type { Entry, MapNode, Node } from '../yaml/node.ts';
import type { Edit, Home, Insertion } from './mending.ts';

/** Offset at which the line of an offset begins. */
export const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;

/** Offset behind the line break of the line of an offset. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}

/** How many spaces a line begins with. */
export function indentOf(line: string): number {
  let count = 0;
  while (line[count] === ' ') count += 1;
  return count;
}

/** A comma further away than this many characters is not looked for. */
const NEAR = 1000;

const isSpace = (sign: string | undefined): boolean =>
  sign === ' ' || sign === '\n' || sign === '\t' || sign === '\r';

/** Takes an entry out: its whole lines in block style, itself and one comma in flow style. */
export function removal(
  text: string,
  entry: Entry,
  parent: { readonly flow: boolean; readonly count: number },
): Edit {
  const { start } = entry.keySpan;
  const end = endOf(text, entry);
  if (parent.flow) return flowRemoval(text, start, end);
  const from = lineStart(text, start);
  const lead = text.slice(from, start);
  const to = lineEnd(text, end > start && text[end - 1] === '\n' ? end - 1 : end);
  if (parent.count === 1) return { start, end: Math.max(end, start), text: '{}' };
  if (!lead.includes('-')) return { start: from, end: to, text: '' };
  // The first key of a list item: what follows takes its place behind the dash.
  return { start, end: to + indentOf(text.slice(to, to + NEAR)), text: '' };
}

/** Behind the value, behind the colon where there is none, behind `*name` where the value stands elsewhere. */
function endOf(text: string, { keySpan, value }: Entry): number {
  if (value.span.end > value.span.start && value.span.start >= keySpan.end) return value.span.end;
  let at = keySpan.end;
  while (at < keySpan.end + NEAR && isSpace(text[at])) at += 1;
  if (text[at] !== ':') return keySpan.end;
  at += 1;
  if (value.span.start >= keySpan.end) return at;
  while (text[at] === ' ') at += 1;
  if (text[at] !== '*') return at;
  while (at < text.length && !isSpace(text[at]) && !',}]'.includes(text[at] ?? '')) at += 1;
  return at;
}

function flowRemoval(text: string, start: number, end: number): Edit {
  let after = end;
  while (after < end + NEAR && isSpace(text[after])) after += 1;
  if (text[after] === ',') {
    after += 1;
    while (isSpace(text[after])) after += 1;
    return { start, end: after, text: '' };
  }
  let before = start;
  while (before > start - NEAR && isSpace(text[before - 1])) before -= 1;
  return { start: text[before - 1] === ',' ? before - 1 : start, end, text: '' };
}

type Put = Pick<Insertion, 'name' | 'value' | 'source'>;

/** Puts entries into a place that all of them share. */
export function insertion(text: string, { map, empty, path }: Home, entries: readonly Put[]): Edit {
  if (map.flow) return flowInsertion(text, map, empty, path, entries);
  const own = map.entries.filter(
    ({ keySpan }) => keySpan.start >= map.span.start && keySpan.end <= map.span.end,
  );
  const first = empty ?? own[0];
  const at = first?.keySpan.start ?? map.span.start;
  const column = at - lineStart(text, at) + (empty === undefined ? 0 : 2);
  const lines = path.map((key, i) => `${' '.repeat(column + i * 2)}${key}:\n`);
  const inner = column + path.length * 2;
  for (const { name, value, source } of entries) {
    const said = source === undefined ? blockValue(text, value, inner) : ` ${source}`;
    lines.push(`${' '.repeat(inner)}${name}:${said}\n`);
  }
  const last = empty ?? own.at(-1);
  const stop = Math.max(last?.value.span.end ?? at, last?.keySpan.end ?? at);
  const end = lineEnd(text, stop > 0 && text[stop - 1] === '\n' ? stop - 1 : stop);
  const missing = end > 0 && text[end - 1] !== '\n' ? '\n' : '';
  return { start: end, end, text: missing + lines.join('') };
}

function flowInsertion(
  text: string,
  map: MapNode,
  empty: Entry | undefined,
  path: readonly string[],
  entries: readonly Put[],
): Edit {
  const quoted = text[map.entries[0]?.keySpan.start ?? -1] === '"';
  const key = (plain: string): string => (quoted ? JSON.stringify(plain) : plain);
  let made = entries
    .map(
      ({ name, value, source }) =>
        `${key(name)}: ${source === undefined ? flowValue(text, value) : key(source)}`,
    )
    .join(', ');
  for (const step of path.toReversed()) made = `${key(step)}: {${made}}`;
  if (empty !== undefined) {
    const { start, end } = empty.value.span;
    return start === end
      ? { start: empty.keySpan.end, end: empty.keySpan.end, text: `: {${made}}` }
      : { start, end, text: `{${made}}` };
  }
  const close = map.span.end - 1;
  return { start: close, end: close, text: (map.entries.length === 0 ? '' : ', ') + made };
}

/** A value as it stands in braces. */
function flowValue(text: string, value: Node): string {
  const source = text.slice(value.span.start, value.span.end);
  if (value.kind === 'scalar') return value.style === 'block' ? goString(value.value) : source;
  return value.flow ? source : jsonOf(value);
}

/** A value on the line of its key, or a block moved to a new indentation. */
function blockValue(text: string, node: Node, column: number): string {
  const source = text.slice(node.span.start, node.span.end).trimEnd();
  if (node.kind === 'scalar' || node.flow) {
    if (source.includes('\n')) return ` ${node.kind === 'scalar' ? goString(node.value) : jsonOf(node)}`;
    return source === '' ? '' : ` ${source}`;
  }
  const old = node.span.start - lineStart(text, node.span.start);
  const fresh = column + (node.kind === 'map' ? 2 : 0);
  const lines = source
    .split('\n')
    .map((line, i) => ' '.repeat(fresh) + (i === 0 ? line : line.slice(Math.min(old, indentOf(line)))));
  return `\n${lines.join('\n')}`;
}
