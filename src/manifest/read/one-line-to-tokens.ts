import { closingOf, keyAt, opensWith, type Token } from './token.ts';

/** The longest quote or bracket that is looked for, in characters: keeps the work linear. */
const LONGEST = 4000;
/** After so many that never close no more are looked for, for the same reason. */
const UNCLOSED = 20;
const DASH = /-(?=\s|$)/y;
const RULE = /(?:---|\.\.\.)(?=\s|$)/y;
/** A word that can be a key: up to a colon that a space or the end follows. */
const KEY_WORD = /(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'[\]{},#&*!|>%@`][^\s]*?):(?=\s|$)/y;
const WORD = /[^\s]+/y;
const SPACE = /\s+/y;

/** What was cut, and whether runs of spaces still tell how far each line was indented. */
export interface OneLine {
  readonly tokens: Token[];
  readonly spaced: boolean;
}

/**
 * Cuts a manifest whose line breaks became spaces into tokens. A new one begins where, outside quotes and brackets,
 * a key (`word: `), a dash or a comment stands; where indentation survived, also at every run of two spaces or more
 * (one of them was the line break, the others the indentation). Linear in the text.
 */
export function tokensOfOneLine(text: string): OneLine {
  const spaced = / {3}["'\w-]/.test(text) && (text.match(/ {3,}/g)?.length ?? 0) >= 2;
  const tokens: Token[] = [];
  const search: Search = { unclosed: 0 };
  let at = 0;
  while (at < text.length) {
    const gap = match(SPACE, text, at)?.length ?? 0;
    at += gap;
    if (at >= text.length) break;
    const cut = next(text, at, tokens.length === 0 ? 0 : Math.max(0, gap - 1), spaced, search);
    tokens.push(cut.token);
    at = cut.end;
  }
  return { tokens, spaced };
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** How many quotes and brackets were found that never close. */
interface Search {
  unclosed: number;
}

function next(
  text: string,
  start: number,
  indent: number,
  spaced: boolean,
  search: Search,
): { token: Token; end: number } {
  const line = 1;
  const hint = spaced ? indent : null;
  if (match(RULE, text, start) !== undefined) {
    const token: Token = {
      kind: 'document',
      dashes: 0,
      key: null,
      text: '---',
      value: '',
      opens: 'nothing',
      line,
      indent: hint,
    };
    return { token, end: start + 3 };
  }
  if (text[start] === '#') {
    const end = endOfComment(text, start, spaced, search);
    const body = text.slice(start, end).trimEnd();
    const token: Token = {
      kind: 'comment',
      dashes: 0,
      key: null,
      text: body,
      value: '',
      opens: 'nothing',
      line,
      indent: hint,
    };
    return { token, end };
  }
  let at = start;
  let dashes = 0;
  while (match(DASH, text, at) !== undefined) {
    at += 1 + (match(SPACE, text, at + 1)?.length ?? 0);
    dashes++;
  }
  const column = spaced ? indent + (at - start) : null;
  const word = match(KEY_WORD, text, at);
  const key = word === undefined ? undefined : keyAt(word);
  const from = at + (key === undefined ? 0 : (word?.length ?? 0));
  const end = endOfValue(text, from, key === undefined, spaced, search);
  const body = text.slice(at, end).trimEnd();
  const value = text.slice(from, end).trim();
  const opens = opensWith(value);
  return {
    token: {
      kind: key === undefined ? 'scalar' : 'entry',
      dashes,
      key: key?.key ?? null,
      text: body,
      value,
      opens,
      line,
      indent: column,
    },
    end,
  };
}

/** Where the value that may begin at `from` ends. A first word that is no boundary is always part of it. */
function endOfValue(text: string, from: number, scalar: boolean, spaced: boolean, search: Search): number {
  let at = from;
  let gap = match(SPACE, text, at)?.length ?? 0;
  if (spaced && gap > 1 && !scalar) return at;
  let first = scalar;
  while (at + gap < text.length) {
    const start = at + gap;
    if (!first && boundary(text, start)) return at;
    const c = text[start];
    if ((c === '"' || c === "'" || c === '[' || c === '{') && at === from && search.unclosed < UNCLOSED) {
      const close = closingOf(text, start, LONGEST);
      if (close < 0) search.unclosed++;
      if (close > 0 && /^(?:\s|$)/.test(text.slice(close, close + 1))) {
        at = close;
        gap = match(SPACE, text, at)?.length ?? 0;
        return at;
      }
    }
    const word = match(WORD, text, start) ?? '';
    at = start + word.length;
    first = false;
    gap = match(SPACE, text, at)?.length ?? 0;
    if (spaced && gap > 1) return at;
    if (/^[|>][-+0-9]*$/.test(word) && text.slice(from, start).trim() === '') return at;
  }
  return text.length;
}

/** A comment runs to the next comment, document mark, key or (where runs of spaces are left) run of spaces. */
function endOfComment(text: string, start: number, spaced: boolean, search: Search): number {
  let at = start + 1;
  while (text[at] === '#') at++;
  let gap = match(SPACE, text, at)?.length ?? 0;
  if (text[at + gap] === '#') return at;
  let code = true;
  while (at + gap < text.length) {
    const word = at + gap;
    if (text[word] === '#' || match(RULE, text, word) !== undefined) return at;
    const dash = match(DASH, text, word) !== undefined;
    const key = match(KEY_WORD, text, word);
    if (!code && (key !== undefined || (dash && dashOpens(text, word)))) return at;
    if (code && key !== undefined)
      return spaced
        ? endOfRun(text, word + key.length, search)
        : endOfValue(text, word + key.length, false, spaced, search);
    if (!dash) code = false;
    at = word + (match(WORD, text, word)?.length ?? 1);
    gap = match(SPACE, text, at)?.length ?? 0;
    if (spaced && gap > 1) return at;
  }
  return text.length;
}

function endOfRun(text: string, from: number, search: Search): number {
  const gap = match(SPACE, text, from)?.length ?? 0;
  return gap > 1 ? from : endOfValue(text, from, false, true, search);
}

/** Inside a comment a dash is mostly a dash; it begins a list item when a key follows. */
function dashOpens(text: string, at: number): boolean {
  return match(KEY_WORD, text, at + 2) !== undefined;
}

function boundary(text: string, at: number): boolean {
  return (
    text[at] === '#' ||
    match(DASH, text, at) !== undefined ||
    match(RULE, text, at) !== undefined ||
    match(KEY_WORD, text, at) !== undefined
  );
}
