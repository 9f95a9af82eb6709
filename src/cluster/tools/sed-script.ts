/** Reads a sed script: addresses, and the commands behind them. */
import { compile, type Pattern } from './regex.ts';

export type Address = { readonly line: number } | { readonly last: true } | { readonly pattern: Pattern };

export interface Substitution {
  readonly kind: 'substitute';
  readonly pattern: Pattern;
  /** Text, and the numbers of groups in it (0 for all that matched). */
  readonly pieces: readonly (string | number)[];
  readonly global: boolean;
  readonly nth: number;
  readonly print: boolean;
}

export interface Command {
  readonly from?: Address;
  readonly to?: Address;
  readonly negated: boolean;
  readonly action:
    | Substitution
    | { readonly kind: 'delete' | 'print' | 'quit' | 'number' }
    | { readonly kind: 'append' | 'insert' | 'change'; readonly text: string };
}

export class NotRead extends Error {}

export class Reader {
  readonly #text: string;
  readonly #extended: boolean;
  #at = 0;

  constructor(text: string, extended: boolean) {
    this.#text = text;
    this.#extended = extended;
  }

  all(): Command[] {
    const commands: Command[] = [];
    for (;;) {
      while (/[\s;]/.test(this.#text.charAt(this.#at) || 'x')) this.#at += 1;
      if (this.#at >= this.#text.length) return commands;
      commands.push(this.#command());
      while (this.#text.charAt(this.#at) === ' ') this.#at += 1;
      if (this.#at < this.#text.length && !/[;\n]/.test(this.#text.charAt(this.#at))) throw new NotRead();
    }
  }

  #command(): Command {
    const from = this.#address();
    let to: Address | undefined;
    if (from !== undefined && this.#text.charAt(this.#at) === ',') {
      this.#at += 1;
      to = this.#address();
      if (to === undefined) throw new NotRead();
    }
    while (this.#text.charAt(this.#at) === ' ') this.#at += 1;
    const negated = this.#text.charAt(this.#at) === '!';
    if (negated) this.#at += 1;
    const letter = this.#text.charAt(this.#at);
    this.#at += 1;
    const addresses = {
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      negated,
    };
    const simple: Readonly<Record<string, 'delete' | 'print' | 'quit' | 'number'>> = {
      d: 'delete',
      p: 'print',
      q: 'quit',
      '=': 'number',
    };
    const kind = Object.hasOwn(simple, letter) ? simple[letter] : undefined;
    if (kind !== undefined) return { ...addresses, action: { kind } };
    if (letter === 's') return { ...addresses, action: this.#substitution() };
    const texts: Readonly<Record<string, 'append' | 'insert' | 'change'>> = {
      a: 'append',
      i: 'insert',
      c: 'change',
    };
    const added = Object.hasOwn(texts, letter) ? texts[letter] : undefined;
    if (added === undefined) throw new NotRead();
    return { ...addresses, action: { kind: added, text: this.#added() } };
  }

  /** The text of a, i and c: blanks in front go, but for those behind a backslash; `\n` and `\t` are what they name. */
  #added(): string {
    const skip = (pattern: RegExp): void => {
      while (pattern.test(this.#text.charAt(this.#at) || 'x')) this.#at += 1;
    };
    skip(/[ \t]/);
    if (this.#text.charAt(this.#at) === '\\') {
      this.#at += 1;
      if (this.#text.charAt(this.#at) === '\n') this.#at += 1;
    }
    let text = '';
    for (; this.#at < this.#text.length && this.#text.charAt(this.#at) !== '\n'; this.#at += 1) {
      const here = this.#text.charAt(this.#at);
      if (here !== '\\') {
        text += here;
        continue;
      }
      this.#at += 1;
      const next = this.#text.charAt(this.#at);
      text += next === 'n' ? '\n' : next === 't' ? '\t' : next;
    }
    return text;
  }

  #address(): Address | undefined {
    const here = this.#text.charAt(this.#at);
    const digits = /^[0-9]{1,9}/.exec(this.#text.slice(this.#at, this.#at + 9))?.[0];
    if (digits !== undefined) {
      this.#at += digits.length;
      return { line: Number(digits) };
    }
    if (here === '$') {
      this.#at += 1;
      return { last: true };
    }
    if (here !== '/') return undefined;
    this.#at += 1;
    return { pattern: compile(this.#until('/'), { extended: this.#extended }) };
  }

  /** Text up to an unescaped delimiter; an escaped one stands for itself. */
  #until(delimiter: string): string {
    let text = '';
    let bracket = false;
    while (this.#at < this.#text.length) {
      const here = this.#text.charAt(this.#at);
      if (here === '\\' && this.#text.charAt(this.#at + 1) === delimiter) {
        text += delimiter;
        this.#at += 2;
      } else if (here === '\\') {
        text += here + this.#text.charAt(this.#at + 1);
        this.#at += 2;
      } else {
        if (here === delimiter && !bracket) {
          this.#at += 1;
          return text;
        }
        if (here === '[' && delimiter !== '[')
          bracket = this.#text.indexOf(']', this.#at + 2) !== -1 && !bracket ? true : bracket;
        else if (here === ']') bracket = false;
        text += here;
        this.#at += 1;
      }
    }
    throw new NotRead();
  }

  #substitution(): Substitution {
    const delimiter = this.#text.charAt(this.#at);
    this.#at += 1;
    if (delimiter === '' || delimiter === '\n' || delimiter === '\\') throw new NotRead();
    const source = this.#until(delimiter);
    const replacement = this.#replacement(delimiter);
    const flags = /^[gpiI0-9]*/.exec(this.#text.slice(this.#at, this.#at + 10))?.[0] ?? '';
    this.#at += flags.length;
    return {
      kind: 'substitute',
      pattern: compile(source, { extended: this.#extended, ignoreCase: /i/i.test(flags) }),
      pieces: replacement,
      global: flags.includes('g'),
      nth: Number(/[0-9]+/.exec(flags)?.[0] ?? 1),
      print: flags.includes('p'),
    };
  }

  /** Text, and the numbers of groups in it (0 for `&`). */
  #replacement(delimiter: string): (string | number)[] {
    const pieces: (string | number)[] = [];
    while (this.#at < this.#text.length) {
      const here = this.#text.charAt(this.#at);
      this.#at += 1;
      if (here === delimiter) return pieces;
      if (here === '&') pieces.push(0);
      else if (here === '\\') {
        const next = this.#text.charAt(this.#at);
        this.#at += 1;
        if (next >= '0' && next <= '9') pieces.push(Number(next));
        else pieces.push(next === 'n' ? '\n' : next === 't' ? '\t' : next);
      } else pieces.push(here);
    }
    throw new NotRead();
  }
}
