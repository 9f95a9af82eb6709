/** Reads words: quotes, backslashes, `$name`, `${…}`, `$(…)`, `$((…))`, backticks. */

import type { Command, Part, ShellSyntaxError, SyntaxTrouble, Word } from './syntax.ts';

/** What a reader of words needs of the reader of commands. */
export interface Source {
  readonly text: string;
  at: number;
  /** Reads commands up to an unquoted `)`, which is left where it is. */
  commandsUntilBracket(): Command | null;
  /** Reads commands out of a text of their own (backticks). */
  commandsOf(text: string): Command | null;
  fail(trouble: SyntaxTrouble): ShellSyntaxError;
}

/** The words that POSIX reserves (2.4), which are no commands where a command begins. */
export const KEYWORDS: ReadonlySet<string> = new Set([
  'if',
  'then',
  'else',
  'elif',
  'fi',
  'do',
  'done',
  'case',
  'esac',
  'while',
  'until',
  'for',
  '{',
  '}',
  '!',
  'in',
]);

const ENDS = new Set([' ', '\t', '\n', '|', '&', ';', '<', '>', '(', ')']);

/** Whether a character may stand in a variable's name. */
export function nameCharacter(character: string): boolean {
  return (
    (character >= 'a' && character <= 'z') ||
    (character >= 'A' && character <= 'Z') ||
    character === '_' ||
    (character >= '0' && character <= '9')
  );
}

/** Whether a text is a variable's name. */
export function isName(text: string): boolean {
  if (text === '' || (text.charAt(0) >= '0' && text.charAt(0) <= '9')) return false;
  for (const character of text) if (!nameCharacter(character)) return false;
  return true;
}

/** Gathers text of equal quoting into one part. */
class Pieces {
  readonly parts: Part[] = [];
  #text = '';
  #quoted = false;

  text(text: string, quoted: boolean): void {
    if (this.#text !== '' && this.#quoted !== quoted) this.#flush();
    this.#quoted = quoted;
    this.#text += text;
  }

  /** Quotes with nothing between them still make a word. */
  quotes(): void {
    this.#flush();
    this.parts.push({ kind: 'text', text: '', quoted: true });
  }

  part(part: Part): void {
    this.#flush();
    this.parts.push(part);
  }

  done(): Word {
    this.#flush();
    return this.parts;
  }

  #flush(): void {
    if (this.#text !== '') this.parts.push({ kind: 'text', text: this.#text, quoted: this.#quoted });
    this.#text = '';
  }
}

/** Reads a word at `source.at` up to a blank or an operator; null where none begins. */
export function readWord(source: Source): Word | null {
  const start = source.at;
  const pieces = new Pieces();
  while (source.at < source.text.length) {
    const character = source.text.charAt(source.at);
    if (ENDS.has(character)) break;
    readPiece(source, pieces, character);
  }
  return source.at === start ? null : pieces.done();
}

/** Reads up to one of `stops` outside quotes (inside `${…}`, of a pattern or a value); the stop is left. */
function readUntil(source: Source, stops: string, quoted: boolean): Word {
  const pieces = new Pieces();
  for (;;) {
    const character = source.text.charAt(source.at);
    if (character === '') throw source.fail({ kind: 'unfinished', what: 'bracket', token: '}' });
    if (stops.includes(character)) return pieces.done();
    if (quoted && character === "'") {
      pieces.text(character, true);
      source.at += 1;
    } else if (quoted && character !== '"' && character !== '$' && character !== '\\' && character !== '`') {
      pieces.text(character, true);
      source.at += 1;
    } else {
      readPiece(source, pieces, character);
    }
  }
}

function readPiece(source: Source, pieces: Pieces, character: string): void {
  if (character === '\\') readBackslash(source, pieces);
  else if (character === "'") readSingleQuotes(source, pieces);
  else if (character === '"') readDoubleQuotes(source, pieces);
  else if (character === '$') readDollar(source, pieces, false);
  else if (character === '`') readBackticks(source, pieces, false);
  else {
    pieces.text(character, false);
    source.at += 1;
  }
}

function readBackslash(source: Source, pieces: Pieces): void {
  const next = source.text.charAt(source.at + 1);
  source.at += 2;
  if (next === '') {
    pieces.text('\\', true);
    source.at -= 1;
  } else if (next !== '\n') pieces.text(next, true);
}

function readSingleQuotes(source: Source, pieces: Pieces): void {
  const end = source.text.indexOf("'", source.at + 1);
  if (end === -1) throw source.fail({ kind: 'unfinished', what: 'quote', token: "'" });
  pieces.quotes();
  pieces.text(source.text.slice(source.at + 1, end), true);
  source.at = end + 1;
}

function readDoubleQuotes(source: Source, pieces: Pieces): void {
  pieces.quotes();
  source.at += 1;
  for (;;) {
    const character = source.text.charAt(source.at);
    if (character === '') throw source.fail({ kind: 'unfinished', what: 'quote', token: '"' });
    if (character === '"') break;
    readQuotedPiece(source, pieces, character, '"$`\\\n');
  }
  source.at += 1;
}

function readQuotedPiece(source: Source, pieces: Pieces, character: string, escapable: string): void {
  if (character === '$') readDollar(source, pieces, true);
  else if (character === '`') readBackticks(source, pieces, true);
  else if (character === '\\') {
    const next = source.text.charAt(source.at + 1);
    if (next !== '' && escapable.includes(next)) {
      if (next !== '\n') pieces.text(next, true);
      source.at += 2;
    } else {
      pieces.text('\\', true);
      source.at += 1;
    }
  } else {
    pieces.text(character, true);
    source.at += 1;
  }
}

/** Reads a heredoc's text, in which `$`, backticks and backslashes before them work as in double quotes. */
export function readHeredoc(source: Source): Word {
  const pieces = new Pieces();
  while (source.at < source.text.length)
    readQuotedPiece(source, pieces, source.text.charAt(source.at), '$`\\\n');
  return pieces.done();
}

function readBackticks(source: Source, pieces: Pieces, quoted: boolean): void {
  let inner = '';
  source.at += 1;
  for (;;) {
    const character = source.text.charAt(source.at);
    if (character === '') throw source.fail({ kind: 'unfinished', what: 'quote', token: '`' });
    source.at += 1;
    if (character === '`') break;
    const next = source.text.charAt(source.at);
    if (character === '\\' && (next === '`' || next === '\\' || next === '$')) {
      inner += next;
      source.at += 1;
    } else inner += character;
  }
  pieces.part({ kind: 'command', body: source.commandsOf(inner), quoted });
}

function readDollar(source: Source, pieces: Pieces, quoted: boolean): void {
  const { text } = source;
  const next = text.charAt(source.at + 1);
  if (text.startsWith('$((', source.at)) {
    const expression = readArithmetic(source);
    if (expression !== null) {
      pieces.part({ kind: 'arithmetic', expression, quoted });
      return;
    }
  }
  if (next === '(') {
    source.at += 2;
    const body = source.commandsUntilBracket();
    if (text.charAt(source.at) !== ')')
      throw source.fail({ kind: 'unfinished', what: 'bracket', token: ')' });
    source.at += 1;
    pieces.part({ kind: 'command', body, quoted });
  } else if (next === '{') readBraces(source, pieces, quoted);
  else if (next === "'" && !quoted) {
    throw source.fail({
      kind: 'not-simulated',
      code: 'shell:ansi-quotes',
      message: "Quotes of the form $'…' are not simulated; bash and busybox read backslash codes in them.",
    });
  } else if (next !== '' && '@*#?-$!'.includes(next)) {
    source.at += 2;
    pieces.part({ kind: 'parameter', name: next, quoted });
  } else if (nameCharacter(next)) {
    let end = source.at + 2;
    if (next < '0' || next > '9') while (nameCharacter(text.charAt(end))) end += 1;
    pieces.part({ kind: 'parameter', name: text.slice(source.at + 1, end), quoted });
    source.at = end;
  } else {
    pieces.text('$', quoted);
    source.at += 1;
  }
}

/** `$((` up to its `))`; null where the two brackets do not end together (it is `$( (…) )` then). */
function readArithmetic(source: Source): Word | null {
  const begin = source.at;
  source.at += 3;
  const pieces = new Pieces();
  let depth = 0;
  for (;;) {
    const character = source.text.charAt(source.at);
    if (character === '') throw source.fail({ kind: 'unfinished', what: 'bracket', token: '))' });
    if (character === ')' && depth === 0) {
      if (source.text.charAt(source.at + 1) === ')') {
        source.at += 2;
        return pieces.done();
      }
      source.at = begin;
      return null;
    }
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === '"') source.at += 1;
    else readQuotedPiece(source, pieces, character, '$`\\"\n');
  }
}

