import { Failure } from '../failure.ts';
import { goDuration } from './duration.ts';
import type { FlagSpec } from './flags.ts';
import { flagsOf } from './flags.ts';

/** The words of a command line, sorted as pflag does: flags may stand anywhere before `--`. */
export interface Parsed {
  readonly args: readonly string[];
  /** How many of `args` stand before `--`; -1 without one. */
  readonly dash: number;
  /** Name of a flag → the values it was given, in order. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/** Reads the flags of a command. Throws `Failure` in pflag's words. */
export function parseFlags(path: string, words: readonly string[]): Parsed {
  const flags = flagsOf(path);
  const args: string[] = [];
  const values = new Map<string, readonly string[]>();
  let dash = -1;
  const wrong = (message: string): Failure =>
    new Failure(`error: ${message}\nSee '${path === '' ? 'kubectl' : `kubectl ${path}`} --help' for usage.`);
  const set = (flag: FlagSpec, value: string): void => {
    const problem = problemOf(flag, value);
    if (problem !== undefined) {
      const shown = flag.short === '' ? `--${flag.name}` : `-${flag.short}, --${flag.name}`;
      throw wrong(`invalid argument ${JSON.stringify(value)} for "${shown}" flag: ${problem}`);
    }
    const items = flag.type === 'l' ? commaSeparated(value) : [value];
    values.set(flag.name, [...(values.get(flag.name) ?? []), ...items]);
  };
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') {
      dash = args.length;
      args.push(...words.slice(at + 1));
      break;
    }
    if (!word.startsWith('-') || word === '-') {
      args.push(word);
      continue;
    }
    if (word.startsWith('--')) {
      const equals = word.indexOf('=');
      const name = equals === -1 ? word : word.slice(0, equals);
      if (name.length < 3 || name.startsWith('---')) throw wrong(`bad flag syntax: ${word}`);
      const flag = flags.get(name);
      if (flag === undefined) throw wrong(`unknown flag: ${name}`);
      if (equals !== -1) set(flag, word.slice(equals + 1));
      else if (flag.bare !== undefined) set(flag, flag.bare);
      else {
        at += 1;
        const value = words[at];
        if (value === undefined) throw wrong(`flag needs an argument: ${name}`);
        set(flag, value);
      }
      continue;
    }
    let letters = word.slice(1);
    while (letters !== '') {
      const letter = letters.charAt(0);
      const flag = flags.get(`-${letter}`);
      if (flag === undefined) throw wrong(`unknown shorthand flag: '${letter}' in -${letters}`);
      if (letters.length > 2 && letters[1] === '=') {
        set(flag, letters.slice(2));
        break;
      }
      if (flag.bare !== undefined) {
        set(flag, flag.bare);
        letters = letters.slice(1);
        continue;
      }
      if (letters.length > 1) {
        set(flag, letters.slice(1));
        break;
      }
      at += 1;
      const value = words[at];
      if (value === undefined) throw wrong(`flag needs an argument: '${letter}' in -${letters}`);
      set(flag, value);
      break;
    }
  }
  return { args, dash, values };
}

const TRUE = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const FALSE = ['0', 'f', 'F', 'FALSE', 'false', 'False'];

/** The bool that a flag's value spells (Go's strconv.ParseBool); undefined: none. */
export function goBool(text: string): boolean | undefined {
  return TRUE.includes(text) ? true : FALSE.includes(text) ? false : undefined;
}

function problemOf(flag: FlagSpec, value: string): string | undefined {
  if (flag.type === 'b' && goBool(value) === undefined)
    return `strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`;
  if (flag.type === 'i' && !/^[+-]?(\d+|0x[0-9a-fA-F]+)$/.test(value))
    return `strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`;
  if (flag.type === 'd') {
    const read = goDuration(value);
    if (typeof read === 'string') return read;
  }
  return undefined;
}

/** One record of comma-separated values, as pflag reads lists: `a,"b,c"` are two. */
function commaSeparated(text: string): string[] {
  if (text === '') return [];
  if (!text.includes('"')) return text.split(',');
  const items: string[] = [];
  let item = '';
  let quoted = false;
  for (const sign of text) {
    if (sign === '"') quoted = !quoted;
    else if (sign === ',' && !quoted) {
      items.push(item);
      item = '';
    } else item += sign;
  }
  return [...items, item];
}
