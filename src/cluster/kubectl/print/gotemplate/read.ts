/** Reads a Go template. */
import { type Part, type Pipe, TemplateError, type Word } from './node.ts';

/** The parts of a template. Throws TemplateError. */
export function readTemplate(text: string): readonly Part[] {
  return new Reader(tokens(text)).template();
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
