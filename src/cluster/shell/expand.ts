/** Words to fields: parameters, commands' output, arithmetic, splitting, file names, quotes gone. */

import { absolute } from '../files/lookup.ts';
import type { FileSystem } from '../files/system.ts';
import { ArithmeticError, calculate } from './arithmetic.ts';
import { braced } from './braces.ts';
import { hasWildcard, matcher, type PatternCharacter, patternOf } from './glob.ts';
import { type ShellProcess, variable, withVariable } from './process.ts';
import type { Command, Parameter, Part, Word } from './syntax.ts';

/** A command has to run before the word is known; its output is then the next of `Expansion.results`. */
export class NeedsOutput extends Error {
  readonly body: Command;

  constructor(body: Command) {
    super('a command has to run first');
    this.body = body;
  }
}

/** What stops a command before it runs. */
export class ExpansionError extends Error {
  readonly problem: 'unset' | 'message' | 'empty' | 'arithmetic' | 'zero' | 'too-long';
  readonly subject: string;

  constructor(problem: ExpansionError['problem'], subject: string, message = '') {
    super(message);
    this.problem = problem;
    this.subject = subject;
  }
}

/** What one command's words may use up. */
const MAX_FIELDS = 4_000;
const MAX_CHARACTERS = 128 * 1024;

interface Piece {
  readonly text: string;
  readonly quoted: boolean;
  /** It came of an expansion outside quotes, so it is split. */
  readonly split: boolean;
  /** A field ends before this piece (`"$@"`). */
  readonly starts?: boolean;
}

/** One attempt to expand the words of a command; thrown away when it needs a command's output first. */
export class Expansion {
  process: ShellProcess;
  readonly #results: readonly string[];
  readonly #files: FileSystem;
  #used = 0;
  #characters = 0;

  constructor(process: ShellProcess, results: readonly string[], files: FileSystem) {
    this.process = process;
    this.#results = results;
    this.#files = files;
  }

  /** Every field that words make. */
  fields(words: readonly Word[]): string[] {
    const fields: string[] = [];
    const all = this.process.kind === 'bash' ? words.flatMap(braced) : words;
    for (const word of all) {
      if (this.#isNothing(word)) continue;
      for (const field of this.#split(this.#pieces(word))) {
        fields.push(...this.#names(field));
        if (fields.length > MAX_FIELDS) throw new ExpansionError('too-long', '');
      }
    }
    return fields;
  }

  /** `"$@"` without positional parameters is no field, quoted as it is. */
  #isNothing(word: Word): boolean {
    if (this.process.positional.length > 0) return false;
    const all = word.filter((part) => !(part.kind === 'text' && part.text === ''));
    const [only] = all;
    return all.length === 1 && only?.kind === 'parameter' && only.name === '@' && only.operator === undefined;
  }

  /** A word as one text: not split, no file names (assignments, `case`, redirects, heredocs). */
  text(word: Word): string {
    return this.#pieces(word)
      .map(({ text, starts }) => (starts === true ? ` ${text}` : text))
      .join('');
  }

  /** A word as a pattern, in which quoted characters stand for themselves. */
  pattern(word: Word): PatternCharacter[] {
    return this.#pieces(word).flatMap(({ text, quoted }) => patternOf(text, quoted));
  }

  #pieces(word: Word): Piece[] {
    const pieces: Piece[] = [];
    for (const [index, part] of word.entries()) {
      const tilde = index === 0 ? this.#tilde(part) : null;
      if (tilde !== null) pieces.push(...tilde);
      else pieces.push(...this.#part(part));
    }
    for (const { text } of pieces) this.#characters += text.length;
    if (this.#characters > MAX_CHARACTERS) throw new ExpansionError('too-long', '');
    return pieces;
  }

  #tilde(part: Part): Piece[] | null {
    if (part.kind !== 'text' || part.quoted || !/^~(\/|$)/.test(part.text)) return null;
    const home = variable(this.process, 'HOME');
    if (home === undefined) return null;
    return [
      { text: home, quoted: true, split: false },
      { text: part.text.slice(1), quoted: false, split: false },
    ];
  }

  #part(part: Part): Piece[] {
    switch (part.kind) {
      case 'text':
        return [{ text: part.text, quoted: part.quoted, split: false }];
      case 'command': {
        if (part.body === null) return [];
        const result = this.#results[this.#used];
        if (result === undefined) throw new NeedsOutput(part.body);
        this.#used += 1;
        return [{ text: result, quoted: part.quoted, split: !part.quoted }];
      }
      case 'arithmetic':
        return [
          { text: this.#calculate(this.text(part.expression)), quoted: part.quoted, split: !part.quoted },
        ];
      default:
        return this.#parameter(part);
    }
  }

  #calculate(expression: string): string {
    try {
      return calculate(expression, {
        get: (name) => this.#value(name),
        set: (name, value) => {
          this.process = withVariable(this.process, name, value);
        },
      });
    } catch (error) {
      if (error instanceof ArithmeticError)
        throw new ExpansionError(error.problem === 'zero' ? 'zero' : 'arithmetic', expression);
      throw error;
    }
  }

