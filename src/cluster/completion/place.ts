/**
 * Where the cursor is, in a text that is not finished: which command, which of its words, inside which quotes. Read once
 * from the start, forwards; unlike shell/parse.ts, which reads what is finished, nothing here is an error.
 */

/** The word that ends at the cursor. */
export interface OpenWord {
  /** Where it begins in the text. */
  readonly start: number;
  /** What it means so far: without quotes, variables filled in. */
  readonly value: string;
  /** For each character of `value`, the index in the text behind what it came from. */
  readonly ends: readonly number[];
  /** The quote that is open at the cursor, and its index in the text (-1: none). */
  readonly quote: '' | "'" | '"';
  readonly quoteAt: number;
  /** The cursor stands in the name of a variable: where `$` or `${` and what is there of the name. */
  readonly variable?: { readonly start: number; readonly name: string; readonly braced: boolean };
}

export interface Place {
  /** The words of the same command before this one, without redirects. */
  readonly before: readonly string[];
  readonly word: OpenWord;
  /** The word is where a redirect leads. */
  readonly redirect: boolean;
}

/** Nesting of `$( )`, quotes and brackets above which nothing is completed: it protects our own stack. */
const MAX_DEPTH = 40;
const REDIRECTS = ['&>>', '&>', '<<<', '<<-', '<<', '<&', '<>', '>>', '>&', '>|', '<', '>'];
const SEPARATORS = ['&&', '||', ';;', '|&', ';', '&', '|'];
/** Words after which a command begins. */
const BEFORE_COMMANDS = new Set(['if', 'then', 'elif', 'else', 'while', 'until', 'do', '!', '{', 'time']);

/** The place at the end of `text`; null where nothing is to be completed (comments, heredocs). */
export function placeIn(text: string, variable: (name: string) => string): Place | null {
  const found = new Reader(text, variable).commands('', 0);
  return found === 'nothing' || found === 'closed' ? null : found;
}

type Ended = Place | 'nothing';

interface Heredoc {
  readonly end: string;
  readonly tabs: boolean;
}

class Reader {
  readonly #text: string;
  readonly #variable: (name: string) => string;
  #at = 0;

  constructor(text: string, variable: (name: string) => string) {
    this.#text = text;
    this.#variable = variable;
  }

