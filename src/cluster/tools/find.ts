/** `find`: by name, type, owner and mode, below some places. */

import { attempt } from '../files/errors.ts';
import type { Found } from '../files/lookup.ts';
import { matcher } from '../shell/glob.ts';
import { quoted } from '../shell/quoted.ts';
import { at, type ToolCall, type ToolResult, words } from './call.ts';
import { group, passwd } from './people.ts';

type Test = (name: string, found: Found) => boolean;

interface Plan {
  readonly tests: readonly Test[];
  readonly deepest: number;
  readonly shallowest: number;
  readonly names: string;
  readonly delete: boolean;
  readonly exec: readonly string[] | null;
}

/** How many files one find looks at. */
const MOST = 20_000;

const TYPES: Readonly<Record<string, Found['node']['type']>> = { f: 'file', d: 'directory', l: 'link' };

function pattern(text: string, ignoreCase: boolean): (name: string) => boolean {
  const lower = ignoreCase ? text.toLowerCase() : text;
  const characters: { character: string; quoted: boolean }[] = [];
  let quoted = false;
  for (const character of lower) {
    if (character === '\\' && !quoted) {
      quoted = true;
      continue;
    }
    characters.push({ character, quoted });
    quoted = false;
  }
  const matches = matcher(characters);
  return (name) => matches(ignoreCase ? name.toLowerCase() : name);
}

/** `-4000`, `/6000`, `644`: all of the bits, any of them, exactly these. */
function modeTest(text: string): Test | null {
  const symbolic: Readonly<Record<string, string>> = {
    'u=s': '4000',
    'u+s': '4000',
    'g=s': '2000',
    'g+s': '2000',
    'o=w': '0002',
    'o+w': '0002',
  };
  const sign = /^[-/+]/.exec(text)?.[0] ?? '';
  const rest = text.slice(sign.length);
  const octal = symbolic[rest] ?? rest;
  if (!/^[0-7]{1,5}$/.test(octal)) return null;
  const bits = Number.parseInt(octal, 8);
  return (_name, { node }) => {
    const mode = node.mode & 0o7777;
    if (sign === '-') return (mode & bits) === bits;
    return sign === '' ? mode === bits : bits === 0 || (mode & bits) !== 0;
  };
}

/** What the words behind the places ask for; a word that is not simulated instead. */
function planOf(call: ToolCall, args: readonly string[]): Plan | string {
  const tests: Test[] = [];
  let [deepest, shallowest, ending, remove] = [Number.POSITIVE_INFINITY, 0, '\n', false];
  let exec: readonly string[] | null = null;
  let negated = false;
  const add = (test: Test): void => {
    const not = negated;
    tests.push(not ? (name, found) => !test(name, found) : test);
    negated = false;
  };
  const owner = (id: (found: Found) => number, known: number | undefined, text: string): string | null => {
    const wanted = known ?? (/^\d+$/.test(text) ? Number(text) : undefined);
    if (wanted === undefined) return text;
    add((_name, found) => id(found) === wanted);
    return null;
  };
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? '';
    const value = (): string => {
      index += 1;
      return args[index] ?? '';
    };
    if (word === '!' || word === '-not') negated = !negated;
    else if (word === '-name' || word === '-iname') {
      const matches = pattern(value(), word === '-iname');
      add((name) => matches(name.slice(name.lastIndexOf('/') + 1) || name));
    } else if (word === '-path' || word === '-wholename') {
      const matches = pattern(value(), false);
      add((name) => matches(name));
    } else if (word === '-type') {
      const type = TYPES[value()];
      if (type === undefined) return word;
      add((_name, { node }) => node.type === type);
    } else if (word === '-perm') {
      const test = modeTest(value());
      if (test === null) return word;
      add(test);
    } else if (word === '-user' || word === '-uid') {
      const text = value();
      const known = word === '-user' ? passwd(call.files).find(({ name }) => name === text)?.uid : undefined;
      if (owner(({ node }) => node.uid, known, text) !== null) return word;
    } else if (word === '-group' || word === '-gid') {
      const text = value();
      const known = word === '-group' ? group(call.files).find(({ name }) => name === text)?.gid : undefined;
      if (owner(({ node }) => node.gid, known, text) !== null) return word;
    } else if (word === '-nouser') {
      const users = new Set(passwd(call.files).map(({ uid }) => uid));
      add((_name, { node }) => !users.has(node.uid));
    } else if (word === '-maxdepth' || word === '-mindepth') {
      const depth = value();
      if (!/^\d{1,6}$/.test(depth)) return word;
      if (word === '-maxdepth') deepest = Number(depth);
      else shallowest = Number(depth);
    } else if (word === '-print') ending = '\n';
    else if (word === '-print0') ending = '\0';
    else if (word === '-delete') remove = true;
    else if (word === '-exec') {
      const end = args.findIndex((one, position) => position > index && (one === ';' || one === '+'));
      if (end === -1) return word;
      exec = args.slice(index + 1, end + 1);
      index = end;
    } else if (word !== '-a' && word !== '-and' && word !== '-xdev' && word !== '-mount') return word;
  }
  return { tests, deepest, shallowest, names: ending, delete: remove, exec };
}

