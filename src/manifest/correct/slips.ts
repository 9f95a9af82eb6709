import type { Mend } from '../mend/mend.ts';
import { renamed } from '../mend/object.ts';
import type { Glued } from '../mend/spaces.ts';
import type { Entry, MapNode, Node } from '../yaml/node.ts';
import { type Edit, type Mending, mending } from './mending.ts';
import { indentOf, lineEnd, lineStart } from './text.ts';

/** A slip put right in the text; undefined where the text does not have the form for it. */
export function slipMending(mend: Mend, text: string): Mending | undefined {
  const edits = slipEdits(mend, text);
  if (edits === undefined) return undefined;
  const { how, node, meant } = mend;
  const key = how.kind === 'renamed' || how.kind === 'spaced-key';
  const by = key ? (now: Node): Node => renamed(now, mend) : (): Node => meant;
  return mending(mend.line, mend.change, edits, [{ node, by }]);
}

/** The missing spaces of a text that is no YAML without them. */
export function spaceMendings(glued: readonly Glued[]): readonly Mending[] {
  return glued.map(({ line, offset, name }) =>
    mending(
      line,
      `A space now stands behind the colon of ${name}.`,
      [{ start: offset + 1, end: offset + 1, text: ' ' }],
      [],
    ),
  );
}

function slipEdits({ how }: Mend, text: string): readonly Edit[] | undefined {
  switch (how.kind) {
    case 'written':
      return [{ ...how.node.span, text: how.text }];
    case 'renamed':
      return [keyEdit(text, how.entry, how.name)];
    case 'spaced-key': {
      const at = how.entry.keySpan.start + how.name.length;
      return text[at] === ':' ? [{ start: at + 1, end: at + 1, text: ' ' }] : undefined;
    }
    case 'spaced':
      return spaces(text, how.node.span.start, how.node.span.end);
    case 'dashed':
      return dashes(text, how.node);
    case 'named':
      return names(text, how.node);
    case 'undashed':
      return undashes(text, how.node.items);
  }
}

/** Another name in place of a key, in the same quotes. */
export function keyEdit(text: string, { keySpan }: Entry, name: string): Edit {
  const quote = text[keySpan.start];
  return { ...keySpan, text: quote === '"' || quote === "'" ? `${quote}${name}${quote}` : name };
}

function spaces(text: string, from: number, to: number): readonly Edit[] {
  const edits: Edit[] = [];
  for (let at = from; at < to; at = lineEnd(text, at)) {
    const colon = text.indexOf(':', at);
    if (colon === -1 || colon >= to) break;
    edits.push({ start: colon + 1, end: colon + 1, text: ' ' });
  }
  return edits;
}

/** `- ` before the first line of a mapping, two spaces before the others. */
function dashes(text: string, { span }: MapNode): readonly Edit[] | undefined {
  const first = lineStart(text, span.start);
  if (text.slice(first, span.start).trim() !== '') return undefined;
  return [
    { start: span.start, end: span.start, text: '- ' },
    ...shifted(text, lineEnd(text, span.start), span.end, 2),
  ];
}

/** Every line that begins between two offsets, moved to the right, or to the left where `by` is negative. */
function shifted(text: string, from: number, to: number, by: number): readonly Edit[] {
  const edits: Edit[] = [];
  for (let at = from; at < to; at = lineEnd(text, at)) {
    const line = text.slice(at, lineEnd(text, at));
    if (line.trim() === '') continue;
    if (by > 0) edits.push({ start: at, end: at, text: ' '.repeat(by) });
    else edits.push({ start: at, end: at + Math.min(-by, indentOf(line)), text: '' });
  }
  return edits;
}

function names(text: string, node: MapNode): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  for (const { keySpan, value } of node.entries) {
    const column = keySpan.start - lineStart(text, keySpan.start);
    if (text.slice(keySpan.start - column, keySpan.start).trim() !== '') return undefined;
    const key = text.slice(keySpan.start, keySpan.end);
    if (value.kind === 'scalar') {
      const start = value.span.start === value.span.end ? keySpan.end + 1 : value.span.start;
      edits.push({
        start: keySpan.start,
        end: start,
        text: `- name: ${key}\n${' '.repeat(column + 2)}value: `,
      });
      if (typeof value.value === 'boolean' || typeof value.value === 'number')
        edits.push({ ...value.span, text: JSON.stringify(value.source) });
      continue;
    }
    if (value.kind !== 'map' || value.flow) return undefined;
    edits.push({ start: keySpan.start, end: keySpan.start, text: '- name: ' });
    edits.push({ start: keySpan.end, end: keySpan.end + 1, text: '' });
    const inner = value.span.start - lineStart(text, value.span.start);
    edits.push(...shifted(text, lineEnd(text, keySpan.end), value.span.end, column + 2 - inner));
  }
  return edits;
}

function undashes(text: string, items: readonly Node[]): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  for (const { span } of items) {
    let at = span.start - 1;
    while (text[at] === ' ' || text[at] === '\n') at -= 1;
    if (text[at] !== '-') return undefined;
    edits.push({ start: at, end: at + 1, text: ' ' });
  }
  return edits;
}