  /** Reads commands up to `closer`, or to where the text ends. */
  commands(closer: '' | ')' | '`', depth: number): Ended | 'closed' {
    if (depth > MAX_DEPTH) return 'nothing';
    let words: string[] = [];
    let redirect = '';
    let heredocs: Heredoc[] = [];
    for (;;) {
      this.#blanks();
      const character = this.#text.charAt(this.#at);
      if (character === '')
        return redirect.startsWith('<<')
          ? 'nothing'
          : { before: words, word: empty(this.#at), redirect: redirect !== '' };
      if (character === '\n') {
        this.#at += 1;
        words = [];
        redirect = '';
        for (const heredoc of heredocs) if (!this.#skipHeredoc(heredoc)) return 'nothing';
        heredocs = [];
        continue;
      }
      if (character === '#') {
        const end = this.#text.indexOf('\n', this.#at);
        if (end === -1) return 'nothing';
        this.#at = end;
        continue;
      }
      if (closer !== '' && character === closer) {
        this.#at += 1;
        return 'closed';
      }
      const operator = this.#one(REDIRECTS);
      if (operator !== undefined) {
        redirect = operator;
        continue;
      }
      if (this.#one(SEPARATORS) !== undefined || character === ')') {
        if (character === ')') this.#at += 1;
        words = [];
        redirect = '';
        continue;
      }
      if (character === '(') {
        this.#at += 1;
        const inside = this.commands(')', depth + 1);
        if (inside !== 'closed') return inside;
        words = [];
        continue;
      }
      const word = this.#word(depth);
      if (word === 'nothing' || 'before' in word) return word;
      if (this.#at >= this.#text.length && !word.ended)
        return redirect.startsWith('<<')
          ? 'nothing'
          : { before: words, word: word.word, redirect: redirect !== '' };
      const next = this.#text.charAt(this.#at);
      const { value } = word.word;
      if (redirect.startsWith('<<') && redirect !== '<<<')
        heredocs.push({ end: value, tabs: redirect === '<<-' });
      else if (redirect === '' && (next === '<' || next === '>') && /^[0-9]$/.test(value)) continue;
      else if (redirect === '' && words.length === 0 && BEFORE_COMMANDS.has(value)) continue;
      else if (redirect === '') words.push(value);
      redirect = '';
    }
  }

  #blanks(): void {
    for (;;) {
      const character = this.#text.charAt(this.#at);
      if (character === ' ' || character === '\t' || character === '\r') this.#at += 1;
      else if (character === '\\' && this.#text.charAt(this.#at + 1) === '\n') this.#at += 2;
      else return;
    }
  }

  #one(operators: readonly string[]): string | undefined {
    const found = operators.find((operator) => this.#text.startsWith(operator, this.#at));
    this.#at += found?.length ?? 0;
    return found;
  }

  /** Whether the heredoc ends before the text does. */
  #skipHeredoc({ end, tabs }: Heredoc): boolean {
    while (this.#at < this.#text.length) {
      const feed = this.#text.indexOf('\n', this.#at);
      if (feed === -1) return false;
      let line = this.#text.slice(this.#at, feed);
      if (tabs) line = line.replace(/^\t+/, '');
      this.#at = feed + 1;
      if (line === end) return true;
    }
    return false;
  }

  /** One word; `ended`: something after it says that it is complete. */
  #word(depth: number): Ended | { readonly word: OpenWord; readonly ended: boolean } {
    const start = this.#at;
    const made = new Made();
    let quote: OpenWord['quote'] = '';
    let quoteAt = -1;
    const word = (variable?: OpenWord['variable']): OpenWord => ({
      start,
      value: made.value,
      ends: made.ends,
      quote,
      quoteAt,
      ...(variable === undefined ? {} : { variable }),
    });
    for (;;) {
      const character = this.#text.charAt(this.#at);
      if (character === '') return { word: word(), ended: false };
      if (quote === "'") {
        this.#at += 1;
        if (character === "'") quote = '';
        else made.add(character, this.#at);
      } else if (character === '\\') {
        const next = this.#text.charAt(this.#at + 1);
        this.#at += next === '' ? 1 : 2;
        if (next === '\n') continue;
        if (quote === '"' && !'"\\$`'.includes(next)) made.add(character, this.#at - 1);
        made.add(next, this.#at);
      } else if (character === '"' || (character === "'" && quote === '')) {
        quoteAt = this.#at;
        this.#at += 1;
        quote = quote === '' ? character : '';
      } else if (character === '`') {
        this.#at += 1;
        const inside = this.commands('`', depth + 1);
        if (inside !== 'closed') return inside;
      } else if (character === '$') {
        const dollar = this.#dollar(made, depth);
        if (dollar === 'nothing') return 'nothing';
        if (dollar !== undefined && 'before' in dollar) return dollar;
        if (dollar !== undefined) return { word: word(dollar), ended: false };
      } else if (quote === '' && ' \t\r\n;&|()<>'.includes(character)) {
        return { word: word(), ended: true };
      } else {
        this.#at += 1;
        made.add(character, this.#at);
      }
    }
  }

  /** `$` and what it begins. Gives a variable whose name the cursor stands in, or undefined to go on. */
  #dollar(made: Made, depth: number): Ended | NonNullable<OpenWord['variable']> | undefined {
    const start = this.#at;
    this.#at += 1;
    const next = this.#text.charAt(this.#at);
    if (next === '(') {
      if (this.#text.charAt(this.#at + 1) === '(') {
        const end = this.#text.indexOf('))', this.#at);
        if (end === -1) return 'nothing';
        this.#at = end + 2;
        return undefined;
      }
      this.#at += 1;
      const inside = this.commands(')', depth + 1);
      return inside === 'closed' ? undefined : inside;
    }
    const braced = next === '{';
    if (braced) this.#at += 1;
    const from = this.#at;
    while (/^[A-Za-z0-9_]$/.test(this.#text.charAt(this.#at))) this.#at += 1;
    const name = this.#text.slice(from, this.#at);
    if (this.#at >= this.#text.length) return { start, name, braced };
    if (braced) {
      const end = this.#text.indexOf('}', this.#at);
      if (end === -1) return 'nothing';
      this.#at = end + 1;
    }
    made.add(name === '' && !braced ? '$' : this.#variable(name), this.#at);
    return undefined;
  }
}

class Made {
  value = '';
  readonly ends: number[] = [];

  add(text: string, end: number): void {
    this.value += text;
    for (let i = 0; i < text.length; i += 1) this.ends.push(end);
  }
}

function empty(start: number): OpenWord {
  return { start, value: '', ends: [], quote: '', quoteAt: -1 };
}