export function find(call: ToolCall): ToolResult {
  const args = call.argv.slice(1);
  const first = args.findIndex((one) => /^(?:-.|[!(])/.test(one));
  const places = first === -1 ? args : args.slice(0, first);
  const plan = planOf(call, first === -1 ? [] : args.slice(first));
  if (typeof plan === 'string')
    return call.notSimulated({
      code: `tool:find:${plan.slice(0, 20)}`,
      message: `${plan} of find is not simulated with what stands behind it.`,
    });
  const hits: string[] = [];
  let [status, seen] = [0, 0];
  const kernel = new Set<string>();
  const refuse = (name: string, why: string): void => {
    call.err(
      `find: ${call.flavour === 'gnu' ? `‘${name}’` : name}: ${why}\n`.replace(/[‘’]/g, quoteOf(call)),
    );
    status = 1;
  };
  const visit = (name: string, path: string, depth: number): void => {
    seen += 1;
    if (seen > MOST) return;
    const found = attempt(() => call.files.stat(path, false));
    if ('refused' in found) {
      refuse(name, words(call, found.refused));
      return;
    }
    if (depth >= plan.shallowest && plan.tests.every((test) => test(name, found.value))) hits.push(name);
    if (found.value.node.type !== 'directory' || depth >= plan.deepest) return;
    if (['proc', 'sysfs'].includes(found.value.mount.fsType)) {
      kernel.add(name);
      return;
    }
    const names = attempt(() => call.files.list(path));
    if ('refused' in names) {
      if (plan.exec === null && !plan.delete) flush(call, plan, hits);
      refuse(name, words(call, names.refused));
      return;
    }
    for (const one of names.value)
      visit(`${name.replace(/\/$/, '')}/${one}`, `${path === '/' ? '' : path}/${one}`, depth + 1);
  };
  for (const place of places.length === 0 ? ['.'] : places) visit(place, at(call, place), 0);
  if (seen > MOST)
    return call.notSimulated({
      code: 'tool:find:many',
      message: `More than ${MOST} files are not searched.`,
    });
  if (kernel.size > 0)
    call.notSimulated({
      code: 'tool:find:kernel',
      message: `What the kernel shows below ${[...kernel].join(' and ')} is not searched; the real find would go in.`,
    });
  if (plan.exec !== null) return executed(plan.exec, hits, status);
  if (plan.delete) {
    for (const name of hits.reverse()) {
      const { type } = call.files.stat(at(call, name), false).node;
      const gone = attempt(() =>
        call.files.remove(at(call, name), type === 'directory' ? 'directory' : 'file'),
      );
      if ('refused' in gone) {
        call.err(`find: cannot delete ${curlyOf(call, name)}: ${words(call, gone.refused)}\n`);
        status = 1;
      }
    }
    return status;
  }
  flush(call, plan, hits);
  return status;
}

/** GNU find quotes names as its locale does; without a UTF-8 locale the quotes are plain. */
function quoteOf(call: ToolCall): (sign: string) => string {
  const locale =
    call.env.findLast(([name]) => name === 'LC_ALL' || name === 'LC_CTYPE' || name === 'LANG')?.[1] ?? '';
  return (sign) => (/utf-?8$/i.test(locale) ? sign : "'");
}

const curlyOf = (call: ToolCall, name: string): string => `‘${name}’`.replace(/[‘’]/g, quoteOf(call));

function flush(call: ToolCall, plan: Plan, hits: string[]): void {
  call.out(hits.map((name) => name + plan.names).join(''));
  hits.length = 0;
}

/** `-exec COMMAND {} ;` once for each, `+` once for all. */
function executed(words: readonly string[], hits: readonly string[], status: number): ToolResult {
  const command = words.slice(0, -1);
  if (hits.length === 0) return status;
  const lines =
    words.at(-1) === '+'
      ? [command.filter((word) => word !== '{}').concat(hits)]
      : hits.map((name) => command.map((word) => word.split('{}').join(name)));
  const script = lines.map((line) => line.map(quoted).join(' ')).join('\n');
  return { become: ['sh', '-c', `${script}\nexit ${status}`] };
}
