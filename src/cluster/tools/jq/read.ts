/** Reads a jq filter: paths, pipes, operators, constructors, calls, `if`, `as`. */
import { type Filter, FilterError } from './syntax.ts';

/** Binary operators from the loosest to the tightest; pipe and comma are read apart. */
const LEVELS: readonly (readonly string[])[] = [
  ['//'],
  ['or'],
  ['and'],
  ['==', '!=', '<=', '>=', '<', '>'],
  ['+', '-'],
  ['*', '/', '%'],
];
const DEEPEST = 100;
const WORDS = new Set(['and', 'or', 'then', 'elif', 'else', 'end', 'as']);

/** Throws `FilterError`. */
export function readFilter(text: string): Filter {
  const reader = new Reader(text);
  const filter = reader.pipe();
  reader.end();
  return filter;
}

class Reader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  end(): void {
    this.#blanks();
    if (this.#at < this.#text.length) throw this.#unread();
  }

  pipe(): Filter {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new FilterError('a filter nested so deep');
    const filter = this.#piped();
    this.#depth -= 1;
    return filter;
  }

  #piped(): Filter {
    if (this.#word() === 'def') throw new FilterError('def');
    const left = this.#comma();
    if (this.#takeWord('as')) {
      const name = this.#variableName();
      this.#need('|');
      return { kind: 'as', source: left, name, body: this.pipe() };
    }
    if (!this.#takePipe()) return left;
    return { kind: 'pipe', operator: '|', left, right: this.pipe() };
  }

  #comma(): Filter {
    let left = this.#binary(0);
    while (this.#take(',')) left = { kind: 'comma', operator: ',', left, right: this.#binary(0) };
    return left;
  }

  #binary(level: number): Filter {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#postfix();
    let left = this.#binary(level + 1);
    for (;;) {
      const operator = operators.find((one) => this.#isOperator(one));
      if (operator === undefined) return left;
      this.#at += operator.length;
      // `//` binds to the right, everything else to the left.
      const right = this.#binary(operator === '//' ? level : level + 1);
      const kind =
        operator === '//' ? 'alternative' : operator === 'and' || operator === 'or' ? operator : 'operator';
      left = { kind, operator, left, right };
    }
  }

  #isOperator(operator: string): boolean {
    this.#blanks();
    if (/^[a-z]/.test(operator)) return this.#word() === operator;
    if (!this.#text.startsWith(operator, this.#at)) return false;
    const next = this.#text.charAt(this.#at + operator.length);
    if (operator === '/' && next === '/') return false;
    if (next === '=' && !['<', '>', '==', '!=', '<=', '>='].includes(operator))
      throw new FilterError(`the assignment ${operator}=`);
    return true;
  }

  #postfix(): Filter {
    let filter = this.#term();
    for (;;) {
      if (this.#text.charAt(this.#at) === '?') {
        this.#at += 1;
        filter = { kind: 'try', of: filter };
        continue;
      }
      const next = this.#text.charAt(this.#at);
      if (next === '[') filter = this.#bracket(filter);
      else if (next === '.' && this.#text.charAt(this.#at + 1) === '[') {
        this.#at += 1;
        filter = this.#bracket(filter);
      } else if (next === '.' && /[A-Za-z_"$]/.test(this.#text.charAt(this.#at + 1))) {
        this.#at += 1;
        filter = { kind: 'field', of: filter, name: this.#fieldName() };
      } else return filter;
    }
  }

  #fieldName(): Filter {
    if (this.#text.charAt(this.#at) === '"') return this.#string(null);
    const name = /^[A-Za-z_][A-Za-z0-9_]*/.exec(this.#text.slice(this.#at, this.#at + 200))?.[0];
    if (name === undefined) throw this.#unread();
    this.#at += name.length;
    return { kind: 'literal', value: name };
  }

  #bracket(of: Filter): Filter {
    this.#need('[');
    if (this.#take(']')) return { kind: 'each', of };
    if (this.#take(':')) {
      const to = this.pipe();
      this.#need(']');
      return { kind: 'slice', of, from: null, to };
    }
    const name = this.pipe();
    if (this.#take(':')) {
      const to = this.#peek(']') ? null : this.pipe();
      this.#need(']');
      return { kind: 'slice', of, from: name, to };
    }
    this.#need(']');
    return { kind: 'field', of, name };
  }

  #term(): Filter {
    this.#blanks();
    const here = this.#text.charAt(this.#at);
    if (here === '.') return this.#path();
    if (here === '"') return this.#string(null);
    if (here === '@') return this.#formatted();
    if (here === '$') {
      if (this.#text.startsWith('$__loc__', this.#at)) throw new FilterError('$__loc__');
      return { kind: 'variable', name: this.#variableName() };
    }
    if (here === '(') {
      this.#at += 1;
      const inner = this.pipe();
      this.#need(')');
      return inner;
    }
    if (here === '[') {
      this.#at += 1;
      if (this.#take(']')) return { kind: 'array', of: null };
      const of = this.pipe();
      this.#need(']');
      return { kind: 'array', of };
    }
    if (here === '{') return this.#object();
    if (here === '-') {
      this.#at += 1;
      return { kind: 'negative', of: this.#postfix() };
    }
    const number = /^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/.exec(this.#text.slice(this.#at, this.#at + 40))?.[0];
    if (number !== undefined) {
      this.#at += number.length;
      return { kind: 'literal', value: Number(number) };
    }
    return this.#named();
  }

  #path(): Filter {
    this.#at += 1;
    const next = this.#text.charAt(this.#at);
    if (next === '.') {
      this.#at += 1;
      return { kind: 'everything' };
    }
    if (/[A-Za-z_"]/.test(next)) return { kind: 'field', of: { kind: 'identity' }, name: this.#fieldName() };
    return { kind: 'identity' };
  }

  #formatted(): Filter {
    const name = /^@[a-z0-9]+/.exec(this.#text.slice(this.#at, this.#at + 20))?.[0] ?? '@';
    this.#at += name.length;
    this.#blanks();
    if (this.#text.charAt(this.#at) === '"') return this.#string(name);
    return { kind: 'text', pieces: [{ kind: 'identity' }], format: name };
  }

  #named(): Filter {
    const word = this.#word();
    if (word === '' || WORDS.has(word)) throw this.#unread();
    this.#at += word.length;
    if (word === 'null') return { kind: 'literal', value: null };
    if (word === 'true' || word === 'false') return { kind: 'literal', value: word === 'true' };
    if (word === 'if') return this.#if();
    if (['reduce', 'foreach', 'try', 'label', 'import', 'include'].includes(word))
      throw new FilterError(word);
    const args: Filter[] = [];
    if (this.#text.charAt(this.#at) === '(') {
      this.#at += 1;
      do args.push(this.pipe());
      while (this.#take(';'));
      this.#need(')');
    }
    return { kind: 'call', name: word, args };
  }

  #if(): Filter {
    const branches: [Filter, Filter][] = [];
    do {
      const test = this.pipe();
      this.#needWord('then');
      branches.push([test, this.pipe()]);
    } while (this.#takeWord('elif'));
    const otherwise = this.#takeWord('else') ? this.pipe() : null;
    this.#needWord('end');
    return { kind: 'if', branches, otherwise };
  }

  #object(): Filter {
    this.#need('{');
    const entries: [Filter, Filter][] = [];
    if (this.#take('}')) return { kind: 'object', entries };
    do entries.push(this.#entry());
    while (this.#take(','));
    this.#need('}');
    return { kind: 'object', entries };
  }

  #entry(): [Filter, Filter] {
    this.#blanks();
    const here = this.#text.charAt(this.#at);
    const own: Filter = { kind: 'identity' };
    if (here === '$') {
      const name = this.#variableName();
      return [
        { kind: 'literal', value: name },
        { kind: 'variable', name },
      ];
    }
    let key: Filter;
    if (here === '(') {
      this.#at += 1;
      key = this.pipe();
      this.#need(')');
    } else if (here === '@') key = this.#formatted();
    else key = this.#fieldName();
    if (!this.#take(':')) return [key, { kind: 'field', of: own, name: key }];
    let value = this.#binary(0);
    while (this.#takePipe()) value = { kind: 'pipe', operator: '|', left: value, right: this.#binary(0) };
    return [key, value];
  }

  /** A string with `\(…)` in it. */
  #string(format: string | null): Filter {
    this.#at += 1;
    const pieces: (string | Filter)[] = [];
    let text = '';
    for (;;) {
      const here = this.#text.charAt(this.#at);
      if (here === '') throw new FilterError('a string without its end');
      this.#at += 1;
      if (here === '"') break;
      if (here !== '\\') {
        text += here;
        continue;
      }
      const next = this.#text.charAt(this.#at);
      this.#at += 1;
      if (next === '(') {
        pieces.push(text);
        text = '';
        pieces.push(this.pipe());
        this.#need(')');
      } else if (next === 'u') {
        text += String.fromCharCode(Number.parseInt(this.#text.slice(this.#at, this.#at + 4), 16));
        this.#at += 4;
      } else {
        const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };
        text += escapes[next] ?? next;
      }
    }
    if (pieces.length === 0 && format === null) return { kind: 'literal', value: text };
    return { kind: 'text', pieces: [...pieces, text], format };
  }

  #variableName(): string {
    this.#blanks();
    const name = /^\$([A-Za-z_][A-Za-z0-9_]*)/.exec(this.#text.slice(this.#at, this.#at + 200));
    if (name === null) throw new FilterError('a pattern behind as');
    this.#at += name[0].length;
    return name[1] ?? '';
  }

  /** The word at the cursor, blanks in front passed over. */
  #word(): string {
    this.#blanks();
    return /^[A-Za-z_][A-Za-z0-9_:]*/.exec(this.#text.slice(this.#at, this.#at + 200))?.[0] ?? '';
  }

  #takeWord(word: string): boolean {
    if (this.#word() !== word) return false;
    this.#at += word.length;
    return true;
  }

  #needWord(word: string): void {
    if (!this.#takeWord(word)) throw this.#unread();
  }

  #takePipe(): boolean {
    this.#blanks();
    if (this.#text.startsWith('|=', this.#at)) throw new FilterError('the assignment |=');
    return this.#take('|');
  }

  #peek(sign: string): boolean {
    this.#blanks();
    return this.#text.charAt(this.#at) === sign;
  }

  #take(sign: string): boolean {
    if (!this.#peek(sign)) return false;
    this.#at += 1;
    return true;
  }

  #need(sign: string): void {
    if (!this.#take(sign)) throw this.#unread();
  }

  #blanks(): void {
    while (/[\s#]/.test(this.#text.charAt(this.#at) || 'x')) {
      if (this.#text.charAt(this.#at) === '#') {
        const end = this.#text.indexOf('\n', this.#at);
        this.#at = end === -1 ? this.#text.length : end;
      } else this.#at += 1;
    }
  }

  #unread(): FilterError {
    const rest = this.#text.slice(this.#at, this.#at + 20).trim();
    return new FilterError(rest === '' ? 'a filter that ends there' : `${JSON.stringify(rest)} in a filter`);
  }
}
