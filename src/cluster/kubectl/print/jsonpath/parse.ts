import { withoutTrailing } from '../../../trailing.ts';
import { type Param, PathError, type PathNode } from './node.ts';

/** Reads a JSONPath template as client-go does (util/jsonpath/parser.go). Throws PathError in its words. */
export function parsePath(text: string): readonly PathNode[] {
  return new Parser(text).template();
}

class Parser {
  readonly #input: string;
  #at = 0;

  constructor(input: string) {
    this.#input = input;
  }

  template(): readonly PathNode[] {
    const nodes: PathNode[] = [];
    while (this.#at < this.#input.length) {
      const open = this.#input.indexOf('{', this.#at);
      const end = open === -1 ? this.#input.length : open;
      if (end > this.#at) nodes.push({ kind: 'text', text: this.#input.slice(this.#at, end) });
      this.#at = end;
      if (open === -1) break;
      this.#at += 1;
      nodes.push({ kind: 'list', nodes: this.#action() });
    }
    return nodes;
  }

  #action(): readonly PathNode[] {
    const nodes: PathNode[] = [];
    for (;;) {
      const rest = this.#input.charAt(this.#at);
      if (rest === '}') {
        this.#at += 1;
        return nodes;
      }
      if (this.#input.startsWith('[?(', this.#at)) nodes.push(this.#filter());
      else if (this.#input.startsWith('..', this.#at)) this.#recursive(nodes);
      else if (rest === '' || rest === '\n' || rest === '\r') throw new PathError('unclosed action');
      else if (rest === ' ' || rest === '@' || rest === '$') this.#at += 1;
      else if (rest === '[') this.#array(nodes);
      else if (rest === '"' || rest === "'") nodes.push({ kind: 'text', text: this.#quote(rest) });
      else if (rest === '.') {
        this.#at += 1;
        nodes.push(this.#field());
      } else if (/[-+\d]/.test(rest)) nodes.push(this.#number());
      else if (/[_\p{L}]/u.test(rest)) nodes.push(this.#identifier());
      else {
        const sign = String.fromCodePoint(this.#input.codePointAt(this.#at) ?? 0);
        const hex = (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
        throw new PathError(`unrecognized character in action: U+${hex} '${sign}'`);
      }
    }
  }

  #recursive(nodes: PathNode[]): void {
    if (nodes.at(-1)?.kind === 'recursive') throw new PathError('invalid multiple recursive descent');
    this.#at += 2;
    nodes.push({ kind: 'recursive' });
    if (/[_\p{L}\p{Nd}]/u.test(this.#input.charAt(this.#at))) nodes.push(this.#field());
  }

  #word(escapes: boolean): string {
    const from = this.#at;
    while (this.#at < this.#input.length) {
      const sign = this.#input.charAt(this.#at);
      if (escapes && sign === '\\') this.#at += 1;
      else if (' \t\r\n.,[]$@{}'.includes(sign)) break;
      this.#at += 1;
    }
    this.#at = Math.min(this.#at, this.#input.length);
    return this.#input.slice(from, this.#at);
  }

  #field(): PathNode {
    const name = this.#word(true);
    return name === '*' ? { kind: 'wildcard' } : { kind: 'field', name: name.replaceAll('\\', '') };
  }

  #identifier(): PathNode {
    const name = this.#word(false);
    if (name === 'true' || name === 'false') return { kind: 'value', value: name === 'true' };
    return { kind: 'identifier', name };
  }

  #number(): PathNode {
    const from = this.#at;
    if (/[-+]/.test(this.#input.charAt(this.#at))) this.#at += 1;
    while (/[.\d]/.test(this.#input.charAt(this.#at))) this.#at += 1;
    const text = this.#input.slice(from, this.#at);
    if (!/^[-+]?(\d+(\.\d*)?|\.\d+)$/.test(text)) throw new PathError(`cannot parse number ${text}`);
    return { kind: 'value', value: Number(text) };
  }

  #quote(mark: string): string {
    const from = this.#at;
    this.#at += 1;
    for (;;) {
      const sign = this.#input.charAt(this.#at);
      if (sign === '' || sign === '\n') throw new PathError('unterminated quoted string');
      this.#at += 1;
      if (sign === mark && this.#input.charAt(this.#at - 2) !== '\\') break;
    }
    const written = this.#input.slice(from, this.#at);
    const text = unquoted(written.slice(1, -1), mark);
    if (text === undefined) throw new PathError(`unquote string ${written} error invalid syntax`);
    return text;
  }

  #array(nodes: PathNode[]): void {
    const close = this.#input.indexOf(']', this.#at);
    const line = this.#input.indexOf('\n', this.#at);
    if (close === -1 || (line !== -1 && line < close)) throw new PathError('unterminated array');
    const inside = this.#input.slice(this.#at + 1, close);
    this.#at = close + 1;
    const text = inside === '*' ? ':' : inside;
    const parts = text.split(',');
    if (parts.length > 1) {
      const lists = parts.map((part) => insideOf(`{[${withoutTrailing(part.replace(/^ +/, ''), ' ')}]}`));
      nodes.push({ kind: 'union', lists });
      return;
    }
    const key = /^'([^']*)'$/.exec(text)?.[1];
    if (key !== undefined) {
      nodes.push(...insideOf(`{.${key}}`));
      return;
    }
    nodes.push({ kind: 'slice', params: paramsOf(text) });
  }

  #filter(): PathNode {
    this.#at += 3;
    const from = this.#at;
    let mark = '';
    let closed = true;
    for (;;) {
      const sign = this.#input.charAt(this.#at);
      this.#at += 1;
      if (sign === '' || sign === '\n') throw new PathError('unterminated filter');
      if (sign === '"' || sign === "'") {
        if (mark === '') {
          mark = sign;
          closed = false;
        } else if (this.#input.charAt(this.#at - 2) !== '\\' && sign === mark) closed = true;
      } else if (sign === ')' && closed) break;
    }
    if (this.#input.charAt(this.#at) !== ']') throw new PathError('unclosed array expect ]');
    const text = this.#input.slice(from, this.#at - 1);
    this.#at += 1;
    const start = text.search(/[!<>=]/);
    const operator = start < 1 ? '' : (/^[!<>=]+/.exec(text.slice(start))?.[0] ?? '');
    const right = text.slice(start + operator.length);
    if (operator === '' || right === '')
      return { kind: 'filter', left: insideOf(`{${text}}`), right: [], operator: 'exists' };
    return {
      kind: 'filter',
      left: insideOf(`{${text.slice(0, start)}}`),
      right: insideOf(`{${right}}`),
      operator,
    };
  }
}

function insideOf(action: string): readonly PathNode[] {
  const [list] = parsePath(action);
  return list?.kind === 'list' ? list.nodes : [];
}

function paramsOf(text: string): readonly [Param, Param, Param] {
  const match = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/.exec(text);
  if (match === null) throw new PathError(`invalid array index ${text}`);
  const read = (part: string): number => {
    if (part === '-') throw new PathError(`array index ${part} is not a number`);
    return Number(part);
  };
  const open: Param = { known: false, value: 0, derived: false };
  const first: Param =
    match[1] === undefined || match[1] === '' ? open : { known: true, value: read(match[1]), derived: false };
  const further = (part: string): Param =>
    part === ':' ? open : { known: true, value: read(part.slice(1)), derived: false };
  const second: Param =
    match[2] === undefined ? { known: true, value: first.value + 1, derived: true } : further(match[2]);
  return [first, second, match[3] === undefined ? open : further(match[3])];
}

const ESCAPED: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/** What a Go string literal says; undefined where Go refuses it. */
function unquoted(text: string, mark: string): string | undefined {
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === mark) return undefined;
    if (sign !== '\\') {
      out += sign;
      continue;
    }
    at += 1;
    const letter = text.charAt(at);
    const plain = letter === mark ? mark : ESCAPED[letter];
    if (plain !== undefined) {
      out += plain;
      continue;
    }
    const digits = { x: 2, u: 4, U: 8 }[letter];
    const hex = digits === undefined ? '' : text.slice(at + 1, at + 1 + digits);
    if (digits === undefined || !/^[0-9a-fA-F]+$/.test(hex) || hex.length !== digits) return undefined;
    out += String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff));
    at += digits;
  }
  return out;
}
