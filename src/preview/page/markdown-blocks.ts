/** Discord's markdown as data: blocks of lines, and what stands in the lines. Linear in the text. */
import { type AnsiSpan, ansiSpans } from './ansi.ts';
import { type Span, spansOf } from './markdown-inline.ts';

export type Block =
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'ansi'; readonly spans: readonly AnsiSpan[] }
  | { readonly kind: 'heading'; readonly level: number; readonly content: readonly Span[] }
  | { readonly kind: 'subtext' | 'paragraph'; readonly content: readonly Span[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'list'; readonly start: number | undefined; readonly items: readonly Item[] };

interface Item {
  readonly nested: boolean;
  readonly content: readonly Span[];
}

const FENCE = '```';
const LANGUAGE = /^[a-zA-Z0-9+_-]*\n/;
const HEADING = /^(#{1,3}) +(?=\S)/;
const SUBTEXT = /^-# +(?=\S)/;
const ITEM = /^(\s*)(?:[-*]|(\d+)\.) +(?=\S)/;

/** A message's text in blocks. Every kind of line end is one: `\r\n`, `\r` alone, and Unicode's two. */
export function blocksOf(message: string): readonly Block[] {
  const text = message.replace(/\r\n?|[\u2028\u2029]/g, '\n');
  const blocks: Block[] = [];
  let from = 0;
  for (let open = text.indexOf(FENCE); open >= 0; open = text.indexOf(FENCE, from)) {
    const close = text.indexOf(FENCE, open + FENCE.length);
    if (close < 0) break;
    blocks.push(...outside(text.slice(from, open)));
    blocks.push(codeBlock(text.slice(open + FENCE.length, close)));
    from = close + FENCE.length;
  }
  return [...blocks, ...outside(text.slice(from))];
}

function codeBlock(inside: string): Block {
  const code = inside.replace(LANGUAGE, '');
  const text = code.endsWith('\n') ? code.slice(0, -1) : code;
  return inside.startsWith('ansi\n') ? { kind: 'ansi', spans: ansiSpans(text) } : { kind: 'code', text };
}

/** What stands between code blocks; the line end beside a code block is part of it. */
function outside(text: string): readonly Block[] {
  const start = text.startsWith('\n') ? 1 : 0;
  const inner = text.slice(start, text.length > start && text.endsWith('\n') ? -1 : undefined);
  return inner === '' ? [] : linesInBlocks(inner.split('\n'), false);
}

/** Within a quote no other begins: its mark is text, as in Discord. */
function linesInBlocks(lines: readonly string[], quoted: boolean): readonly Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const [block, next] = blockAt(lines, at, quoted);
    blocks.push(block);
    at = next;
  }
  return blocks;
}

/** The block that begins at a line, and the line after it, which is always a later one. */
function blockAt(lines: readonly string[], at: number, quoted: boolean): readonly [Block, next: number] {
  const line = lines[at] ?? '';
  const heading = HEADING.exec(line);
  if (heading !== null) {
    const content = spansOf(line.slice(heading[0].length));
    return [{ kind: 'heading', level: heading[1]?.length ?? 1, content }, at + 1];
  }
  const subtext = SUBTEXT.exec(line);
  if (subtext !== null) return [{ kind: 'subtext', content: spansOf(line.slice(subtext[0].length)) }, at + 1];
  if (!quoted && line.startsWith('>>> ')) {
    const blocks = linesInBlocks([line.slice(4), ...lines.slice(at + 1)], true);
    return [{ kind: 'quote', blocks }, lines.length];
  }
  if (!quoted && line.startsWith('> ')) {
    const end = endOf(lines, at, (one) => one.startsWith('> '));
    const inside = lines.slice(at, end).map((one) => one.slice(2));
    return [{ kind: 'quote', blocks: linesInBlocks(inside, true) }, end];
  }
  const item = ITEM.exec(line);
  if (item !== null) {
    const end = endOf(lines, at, (one) => ITEM.test(one));
    const start = item[2] === undefined ? undefined : Number(item[2]);
    return [{ kind: 'list', start, items: lines.slice(at, end).map(itemOf) }, end];
  }
  const end = endOf(lines, at, (one) => !opensBlock(one, quoted));
  return [{ kind: 'paragraph', content: spansOf(lines.slice(at, end).join('\n')) }, end];
}

/** The first line after `at` for which it is not so. */
function endOf(lines: readonly string[], at: number, so: (line: string) => boolean): number {
  let end = at + 1;
  while (end < lines.length && so(lines[end] ?? '')) end++;
  return end;
}

function opensBlock(line: string, quoted: boolean): boolean {
  if (!quoted && (line.startsWith('> ') || line.startsWith('>>> '))) return true;
  return HEADING.test(line) || SUBTEXT.test(line) || ITEM.test(line);
}

function itemOf(line: string): Item {
  const [mark = '', indent = ''] = ITEM.exec(line) ?? [];
  return { nested: indent.length >= 2, content: spansOf(line.slice(mark.length)) };
}
