import { isBlankOrEnd, isBreak, isFlowIndicator } from './characters.ts';
import type { Cursor } from './cursor.ts';

/** The content of a scalar, and the offset behind its last character. */
export interface Scanned {
  readonly text: string;
  readonly end: number;
}

/** Takes a cursor on a plain scalar; `broken` says that it ran over a line's end. */
export function scanPlain(at: Cursor, indent: number, flow: boolean): Scanned & { readonly broken: boolean } {
  const { text } = at;
  let content = '';
  let breaks = '';
  let broken = false;
  let joined = false;
  let end = at.pos;
  for (;;) {
    if (at.atDocumentIndicator() || at.at() === 35) break;
    const start = at.pos;
    let i = start;
    for (let c = text.charCodeAt(i); !isBlankOrEnd(c); c = text.charCodeAt(++i)) {
      if (c === 58 && isBlankOrEnd(text.charCodeAt(i + 1))) break;
      if (flow && (c === 63 || isFlowIndicator(c))) break;
    }
    if (i > start) {
      const gap = joined ? (broken ? breaks : text.slice(end, start)) : '';
      content = joined ? content + gap + text.slice(start, i) : text.slice(start, i);
      joined = true;
      broken = false;
      at.pos = i;
      end = i;
    }
    const next = at.at();
    if (next !== 32 && next !== 9 && !isBreak(next)) break;
    breaks = skipBetween(at, indent);
    broken = breaks !== '';
    if (!flow && at.column < indent) break;
  }
  return { text: content, end, broken };
}

/** Blanks and line ends between two words: gives what they fold to, or nothing when the line did not end. */
function skipBetween(at: Cursor, indent: number): string {
  let first = '';
  const more: string[] = [];
  for (let c = at.at(); c === 32 || c === 9 || isBreak(c); c = at.at()) {
    if (c === 32 || c === 9) {
      if (first !== '' && c === 9 && at.column < indent)
        at.fail('tab-indentation', 'found a tab character that violates indentation');
      at.pos += 1;
    } else if (first === '') first = at.takeBreak();
    else more.push(at.takeBreak());
  }
  return folded(first, more.join(''));
}

/** A line's end folds to a space unless blank lines follow it. */
function folded(first: string, more: string): string {
  if (first === '\n') return more === '' ? ' ' : more;
  return first + more;
}

/** Takes a cursor on a quote. */
export function scanQuoted(at: Cursor, single: boolean, json: boolean): Scanned {
  const { text } = at;
  const quote = single ? 39 : 34;
  const parts: string[] = [];
  at.pos += 1;
  for (;;) {
    if (at.atDocumentIndicator())
      at.fail(
        'unclosed-quote',
        at.atSeparator() ? 'found unexpected end of stream' : 'found unexpected document indicator',
      );
    if (at.pos >= text.length) at.fail('unclosed-quote', 'found unexpected end of stream');
    let escapedBreak = false;
    let start = at.pos;
    for (let c = at.at(); !isBlankOrEnd(c); c = at.at()) {
      if (c === quote) {
        if (!single || at.at(1) !== quote) break;
        parts.push(text.slice(start, at.pos + 1));
        at.pos += 2;
        start = at.pos;
      } else if (c === 92 && !single) {
        parts.push(text.slice(start, at.pos));
        if (isBreak(at.at(1))) {
          at.pos += 1;
          at.takeBreak();
          escapedBreak = true;
          start = at.pos;
          break;
        }
        parts.push(takeEscape(at, json));
        start = at.pos;
      } else at.pos += 1;
    }
    if (at.pos > start) parts.push(text.slice(start, at.pos));
    if (at.at() === quote) break;
    parts.push(between(at, escapedBreak));
  }
  at.pos += 1;
  return { text: parts.length === 1 ? (parts[0] ?? '') : parts.join(''), end: at.pos };
}

