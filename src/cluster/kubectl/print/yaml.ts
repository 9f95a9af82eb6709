import { resolvePlain } from '../../../manifest/index.ts';
import type { Json, JsonObject } from '../../json.ts';
import { entriesOf } from './json.ts';

/** Where a plain or quoted text is folded (go.yaml.in/yaml/v2 emitterc.go `best_width`). */
const WIDTH = 80;

/**
 * YAML as kubectl prints it: go.yaml.in/yaml/v2's emitter with sorted keys, lists not indented under their key, long
 * texts folded at blanks behind column 80.
 */
export function goYaml(value: Json): string {
  if (isCollection(value)) return block(value, 0, 0);
  return `${scalar(value, 2, 0, false)}\n`;
}

const isCollection = (value: Json): value is readonly Json[] | JsonObject =>
  value !== null &&
  typeof value === 'object' &&
  (Array.isArray(value) ? value.length > 0 : entriesOf(value as JsonObject).length > 0);

/** A collection's lines; the first begins where the cursor stands (`column`), the others at `indent`. */
function block(value: readonly Json[] | JsonObject, indent: number, column: number): string {
  const margin = ' '.repeat(indent);
  let out = '';
  let first = true;
  const begin = (): string => {
    const lead = first ? ' '.repeat(Math.max(0, indent - column)) : margin;
    first = false;
    return lead;
  };
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) {
      out += `${begin()}- `;
      out += isCollection(item)
        ? block(item, indent + 2, indent + 2)
        : `${scalar(item, indent + 2, indent + 2, false)}\n`;
    }
    return out;
  }
  for (const [key, item] of entriesOf(value as JsonObject)) {
    const name = scalar(key, indent, indent, true);
    out += `${begin()}${name}:`;
    if (isCollection(item)) {
      const inner = Array.isArray(item) ? indent : indent + 2;
      out += `\n${block(item, inner, 0)}`;
    } else out += ` ${scalar(item, indent + 2, indent + name.length + 2, false)}\n`;
  }
  return out;
}

/** One scalar; `indent` is where further lines of it begin, `column` where it begins itself. */
function scalar(value: Json, indent: number, column: number, isKey: boolean): string {
  if (value === null) return 'null';
  if (typeof value !== 'string') {
    if (typeof value === 'object') return Array.isArray(value) ? '[]' : '{}';
    return String(value);
  }
  const looks = lookOf(value);
  if (value.includes('\n')) {
    if (!isKey && looks.block) return literal(value, indent);
    return double(value, indent, column, !isKey);
  }
  const { type } = resolvePlain(value);
  if (type !== '!!str' || isBase60(value) || value === '<<' || value === '=')
    return double(value, indent, column, !isKey);
  if (looks.plain && value !== '') return fold(value, indent, column, !isKey);
  return looks.single ? single(value, indent, column, !isKey) : double(value, indent, column, !isKey);
}

/** `12:30:45` was a number once; go-yaml quotes it for old readers (encode.go `base60float`). */
function isBase60(text: string): boolean {
  return text.includes(':') && /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/.test(text);
}

/** Ways in which a text may be written (emitterc.go yaml_emitter_analyze_scalar). */
interface Look {
  readonly plain: boolean;
  readonly single: boolean;
  readonly block: boolean;
}

const INDICATORS = new Set('#,[]{}&*!|>\'"%@`');

function lookOf(text: string): Look {
  if (text === '') return { plain: false, single: true, block: false };
  const signs = [...text];
  let indicated = text.startsWith('---') || text.startsWith('...');
  let special = false;
  let breaks = false;
  let spaceBreak = false;
  let breakSpace = false;
  let previous = '';
  let blankBefore = true;
  for (const [at, sign] of signs.entries()) {
    const next = signs[at + 1] ?? '';
    const blankAfter = next === '' || next === ' ' || next === '\t' || isBreak(next);
    if (at === 0) {
      if (INDICATORS.has(sign) || ((sign === '?' || sign === ':' || sign === '-') && blankAfter))
        indicated = true;
    } else if ((sign === ':' && blankAfter) || (sign === '#' && blankBefore)) indicated = true;
    if (!isPrintable(sign)) special = true;
    if (isBreak(sign)) {
      breaks = true;
      if (previous === ' ') spaceBreak = true;
    } else if (sign === ' ' && isBreak(previous)) breakSpace = true;
    blankBefore = sign === ' ' || sign === '\t' || isBreak(sign);
    previous = sign;
  }
  const edge = /^[ \n\r\u0085\u2028\u2029]|[ \n\r\u0085\u2028\u2029]$/.test(text);
  const unquotable = spaceBreak || special;
  return {
    plain: !indicated && !breaks && !edge && !unquotable && !breakSpace,
    single: !unquotable && !breakSpace,
    block: !unquotable && !text.endsWith(' '),
  };
}

