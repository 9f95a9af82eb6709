/** From a reference to the command it means: a text is read again where it is needed, and kept while the machine runs. */
import { parseNext } from './parse.ts';
import type { Ref } from './process.ts';
import type { Command, Part, Word } from './syntax.ts';

/** A complete command with all the commands in it by their ids. */
export interface Parsed {
  readonly command: Command | null;
  readonly next: number;
  readonly nextLine: number;
  readonly byId: ReadonlyMap<number, Command>;
}

/** The complete command at a place of a text. Throws `ShellSyntaxError`. */
export function parsed(
  known: Map<string, Parsed>,
  sources: readonly string[],
  source: number,
  at: number,
  line?: number,
): Parsed {
  const key = `${source}:${at}`;
  const old = known.get(key);
  if (old !== undefined) return old;
  const text = sources[source] ?? '';
  const complete = parseNext(text, at, line ?? linesBefore(text, at));
  const byId = new Map<number, Command>();
  if (complete.command !== null) index(complete.command, byId);
  const fresh = { ...complete, byId };
  known.set(key, fresh);
  return fresh;
}

/** The command that a reference means. */
export function commandOf(known: Map<string, Parsed>, sources: readonly string[], ref: Ref): Command {
  const found = parsed(known, sources, ref[0], ref[1]).byId.get(ref[2]);
  if (found === undefined) throw new RangeError(`no command ${ref.join(':')}`);
  return found;
}

function linesBefore(text: string, at: number): number {
  let line = 1;
  for (let i = 0; i < at; i += 1) if (text.charAt(i) === '\n') line += 1;
  return line;
}

function index(command: Command, byId: Map<number, Command>): void {
  byId.set(command.id, command);
  for (const { target } of command.redirects) indexWord(target, byId);
  for (const word of wordsOf(command)) indexWord(word, byId);
  for (const child of childrenOf(command)) index(child, byId);
}

function wordsOf(command: Command): readonly Word[] {
  if (command.kind === 'simple') return [...command.words, ...command.assignments.map(({ value }) => value)];
  if (command.kind === 'for') return command.words ?? [];
  if (command.kind === 'case') return [command.word, ...command.arms.flatMap(({ patterns }) => patterns)];
  return [];
}

function childrenOf(command: Command): readonly Command[] {
  switch (command.kind) {
    case 'list':
      return command.items;
    case 'and':
    case 'or':
      return [command.left, command.right];
    case 'pipeline':
      return command.stages;
    case 'if':
      return [
        ...command.branches.flatMap(({ test, body }) => [test, body]),
        ...(command.otherwise === null ? [] : [command.otherwise]),
      ];
    case 'while':
    case 'until':
      return [command.test, command.body];
    case 'case':
      return command.arms.flatMap(({ body }) => (body === null ? [] : [body]));
    case 'simple':
      return [];
    default:
      return [command.body];
  }
}

function indexWord(word: Word, byId: Map<number, Command>): void {
  for (const part of word) indexPart(part, byId);
}

function indexPart(part: Part, byId: Map<number, Command>): void {
  if (part.kind === 'command') {
    if (part.body !== null) index(part.body, byId);
  } else if (part.kind === 'arithmetic') indexWord(part.expression, byId);
  else if (part.kind === 'parameter')
    for (const word of [part.word, part.replacement, part.offset, part.count])
      if (word !== undefined) indexWord(word, byId);
}
