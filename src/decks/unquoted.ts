import { parseDocument } from 'yaml';

/** A line with text that YAML takes for something else, as it should be written. */
export interface Quoted {
  /** The line, and those that its text goes on in, with quotes. */
  readonly lines: readonly string[];
  /** The column, counted from 0, at which it goes wrong. */
  readonly column: number;
  /** What the line says wrong and how it is right, in one sentence. */
  readonly message: string;
}

/** Longest part of a corrected line that a message repeats. */
const SHOWN = 160;
/** Lines that a text goes on over. */
const MOST_LINES = 20;
/** A longer text fits into no card. */
const LONGEST = 4000;
const KEYED = /^([ \t]*(?:- +)*)([A-Za-z][\w-]*):[ \t]+/;
const ITEM = /^([ \t]*(?:- +)+)/;

/**
 * The line at `index` with its text in quotes, where that makes YAML of it and it was none before: text with a colon in
 * it, text that begins with a brace. undefined where quotes are not what it lacks. Pure.
 */
export function inQuotes(lines: readonly string[], index: number): Quoted | undefined {
  const line = lines[index] ?? '';
  const [head = '', lead = '', key] = KEYED.exec(line) ?? ITEM.exec(line) ?? [];
  const value = line.slice(head.length).trim();
  if (head === '' || value === '') return undefined;
  const more = continued(lines, index, lead.length);
  const whole = [value, ...more].join('\n');
  if (whole.length > LONGEST) return undefined;
  if (isYaml(`${head.slice(lead.length)}${whole}`, lead.length)) return undefined;
  const flow = more.length === 0 ? flowQuoted(value) : undefined;
  const [first = '', ...rest] = (flow ?? quoted(whole)).split('\n');
  const written = [`${head}${first}`, ...rest];
  if (!isYaml(`${head.slice(lead.length)}${[first, ...rest].join('\n')}`, lead.length)) return undefined;
  const shown = `${head.trimStart()}${first}${rest.length === 0 ? '' : ' …'}`;
  const clipped = shown.length > SHOWN ? `${shown.slice(0, SHOWN).replace(/[\ud800-\udbff]$/, '')}…` : shown;
  const name = key === undefined || flow !== undefined ? 'a text on this line' : `the text of ${key}`;
  const column = head.length + (flow === undefined ? wrongAt(value) : firstChange(value, flow));
  return { lines: written, column, message: `${name} ${reason(value, flow)}: ${clipped}` };
}

/** The lines below that belong to the same value: deeper in than its key. */
function continued(lines: readonly string[], index: number, indent: number): readonly string[] {
  const below = lines.slice(index + 1, index + 1 + MOST_LINES);
  const end = below.findIndex((line) => line.trim() === '' || line.search(/\S/) <= indent);
  return end < 0 ? below : below.slice(0, end);
}

/** Whether a value stands alone as YAML. */
function isYaml(text: string, indent: number): boolean {
  const document = parseDocument(`${' '.repeat(indent)}${text}`, { uniqueKeys: false, prettyErrors: false });
  return document.errors.length === 0;
}

/** Text in the quotes that need the fewest changes in it; quotes that stood around it already are taken off. */
function quoted(text: string): string {
  const around = /^["']/.exec(text)?.[0];
  const inner = around !== undefined && text.length > 1 && text.endsWith(around) ? text.slice(1, -1) : text;
  return /["\\]/.test(inner) ? `'${inner.replaceAll("'", "''")}'` : `"${inner}"`;
}

/** Where the values of an option written in one line begin: `{text: …, why: …}`. */
const PART = /(?:\{|, *)(?:id|text|why|correct|value|line): */g;

/** `{text: Why: so, correct: true}` with quotes around the texts in it; undefined for anything else. */
function flowQuoted(value: string): string | undefined {
  if (!value.startsWith('{') || !value.endsWith('}')) return undefined;
  const parts = [...value.matchAll(PART)];
  if (parts[0]?.index !== 0) return undefined;
  return `${parts
    .map((part, at) => {
      const text = value.slice(part.index + part[0].length, parts[at + 1]?.index ?? value.length - 1).trim();
      return `${part[0]}${text === '' || isYaml(`{a: ${text}}`, 0) ? text : quoted(text)}`;
    })
    .join('')}}`;
}

/** Where a value stops being the text that it was meant as: at its first character, or at the colon in it. */
function wrongAt(value: string): number {
  if (/^[^\w\s(]/.test(value)) return 0;
  const colon = value.search(/:(?:\s|$)/);
  return Math.max(0, colon);
}

function firstChange(before: string, after: string): number {
  let at = 0;
  while (at < before.length && before[at] === after[at]) at++;
  return at;
}

/** What of a value YAML takes for something else. */
function reason(value: string, flow: string | undefined): string {
  if (flow !== undefined)
    return 'has a colon or a brace in it, which YAML reads as its own: put it in quotes';
  const [first = ''] = value;
  if (first === '"' || first === "'")
    return value.includes('\\') && value.endsWith(first)
      ? 'has a backslash in double quotes, which YAML reads as its own: put it in single quotes'
      : 'goes on behind its quotes, or has the same quotes in it: put all of it in quotes of the other kind';
  if ('{['.includes(first))
    return `begins with ${first}, which opens a ${first === '{' ? 'mapping' : 'list'} in YAML: put it in quotes`;
  if ('@`%&*!?-|>,]}'.includes(first))
    return `begins with ${first}, which means something else in YAML: put it in quotes`;
  return 'has a colon in it, which ends a key in YAML: put it in quotes';
}