const isBreak = (sign: string): boolean =>
  sign === '\n' || sign === '\r' || sign === '\u0085' || sign === '\u2028' || sign === '\u2029';

/** Of more than three bytes nothing counts as printable (yamlprivateh.go is_printable). */
function isPrintable(sign: string): boolean {
  const code = sign.codePointAt(0) ?? 0;
  if (code === 0x0a) return true;
  if (code < 0x80) return code >= 0x20 && code <= 0x7e;
  if (code < 0xa0 || code > 0xffff || code === 0xfeff || code >= 0xfffe) return false;
  return code < 0xd800 || code > 0xdfff;
}

/** Breaks a text at single blanks behind the width. */
function fold(text: string, indent: number, column: number, may: boolean): string {
  if (!may) return text;
  let out = '';
  let at = column;
  const signs = [...text];
  let spaces = false;
  for (const [index, sign] of signs.entries()) {
    if (sign === ' ') {
      if (!spaces && at > WIDTH && signs[index + 1] !== ' ') {
        out += `\n${' '.repeat(indent)}`;
        at = indent;
      } else {
        out += sign;
        at += 1;
      }
      spaces = true;
    } else {
      out += sign;
      at += 1;
      spaces = false;
    }
  }
  return out;
}

function single(text: string, indent: number, column: number, may: boolean): string {
  let out = "'";
  let at = column + 1;
  const signs = [...text];
  let spaces = false;
  for (const [index, sign] of signs.entries()) {
    if (
      sign === ' ' &&
      may &&
      !spaces &&
      at > WIDTH &&
      index > 0 &&
      index < signs.length - 1 &&
      signs[index + 1] !== ' '
    ) {
      out += `\n${' '.repeat(indent)}`;
      at = indent;
    } else {
      const put = sign === "'" ? "''" : sign;
      out += put;
      at += put.length;
    }
    spaces = sign === ' ';
  }
  return `${out}'`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '\\0',
  '\x07': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
  '\x1b': '\\e',
  '"': '\\"',
  '\\': '\\\\',
  '\u0085': '\\N',
  '\u00a0': '\\_',
  '\u2028': '\\L',
  '\u2029': '\\P',
};

function escaped(sign: string): string | undefined {
  if (sign === '"' || sign === '\\' || isBreak(sign) || !isPrintable(sign)) {
    const known = ESCAPES[sign];
    if (known !== undefined) return known;
    const code = sign.codePointAt(0) ?? 0;
    const hex = code.toString(16).toUpperCase();
    if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
    return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
  }
  return undefined;
}

function double(text: string, indent: number, column: number, may: boolean): string {
  let out = '"';
  let at = column + 1;
  const signs = [...text];
  let spaces = false;
  for (const [index, sign] of signs.entries()) {
    const written = escaped(sign);
    if (written !== undefined) {
      out += written;
      at += written.length;
      spaces = false;
    } else if (sign === ' ') {
      if (may && !spaces && at > WIDTH && index > 0 && index < signs.length - 1) {
        out += `\n${' '.repeat(indent)}`;
        at = indent;
        if (signs[index + 1] === ' ') {
          out += '\\';
          at += 1;
        }
      } else {
        out += sign;
        at += 1;
      }
      spaces = true;
    } else {
      out += sign;
      at += 1;
      spaces = false;
    }
  }
  return `${out}"`;
}

/** `|` with what it must say of the first blank and the last line ends. */
function literal(text: string, indent: number): string {
  const hint = text.startsWith(' ') || text.startsWith('\n') ? '2' : '';
  const chomp = text.endsWith('\n') ? (text === '\n' || text.endsWith('\n\n') ? '+' : '') : '-';
  const margin = ' '.repeat(indent);
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  const lines = body.split('\n').map((line) => (line === '' ? '' : margin + line));
  return `|${hint}${chomp}\n${lines.join('\n')}`;
}