  /** The value of a parameter that is one text. */
  #value(name: string): string | undefined {
    const { process } = this;
    if (name === '?') return String(process.status);
    if (name === '#') return String(process.positional.length);
    if (name === '$') return String(process.pid);
    if (name === '0') return process.name;
    if (name === '-') return process.options;
    if (name === '!') return undefined;
    if (name === '@' || name === '*')
      return process.positional.length === 0 ? undefined : process.positional.join(' ');
    if (/^[0-9]+$/.test(name)) return process.positional[Number(name) - 1];
    return variable(process, name);
  }

  #parameter(part: Parameter): Piece[] {
    const { name, quoted } = part;
    if ((name === '@' || name === '*') && part.operator === undefined && part.length === undefined)
      return this.#all(name, quoted);
    const whole = (text: string): Piece[] => [{ text, quoted, split: !quoted }];
    const value = this.#value(name);
    if (part.length === true) return whole(String(Array.from(value ?? '').length));
    const { operator } = part;
    if (operator === undefined) {
      this.#refuseUnset(name, value);
      return whole(value ?? '');
    }
    if (operator === ':') return whole(this.#slice(part, value ?? ''));
    const kind = operator.replace(':', '');
    const empty = value === undefined || (operator.startsWith(':') && value === '');
    const word = part.word ?? [];
    if (kind === '-') return empty ? this.#inner(word, quoted) : whole(value);
    if (kind === '+') return empty ? [] : this.#inner(word, quoted);
    if (kind === '=') {
      if (!empty) return whole(value);
      const text = this.text(word);
      this.process = withVariable(this.process, name, text);
      return whole(text);
    }
    if (kind === '?') {
      if (!empty) return whole(value);
      throw new ExpansionError(operator === '?' ? 'message' : 'empty', name, this.text(word));
    }
    this.#refuseUnset(name, value);
    if (kind.startsWith('/')) return whole(this.#replaced(part, value ?? ''));
    return whole(trimmed(value ?? '', kind, this.pattern(word)));
  }

  #refuseUnset(name: string, value: string | undefined): void {
    if (value === undefined && this.process.options.includes('u') && name !== '@' && name !== '*')
      throw new ExpansionError('unset', name);
  }

  #inner(word: Word, quoted: boolean): Piece[] {
    return this.#pieces(word).map((piece) =>
      quoted || piece.quoted ? { ...piece, quoted: true, split: false } : { ...piece, split: true },
    );
  }

  #all(name: string, quoted: boolean): Piece[] {
    const { positional } = this.process;
    if (quoted && name === '*')
      return [{ text: positional.join(this.#separators().charAt(0)), quoted: true, split: false }];
    return positional.map((text, index) => ({
      text,
      quoted,
      split: !quoted,
      ...(index > 0 ? { starts: true } : {}),
    }));
  }

  #slice(part: Parameter, value: string): string {
    const characters = Array.from(value);
    const number = (word: Word): number => Number(this.#calculate(this.text(word)));
    const offset = number(part.offset ?? []);
    const start = offset < 0 ? Math.max(0, characters.length + offset) : offset;
    if (part.count === undefined) return characters.slice(start).join('');
    const count = number(part.count);
    return characters.slice(start, count < 0 ? characters.length + count : start + count).join('');
  }

  #replaced(part: Parameter, value: string): string {
    const matches = matcher(this.pattern(part.word ?? []));
    const replacement = this.text(part.replacement ?? []);
    const characters = Array.from(value);
    if (characters.length > 2_000) throw new ExpansionError('too-long', part.name);
    let out = '';
    let at = 0;
    let done = false;
    while (at < characters.length) {
      let end = done ? -1 : characters.length;
      while (end > at && !matches(characters.slice(at, end).join(''))) end -= 1;
      if (end > at) {
        out += replacement;
        at = end;
        done = part.operator === '/';
      } else {
        out += characters[at] ?? '';
        at += 1;
      }
    }
    return out;
  }

  #separators(): string {
    return variable(this.process, 'IFS') ?? ' \t\n';
  }

  #split(pieces: readonly Piece[]): PatternCharacter[][] {
    const separators = this.#separators();
    const fields: PatternCharacter[][] = [];
    let field: PatternCharacter[] | null = null;
    const end = (): void => {
      if (field !== null) fields.push(field);
      field = null;
    };
    for (const piece of pieces) {
      if (piece.starts === true) end();
      if (!piece.split) {
        if (piece.text !== '' || piece.quoted)
          field = [...(field ?? []), ...patternOf(piece.text, piece.quoted)];
        continue;
      }
      for (const character of piece.text) {
        if (!separators.includes(character)) {
          field ??= [];
          field.push({ character, quoted: false });
        } else if (' \t\n'.includes(character)) end();
        else {
          field ??= [];
          end();
        }
      }
    }
    end();
    return fields;
  }

  /** A field as the names of the files it matches, or as it is. */
  #names(field: readonly PatternCharacter[]): string[] {
    const plain = field.map(({ character }) => character).join('');
    if (!hasWildcard(field) || this.process.options.includes('f')) return [plain];
    const found = this.#matching(field);
    return found.length === 0 ? [plain] : found;
  }

  #matching(field: readonly PatternCharacter[]): string[] {
    const segments: PatternCharacter[][] = [[]];
    for (const piece of field) {
      if (piece.character === '/') segments.push([]);
      else segments.at(-1)?.push(piece);
    }
    let prefixes = [''];
    for (const [index, segment] of segments.entries()) {
      const last = index === segments.length - 1;
      const literal = segment.map(({ character }) => character).join('');
      if (!hasWildcard(segment)) {
        prefixes = prefixes.map((prefix) => prefix + literal + (last ? '' : '/'));
        continue;
      }
      const matches = matcher(segment);
      const hidden = literal.startsWith('.');
      const next: string[] = [];
      for (const prefix of prefixes) {
        for (const name of this.#namesIn(prefix))
          if (name.startsWith('.') === hidden && matches(name)) next.push(prefix + name + (last ? '' : '/'));
        if (next.length > MAX_FIELDS) throw new ExpansionError('too-long', '');
      }
      prefixes = next;
    }
    return prefixes
      .filter((path) => this.#files.peek(absolute(this.process.cwd, path), false) !== null)
      .sort();
  }

  #namesIn(prefix: string): string[] {
    const directory = absolute(this.process.cwd, prefix === '' ? '.' : prefix);
    const found = this.#files.peek(directory);
    return found?.node.type === 'directory' && this.#files.may(directory, 4)
      ? this.#files.list(directory)
      : [];
  }
}

/** `#`, `##`, `%`, `%%`: the shortest or longest match at the front or the end goes. */
function trimmed(value: string, operator: string, pattern: readonly PatternCharacter[]): string {
  const matches = matcher(pattern);
  const characters = Array.from(value);
  if (characters.length > 4_000) throw new ExpansionError('too-long', '');
  const front = operator.startsWith('#');
  const lengths = characters.map((_, index) => index).concat(characters.length);
  if (operator.length === 2) lengths.reverse();
  for (const length of lengths) {
    const piece = front ? characters.slice(0, length) : characters.slice(characters.length - length);
    if (matches(piece.join('')))
      return (front ? characters.slice(length) : characters.slice(0, characters.length - length)).join('');
  }
  return value;
}