/** Blanks inside quotes are kept unless the line ends; after an escaped line end the leading ones go. */
function between(at: Cursor, escapedBreak: boolean): string {
  const start = at.pos;
  let end = escapedBreak;
  let first = '';
  const more: string[] = [];
  for (let c = at.at(); c === 32 || c === 9 || isBreak(c); c = at.at()) {
    if (c === 32 || c === 9) at.pos += 1;
    else if (end) more.push(at.takeBreak());
    else {
      first = at.takeBreak();
      end = true;
    }
  }
  return end ? folded(first, more.join('')) : at.text.slice(start, at.pos);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

function takeEscape(at: Cursor, json: boolean): string {
  const letter = at.text.charAt(at.pos + 1);
  const length = letter === 'x' ? 2 : letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  if (length === 0) {
    // JSON's own decoder reads a text that begins as JSON, and it knows this one; goyaml.v2 does not (scannerc.go).
    const meaning =
      json && letter === '/' ? letter : Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
    if (meaning === undefined && at.lenient !== undefined) {
      at.lenient.push(at.pos);
      at.pos += 1;
      return '\\';
    }
    if (meaning === undefined) at.fail('bad-escape', 'found unknown escape character');
    at.pos += 2;
    return meaning;
  }
  const value = hexadecimal(at, at.pos + 2, length);
  if (json && value >= 0xd800 && value <= 0xdbff && at.text.startsWith('\\u', at.pos + 6)) {
    const low = hexadecimal(at, at.pos + 8, 4);
    if (low >= 0xdc00 && low <= 0xdfff) {
      at.pos += 12;
      return String.fromCharCode(value, low);
    }
  }
  if ((value >= 0xd800 && value <= 0xdfff) || value > 0x10ffff) {
    if (!json) at.fail('bad-escape', 'found invalid Unicode character escape code');
    at.pos += 2 + length;
    return '\ufffd';
  }
  at.pos += 2 + length;
  return String.fromCodePoint(value);
}

function hexadecimal(at: Cursor, start: number, length: number): number {
  const digits = at.text.slice(start, start + length);
  if (digits.length < length || !/^[0-9a-fA-F]+$/.test(digits))
    at.fail('bad-escape', 'did not find expected hexdecimal number');
  return Number.parseInt(digits, 16);
}

/** Takes a cursor on `|` or `>`; `parentIndent` is the column of the collection around it (-1: none). */
export function scanBlock(at: Cursor, parentIndent: number): Scanned {
  const literal = at.at() === 124;
  at.pos += 1;
  let chomping = 0;
  let increment = 0;
  for (let c = at.at(); c === 43 || c === 45 || (c >= 48 && c <= 57); c = at.at()) {
    if (c === 43 || c === 45) {
      if (chomping !== 0) break;
      chomping = c === 43 ? 1 : -1;
    } else {
      if (c === 48) at.fail('block-scalar', 'found an indentation indicator equal to 0');
      if (increment !== 0) break;
      increment = c - 48;
    }
    at.pos += 1;
  }
  at.skipBlanks();
  if (at.at() === 35) at.skipToLineEnd();
  if (!isBreak(at.at()) && at.pos < at.text.length)
    at.fail('block-scalar', 'did not find expected comment or line break');
  let end = at.pos;
  if (at.pos < at.text.length) at.takeBreak();
  const fixed = increment === 0 ? 0 : Math.max(parentIndent, 0) + increment;
  const lead = blockBreaks(at, fixed, parentIndent);
  const { indent } = lead;
  const parts: string[] = [];
  let lineBreak = '';
  let { breaks } = lead;
  let blankBefore = false;
  while (at.column === indent && at.pos < at.text.length) {
    const blank = at.at() === 32 || at.at() === 9;
    if (!literal && lineBreak === '\n' && !blankBefore && !blank) {
      if (breaks === '') parts.push(' ');
    } else parts.push(lineBreak);
    parts.push(breaks);
    blankBefore = blank;
    const start = at.pos;
    at.skipToLineEnd();
    parts.push(at.text.slice(start, at.pos));
    end = at.pos;
    lineBreak = at.pos < at.text.length ? at.takeBreak() : '';
    breaks = blockBreaks(at, indent, parentIndent).breaks;
  }
  if (chomping !== -1) parts.push(lineBreak);
  if (chomping === 1) parts.push(breaks);
  return { text: parts.join(''), end };
}

/** Blank lines; where the indentation is not known yet (0) the deepest of them decides. */
function blockBreaks(at: Cursor, indent: number, parentIndent: number): { breaks: string; indent: number } {
  const breaks: string[] = [];
  let deepest = 0;
  for (;;) {
    while ((indent === 0 || at.column < indent) && at.at() === 32) at.pos += 1;
    deepest = Math.max(deepest, at.column);
    if ((indent === 0 || at.column < indent) && at.at() === 9)
      at.fail('tab-indentation', 'found a tab character where an indentation space is expected');
    if (!isBreak(at.at())) break;
    breaks.push(at.takeBreak());
  }
  return { breaks: breaks.join(''), indent: indent === 0 ? Math.max(deepest, parentIndent + 1, 1) : indent };
}