const TWO = [':-', ':=', ':?', ':+', '##', '%%', '//'];

function readBraces(source: Source, pieces: Pieces, quoted: boolean): void {
  const begin = source.at;
  const { text } = source;
  const bad = (): ShellSyntaxError => {
    const end = text.indexOf('}', begin);
    return source.fail({
      kind: 'bad-substitution',
      text: text.slice(begin, end === -1 ? undefined : end + 1),
    });
  };
  source.at += 2;
  const length = text.charAt(source.at) === '#' && text.charAt(source.at + 1) !== '}' ? true : undefined;
  if (length) source.at += 1;
  const name = readParameterName(source);
  if (name === '') throw bad();
  const base = { kind: 'parameter', name, quoted } as const;
  const next = text.charAt(source.at);
  if (next === '}') {
    source.at += 1;
    pieces.part(length ? { ...base, length } : base);
    return;
  }
  if (next === '') throw source.fail({ kind: 'unfinished', what: 'bracket', token: '}' });
  if (length) throw bad();
  const two = text.slice(source.at, source.at + 2);
  const operator = TWO.includes(two) ? two : next;
  if (operator === ':') {
    source.at += 1;
    const offset = readUntil(source, ':}', quoted);
    const more = text.charAt(source.at) === ':';
    if (more) source.at += 1;
    const count = more ? readUntil(source, '}', quoted) : undefined;
    source.at += 1;
    pieces.part({ ...base, operator, offset, ...(count === undefined ? {} : { count }) });
    return;
  }
  if (!'-=?+#%/:'.includes(next)) throw bad();
  source.at += operator.length;
  const pattern = '#%/'.includes(operator.charAt(0));
  const word = readUntil(source, operator.startsWith('/') ? '/}' : '}', quoted && !pattern);
  let replacement: Word | undefined;
  if (operator.startsWith('/')) {
    if (text.charAt(source.at) === '/') {
      source.at += 1;
      replacement = readUntil(source, '}', false);
    } else replacement = [];
  }
  source.at += 1;
  pieces.part({ ...base, operator, word, ...(replacement === undefined ? {} : { replacement }) });
}

function readParameterName(source: Source): string {
  const first = source.text.charAt(source.at);
  if (first !== '' && '@*#?-$!'.includes(first)) {
    source.at += 1;
    return first;
  }
  let end = source.at;
  while (nameCharacter(source.text.charAt(end))) end += 1;
  const name = source.text.slice(source.at, end);
  const digits = first >= '0' && first <= '9';
  if (digits && !/^[0-9]{1,3}$/.test(name)) return '';
  source.at = end;
  return name;
}
