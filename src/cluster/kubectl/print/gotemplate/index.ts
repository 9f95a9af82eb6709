/** Go's text/template as far as people use it with kubectl: fields, range, if, else, end, with, variables, functions. */
import type { Json, JsonObject } from '../../../json.ts';
import { entriesOf } from '../json.ts';
import { shown } from '../jsonpath/index.ts';

/** What is wrong with a template or its data. */
export class TemplateError extends Error {
  readonly kind: 'parse' | 'execute' | 'not-simulated';

  constructor(kind: 'parse' | 'execute' | 'not-simulated', message: string) {
    super(message);
    this.kind = kind;
  }
}

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'pipe'; readonly pipe: Pipe }
  | { readonly kind: 'set'; readonly name: string; readonly pipe: Pipe }
  | {
      readonly kind: 'if' | 'with';
      readonly pipe: Pipe;
      readonly then: readonly Part[];
      readonly otherwise: readonly Part[];
    }
  | {
      readonly kind: 'range';
      readonly names: readonly string[];
      readonly pipe: Pipe;
      readonly then: readonly Part[];
      readonly otherwise: readonly Part[];
    };

/** Commands joined by `|`; each is words, the first may be a function. */
type Pipe = readonly (readonly Word[])[];

type Word =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'path'; readonly from: '.' | '$' | string; readonly fields: readonly string[] }
  | { readonly kind: 'call'; readonly name: string }
  | { readonly kind: 'pipe'; readonly pipe: Pipe; readonly fields: readonly string[] };

/** Prints a template for an object. Throws TemplateError. */
export function executeTemplate(text: string, data: Json, missing: boolean): string {
  const parts = new Reader(tokens(text)).template();
  return new Run(data, missing).parts(parts, data);
}

type Token = { readonly text: string } | { readonly action: string };

function tokens(text: string): readonly Token[] {
  const out: Token[] = [];
  let at = 0;
  let trim = false;
  while (at < text.length) {
    const open = text.indexOf('{{', at);
    let plain = text.slice(at, open === -1 ? text.length : open);
    if (trim) plain = plain.trimStart();
    if (open === -1) {
      if (plain !== '') out.push({ text: plain });
      break;
    }
    const close = closing(text, open + 2);
    if (close === -1) throw new TemplateError('parse', '1: unclosed action');
    let action = text.slice(open + 2, close);
    if (/^-\s/.test(action)) {
      plain = plain.trimEnd();
      action = action.slice(1);
    }
    trim = /\s-$/.test(action);
    if (trim) action = action.slice(0, -1);
    if (plain !== '') out.push({ text: plain });
    if (!action.trim().startsWith('/*')) out.push({ action: action.trim() });
    at = close + 2;
  }
  return out;
}

