/**
 * POSIX regular expressions, basic and extended, without backtracking: the set of all states is carried along the text
 * (Thompson, Pike), so a search costs at most pattern × text steps. No RegExp is built from what a learner types.
 */
import { readBracket } from '../shell/glob.ts';

/** What grep and sed say about a pattern, in the C library's words. */
export class PatternError extends Error {
  /** True: the pattern is right, and Podium does not do it. */
  readonly notSimulated: boolean;

  constructor(message: string, notSimulated = false) {
    super(message);
    this.notSimulated = notSimulated;
  }
}

interface Match {
  readonly start: number;
  readonly end: number;
  /** Start and end of each group, from 1; undefined where it took no part. */
  readonly groups: readonly (readonly [start: number, end: number] | undefined)[];
}

export interface Pattern {
  /** The first match at or behind `from`, of those the longest. Positions are in UTF-16 units. */
  find(text: string, from?: number): Match | null;
  test(text: string): boolean;
}

type Node =
  | { readonly kind: 'test'; readonly test: (character: string) => boolean }
  | { readonly kind: 'sequence'; readonly nodes: readonly Node[] }
  | { readonly kind: 'either'; readonly nodes: readonly Node[] }
  | { readonly kind: 'repeat'; readonly node: Node; readonly least: number; readonly most: number }
  | { readonly kind: 'group'; readonly node: Node; readonly index: number }
  | {
      readonly kind: 'assert';
      readonly what: 'start' | 'end' | 'word' | 'word-start' | 'word-end' | 'no-word';
    };

type Instruction =
  | { readonly op: 'test'; readonly test: (character: string) => boolean }
  | { readonly op: 'split'; readonly first: number; readonly second: number }
  | { readonly op: 'jump'; readonly to: number }
  | { readonly op: 'save'; readonly slot: number }
  | { readonly op: 'assert'; readonly what: string }
  | { readonly op: 'match' };

const MAX_PROGRAM = 4_000;
const MAX_DEPTH = 50;
const WORD = /[0-9A-Za-z_]/;

/** Reads a pattern. Throws `PatternError`. */
export function compile(
  source: string,
  options: { extended: boolean; ignoreCase?: boolean; fixed?: boolean },
): Pattern {
  const characters = Array.from(source);
  const node: Node =
    options.fixed === true
      ? { kind: 'sequence', nodes: characters.map((one) => literal(one, options.ignoreCase === true)) }
      : new Reader(characters, options.extended, options.ignoreCase === true).whole();
  const program: Instruction[] = [];
  emit(node, program);
  program.push({ op: 'match' });
  return {
    find: (text, from = 0) => search(program, text, from),
    test: (text) => search(program, text, 0) !== null,
  };
}

function literal(character: string, ignoreCase: boolean): Node {
  const lower = character.toLowerCase();
  return {
    kind: 'test',
    test: ignoreCase ? (one) => one.toLowerCase() === lower : (one) => one === character,
  };
}

class Reader {
  readonly #text: readonly string[];
  readonly #extended: boolean;
  readonly #ignoreCase: boolean;
  #at = 0;
  #groups = 0;
  #depth = 0;

  constructor(text: readonly string[], extended: boolean, ignoreCase: boolean) {
    this.#text = text;
    this.#extended = extended;
    this.#ignoreCase = ignoreCase;
  }

  whole(): Node {
    const node = this.#either();
    if (this.#at < this.#text.length) throw new PatternError('Unmatched ) or \\)');
    return node;
  }

  #is(operator: string): boolean {
    const here = this.#text[this.#at];
    if (this.#extended) return here === operator;
    return here === '\\' && this.#text[this.#at + 1] === operator;
  }

  #skip(): void {
    this.#at += this.#extended ? 1 : 2;
  }

  #either(): Node {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new PatternError('Regular expression too big');
    const nodes = [this.#sequence()];
    while (this.#is('|')) {
      this.#skip();
      nodes.push(this.#sequence());
    }
    this.#depth -= 1;
    const [only] = nodes;
    return nodes.length === 1 && only !== undefined ? only : { kind: 'either', nodes };
  }

  #sequence(): Node {
    const nodes: Node[] = [];
    while (this.#at < this.#text.length && !this.#is('|') && !(this.#is(')') && this.#depth > 1)) {
      nodes.push(this.#repeated(nodes.length === 0));
    }
    return { kind: 'sequence', nodes };
  }

  #repeated(first: boolean): Node {
    let node = this.#atom(first);
    for (;;) {
      const here = this.#text[this.#at];
      if (here === '*') {
        this.#at += 1;
        node = { kind: 'repeat', node, least: 0, most: Number.POSITIVE_INFINITY };
      } else if (this.#is('+') || this.#is('?')) {
        const plus = this.#is('+');
        this.#skip();
        node = { kind: 'repeat', node, least: plus ? 1 : 0, most: plus ? Number.POSITIVE_INFINITY : 1 };
      } else if (this.#is('{') && (!this.#extended || /[0-9,]/.test(this.#text[this.#at + 1] ?? ''))) {
        this.#skip();
        node = this.#bounded(node);
      } else return node;
    }
  }