function closing(text: string, from: number): number {
  let quote = '';
  for (let at = from; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (quote !== '') {
      if (sign === '\\' && quote !== '`') at += 1;
      else if (sign === quote) quote = '';
    } else if (sign === '"' || sign === '`' || sign === "'") quote = sign;
    else if (sign === '}' && text.charAt(at + 1) === '}') return at;
  }
  return -1;
}

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(list: readonly Token[]) {
    this.#tokens = list;
  }

  template(): readonly Part[] {
    const { parts, ended } = this.#block();
    if (ended !== '') throw new TemplateError('parse', `1: unexpected {{${ended}}}`);
    return parts;
  }

  #block(): { readonly parts: readonly Part[]; readonly ended: string } {
    const parts: Part[] = [];
    while (this.#at < this.#tokens.length) {
      const token = this.#tokens[this.#at];
      this.#at += 1;
      if (token === undefined) break;
      if ('text' in token) {
        parts.push({ kind: 'text', text: token.text });
        continue;
      }
      const [word = ''] = token.action.split(/\s/, 1);
      const rest = token.action.slice(word.length).trim();
      if (word === 'end') return { parts, ended: 'end' };
      if (word === 'else') return { parts, ended: `else ${rest}`.trim() };
      if (word === 'if' || word === 'with' || word === 'range') parts.push(this.#control(word, rest));
      else if (
        word === 'define' ||
        word === 'template' ||
        word === 'block' ||
        word === 'break' ||
        word === 'continue'
      )
        throw new TemplateError('not-simulated', word);
      else parts.push(action(token.action));
    }
    return { parts, ended: '' };
  }

  #control(kind: 'if' | 'with' | 'range', text: string): Part {
    const named = /^((?:\$\w*\s*,\s*)?\$\w*)\s*:=\s*/.exec(text);
    const names =
      kind === 'range' && named !== null ? (named[1] ?? '').split(',').map((name) => name.trim()) : [];
    const pipe = pipeOf(names.length > 0 ? text.slice(named?.[0].length) : text);
    const { parts: then, ended } = this.#block();
    let otherwise: readonly Part[] = [];
    if (ended.startsWith('else')) {
      const chained = ended.slice(4).trim();
      if (chained.startsWith('if ')) otherwise = [this.#control('if', chained.slice(3).trim())];
      else {
        const rest = this.#block();
        if (rest.ended !== 'end') throw new TemplateError('parse', '1: unexpected EOF');
        otherwise = rest.parts;
      }
    } else if (ended !== 'end') throw new TemplateError('parse', '1: unexpected EOF');
    return kind === 'range' ? { kind, names, pipe, then, otherwise } : { kind, pipe, then, otherwise };
  }
}

function action(text: string): Part {
  const set = /^\$(\w+)\s*:?=\s*/.exec(text);
  if (set !== null) return { kind: 'set', name: `$${set[1] ?? ''}`, pipe: pipeOf(text.slice(set[0].length)) };
  return { kind: 'pipe', pipe: pipeOf(text) };
}

const WORD = /\s*(?:(\()|(\))|(\|)|("(?:[^"\\]|\\.)*"|`[^`]*`)|([^\s()|"`]+))/y;

function pipeOf(text: string): Pipe {
  let at = 0;
  const read = (nested: boolean): Pipe => {
    const commands: Word[][] = [[]];
    for (;;) {
      if (text.slice(at).trim() === '') {
        if (nested) throw new TemplateError('parse', '1: unclosed left paren');
        break;
      }
      WORD.lastIndex = at;
      const match = WORD.exec(text);
      if (match === null)
        throw new TemplateError('parse', `1: unexpected ${JSON.stringify(text.slice(at))} in operand`);
      at = WORD.lastIndex;
      const [, open, close, bar, quoted, plain] = match;
      if (close !== undefined) {
        if (!nested) throw new TemplateError('parse', '1: unexpected right paren');
        break;
      }
      if (bar !== undefined) commands.push([]);
      else if (open !== undefined) {
        const pipe = read(true);
        const fields = /^(?:\.\w+)+/.exec(text.slice(at))?.[0] ?? '';
        at += fields.length;
        commands.at(-1)?.push({ kind: 'pipe', pipe, fields: fields.split('.').slice(1) });
      } else if (quoted !== undefined) commands.at(-1)?.push({ kind: 'value', value: literal(quoted) });
      else commands.at(-1)?.push(word(plain ?? ''));
    }
    if (commands.some((command) => command.length === 0))
      throw new TemplateError('parse', '1: missing value for command');
    return commands;
  };
  return read(false);
}

function literal(quoted: string): string {
  if (quoted.startsWith('`')) return quoted.slice(1, -1);
  const signs: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };
  return quoted.slice(1, -1).replace(/\\(.)/g, (_, sign: string) => signs[sign] ?? sign);
}

function word(text: string): Word {
  if (/^[-+]?\d+$/.test(text)) return { kind: 'value', value: Number(text) };
  if (text === 'true' || text === 'false') return { kind: 'value', value: text === 'true' };
  if (text === 'nil') return { kind: 'value', value: null };
  if (text === '.') return { kind: 'path', from: '.', fields: [] };
  if (text.startsWith('.')) return { kind: 'path', from: '.', fields: text.split('.').slice(1) };
  if (text.startsWith('$')) {
    const [from = '$', ...fields] = text.split('.');
    return { kind: 'path', from, fields };
  }
  if (!/^\w+$/.test(text))
    throw new TemplateError('parse', `1: unexpected ${JSON.stringify(text)} in command`);
  return { kind: 'call', name: text };
}

/** A field that is not there: printed as `<no value>`. */
const NO_VALUE = Symbol('no value');
type Value = Json | typeof NO_VALUE;

const MOST = 100_000;

class Run {
  readonly #missing: boolean;
  readonly #variables: Map<string, Value>;
  #steps = 0;

  constructor(data: Json, missing: boolean) {
    this.#missing = missing;
    this.#variables = new Map([['$', data]]);
  }

  parts(list: readonly Part[], dot: Value): string {
    let out = '';
    for (const part of list) {
      this.#steps += 1;
      if (this.#steps > MOST) throw new TemplateError('execute', '1: the template prints too much');
      if (part.kind === 'text') out += part.text;
      else if (part.kind === 'set') this.#variables.set(part.name, this.#pipe(part.pipe, dot));
      else if (part.kind === 'pipe') out += printed(this.#pipe(part.pipe, dot));
      else if (part.kind === 'range') out += this.#range(part, dot);
      else {
        const value = this.#pipe(part.pipe, dot);
        out += truth(value)
          ? this.parts(part.then, part.kind === 'with' ? value : dot)
          : this.parts(part.otherwise, dot);
      }
    }
    return out;
  }

  #range(part: Part & { readonly kind: 'range' }, dot: Value): string {
    const value = this.#pipe(part.pipe, dot);
    let items: readonly (readonly [Json, Json])[] = [];
    if (Array.isArray(value)) items = (value as readonly Json[]).map((item, index) => [index, item] as const);
    else if (value !== null && typeof value === 'object') items = entriesOf(value as JsonObject);
    else if (typeof value !== 'symbol' && value !== null)
      throw new TemplateError('execute', `1: executing "output": range can't iterate over ${shown(value)}`);
    if (items.length === 0) return this.parts(part.otherwise, dot);
    let out = '';
    for (const [index, item] of items) {
      const [first, second] = part.names;
      if (second !== undefined) {
        this.#variables.set(first ?? '$', index);
        this.#variables.set(second, item);
      } else if (first !== undefined) this.#variables.set(first, item);
      out += this.parts(part.then, item);
    }
    return out;
  }

  #pipe(pipe: Pipe, dot: Value): Value {
    let carried: readonly Value[] = [];
    for (const command of pipe) carried = [this.#command(command, carried, dot)];
    return carried[0] ?? NO_VALUE;
  }

  #command(command: readonly Word[], carried: readonly Value[], dot: Value): Value {
    const [first, ...rest] = command;
    if (first === undefined) return NO_VALUE;
    if (first.kind !== 'call') return this.#word(first, dot);
    return called(first.name, [...rest.map((one) => this.#word(one, dot)), ...carried]);
  }

  #word(one: Word, dot: Value): Value {
    if (one.kind === 'value') return one.value;
    if (one.kind === 'call') return called(one.name, []);
    if (one.kind === 'pipe') return this.#fields(this.#pipe(one.pipe, dot), one.fields);
    const from = one.from === '.' ? dot : this.#variables.get(one.from);
    if (from === undefined)
      throw new TemplateError('parse', `1: undefined variable ${JSON.stringify(one.from)}`);
    return this.#fields(from, one.fields);
  }

  #fields(from: Value, fields: readonly string[]): Value {
    let value = from;
    for (const field of fields) {
      if (value === null || typeof value === 'symbol') return NO_VALUE;
      if (typeof value !== 'object' || Array.isArray(value)) {
        throw new TemplateError(
          'execute',
          `1: executing "output" at <.${fields.join('.')}>: can't evaluate field ${field} in type interface {}`,
        );
      }
      const found: Json | undefined = Object.hasOwn(value, field) ? (value as JsonObject)[field] : undefined;
      if (found === undefined && !this.#missing)
        throw new TemplateError(
          'execute',
          `1: executing "output" at <.${fields.join('.')}>: map has no entry for key ${JSON.stringify(field)}`,
        );
      value = found ?? (found === null ? null : NO_VALUE);
    }
    return value;
  }
}

function truth(value: Value): boolean {
  if (typeof value === 'symbol' || value === null || value === false || value === 0 || value === '')
    return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== 'object' || entriesOf(value as JsonObject).length > 0;
}

function printed(value: Value): string {
  return typeof value === 'symbol' || value === null ? '<no value>' : shown(value);
}

function called(name: string, args: readonly Value[]): Value {
  const [first = NO_VALUE, second = NO_VALUE] = args;
  const json = (value: Value): Json => (typeof value === 'symbol' ? null : value);
  switch (name) {
    case 'len':
      if (typeof first === 'string' || Array.isArray(first)) return first.length;
      if (first !== null && typeof first === 'object') return entriesOf(first as JsonObject).length;
      throw new TemplateError('execute', '1: executing "output": error calling len: len of nil pointer');
    case 'index':
    case 'exists': {
      let at: Value = first;
      for (const key of args.slice(1)) {
        if (Array.isArray(at) && typeof key === 'number') at = (at as readonly Json[])[key] ?? NO_VALUE;
        else if (at !== null && typeof at === 'object' && typeof key === 'string')
          at = (at as JsonObject)[key] ?? NO_VALUE;
        else at = NO_VALUE;
      }
      return name === 'index' ? at : typeof at !== 'symbol' && at !== null;
    }
    case 'eq':
      return args.slice(1).some((other) => first === other);
    case 'ne':
      return first !== second;
    case 'lt':
      return (first as number) < (second as number);
    case 'le':
      return (first as number) <= (second as number);
    case 'gt':
      return (first as number) > (second as number);
    case 'ge':
      return (first as number) >= (second as number);
    case 'not':
      return !truth(first);
    case 'and':
      return args.find((value) => !truth(value)) ?? args.at(-1) ?? NO_VALUE;
    case 'or':
      return args.find((value) => truth(value)) ?? args.at(-1) ?? NO_VALUE;
    case 'print':
      return args.map(printed).join('');
    case 'println':
      return `${args.map(printed).join(' ')}\n`;
    case 'base64decode':
      return decodeBase64(typeof first === 'string' ? first : '');
    case 'printf':
      return formatted(typeof first === 'string' ? first : '', args.slice(1).map(json));
    default:
      if (['html', 'js', 'urlquery', 'slice', 'call'].includes(name))
        throw new TemplateError('not-simulated', name);
      throw new TemplateError('parse', `1: function ${JSON.stringify(name)} not defined`);
  }
}

function formatted(format: string, args: readonly Json[]): string {
  let next = 0;
  return format.replace(/%(-?\d*)([svdqt%])/g, (_, width: string, verb: string) => {
    if (verb === '%') return '%';
    const value = args[next] ?? null;
    next += 1;
    const text = verb === 'q' ? JSON.stringify(value) : shown(value);
    const room = Math.min(Math.abs(Number(width || 0)), 500);
    return width.startsWith('-') ? text.padEnd(room) : text.padStart(room);
  });
}

function decodeBase64(text: string): string {
  try {
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    throw new TemplateError(
      'execute',
      '1: executing "output": error calling base64decode: base64 decode failed: illegal base64 data at input byte 0',
    );
  }
}