  #bounded(node: Node): Node {
    let inner = '';
    while (this.#at < this.#text.length && !this.#is('}')) inner += this.#text[this.#at++] ?? '';
    if (!this.#is('}')) throw new PatternError('Unmatched { or \\{');
    this.#skip();
    const bounds = /^([0-9]{0,5})(,?)([0-9]{0,5})$/.exec(inner);
    if (bounds === null || inner === '' || inner === ',') throw new PatternError('Invalid content of \\{\\}');
    const least = Number(bounds[1] || 0);
    const most = bounds[2] === '' ? least : bounds[3] === '' ? Number.POSITIVE_INFINITY : Number(bounds[3]);
    if (least > 255 || (most > 255 && most !== Number.POSITIVE_INFINITY))
      throw new PatternError('Regular expression too big');
    if (least > most) throw new PatternError('Invalid content of \\{\\}');
    return { kind: 'repeat', node, least, most };
  }

  #atom(first: boolean): Node {
    const here = this.#text[this.#at] ?? '';
    if (this.#is('(')) {
      this.#skip();
      this.#groups += 1;
      const index = this.#groups;
      const node = this.#either();
      if (!this.#is(')')) throw new PatternError('Unmatched ( or \\(');
      this.#skip();
      return { kind: 'group', node, index };
    }
    this.#at += 1;
    if (here === '.') return { kind: 'test', test: () => true };
    if (here === '[') return this.#bracket();
    if (here === '^' && (this.#extended || first)) return { kind: 'assert', what: 'start' };
    if (here === '$' && (this.#extended || this.#endsHere())) return { kind: 'assert', what: 'end' };
    if (here === '*' && !first && this.#extended)
      throw new PatternError('Invalid preceding regular expression');
    if (here === '\\') return this.#escaped();
    return literal(here, this.#ignoreCase);
  }

  #endsHere(): boolean {
    return this.#at >= this.#text.length || this.#is('|') || this.#is(')');
  }

  #escaped(): Node {
    const next = this.#text[this.#at];
    if (next === undefined) throw new PatternError('Trailing backslash');
    this.#at += 1;
    if (next >= '1' && next <= '9') throw new PatternError('Back-references', true);
    const asserts: Readonly<Record<string, 'word-start' | 'word-end' | 'word' | 'no-word'>> = {
      '<': 'word-start',
      '>': 'word-end',
      b: 'word',
      B: 'no-word',
    };
    const assert = Object.hasOwn(asserts, next) ? asserts[next] : undefined;
    if (assert !== undefined) return { kind: 'assert', what: assert };
    const classes: Readonly<Record<string, (one: string) => boolean>> = {
      w: (one) => WORD.test(one),
      W: (one) => !WORD.test(one),
      s: (one) => /\s/.test(one),
      S: (one) => !/\s/.test(one),
    };
    const test = Object.hasOwn(classes, next) ? classes[next] : undefined;
    if (test !== undefined) return { kind: 'test', test };
    if (next === 'n') return literal('\n', false);
    if (next === 't') return literal('\t', false);
    return literal(next, this.#ignoreCase);
  }

  #bracket(): Node {
    const read = readBracket(this.#text, this.#at, '^');
    if (read === null) throw new PatternError('Unmatched [, [^, [:, [., or [=');
    this.#at = read.next;
    const { test } = read;
    if (!this.#ignoreCase) return { kind: 'test', test };
    return { kind: 'test', test: (one) => test(one.toLowerCase()) || test(one.toUpperCase()) };
  }
}

function emit(node: Node, program: Instruction[]): void {
  if (program.length > MAX_PROGRAM) throw new PatternError('Regular expression too big');
  switch (node.kind) {
    case 'test':
      program.push({ op: 'test', test: node.test });
      return;
    case 'assert':
      program.push({ op: 'assert', what: node.what });
      return;
    case 'sequence':
      for (const one of node.nodes) emit(one, program);
      return;
    case 'group':
      program.push({ op: 'save', slot: node.index * 2 });
      emit(node.node, program);
      program.push({ op: 'save', slot: node.index * 2 + 1 });
      return;
    case 'either':
      emitEither(node.nodes, program);
      return;
    case 'repeat':
      emitRepeat(node, program);
      return;
  }
}

function emitEither(nodes: readonly Node[], program: Instruction[]): void {
  const [first, ...rest] = nodes;
  if (first === undefined) return;
  if (rest.length === 0) {
    emit(first, program);
    return;
  }
  const split = program.length;
  program.push({ op: 'match' });
  emit(first, program);
  const jump = program.length;
  program.push({ op: 'match' });
  program[split] = { op: 'split', first: split + 1, second: program.length };
  emitEither(rest, program);
  program[jump] = { op: 'jump', to: program.length };
}

function emitRepeat(node: Node & { kind: 'repeat' }, program: Instruction[]): void {
  for (let i = 0; i < node.least; i += 1) emit(node.node, program);
  if (node.most === Number.POSITIVE_INFINITY) {
    const split = program.length;
    program.push({ op: 'match' });
    emit(node.node, program);
    program.push({ op: 'jump', to: split });
    program[split] = { op: 'split', first: split + 1, second: program.length };
    return;
  }
  const splits: number[] = [];
  for (let i = node.least; i < node.most; i += 1) {
    splits.push(program.length);
    program.push({ op: 'match' });
    emit(node.node, program);
  }
  for (const split of splits) program[split] = { op: 'split', first: split + 1, second: program.length };
}

interface Thread {
  readonly at: number;
  readonly saved: readonly (number | undefined)[];
  readonly start: number;
}

function search(program: readonly Instruction[], text: string, from: number): Match | null {
  let threads: Thread[] = [];
  let best: Thread | null = null;
  let end = 0;
  let position = from;
  for (;;) {
    const code = text.codePointAt(position);
    const character = code === undefined ? undefined : String.fromCodePoint(code);
    const seen = new Set<number>();
    const now: Thread[] = [];
    for (const thread of threads) follow(program, thread, text, position, seen, now);
    if (best === null) follow(program, { at: 0, saved: [], start: position }, text, position, seen, now);
    threads = [];
    for (const thread of now) {
      const instruction = program[thread.at];
      if (instruction?.op === 'match') {
        if (best === null || thread.start < best.start || (thread.start === best.start && position > end)) {
          best = thread;
          end = position;
        }
      } else if (instruction?.op === 'test' && character !== undefined && instruction.test(character)) {
        if (best === null || thread.start <= best.start) threads.push({ ...thread, at: thread.at + 1 });
      }
    }
    if (character === undefined || (best !== null && threads.length === 0)) break;
    position += character.length;
  }
  return best === null ? null : { start: best.start, end, groups: groupsOf(best.saved) };
}

function groupsOf(saved: readonly (number | undefined)[]): (readonly [number, number] | undefined)[] {
  const groups: (readonly [number, number] | undefined)[] = [];
  for (let slot = 2; slot < saved.length; slot += 2) {
    const start = saved[slot];
    const stop = saved[slot + 1];
    groups.push(start === undefined || stop === undefined ? undefined : [start, stop]);
  }
  return groups;
}

/** Adds what can be reached without reading a character; each instruction once for a position. */
function follow(
  program: readonly Instruction[],
  thread: Thread,
  text: string,
  position: number,
  seen: Set<number>,
  into: Thread[],
): void {
  const todo: Thread[] = [thread];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (seen.has(next.at)) continue;
    seen.add(next.at);
    const instruction = program[next.at];
    if (instruction === undefined) continue;
    if (instruction.op === 'jump') todo.push({ ...next, at: instruction.to });
    else if (instruction.op === 'split')
      todo.push({ ...next, at: instruction.second }, { ...next, at: instruction.first });
    else if (instruction.op === 'save') {
      const saved = [...next.saved];
      while (saved.length <= instruction.slot) saved.push(undefined);
      saved[instruction.slot] = position;
      todo.push({ ...next, at: next.at + 1, saved });
    } else if (instruction.op === 'assert') {
      if (asserted(instruction.what, text, position)) todo.push({ ...next, at: next.at + 1 });
    } else into.push(next);
  }
}

function asserted(what: string, text: string, position: number): boolean {
  if (what === 'start') return position === 0;
  if (what === 'end') return position === text.length;
  const before = position > 0 && WORD.test(text.charAt(position - 1));
  const after = position < text.length && WORD.test(text.charAt(position));
  if (what === 'word-start') return !before && after;
  if (what === 'word-end') return before && !after;
  return (before !== after) === (what === 'word');
}
