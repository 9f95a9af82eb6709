/** `jq`: filters over JSON, as far as people use them on objects of a cluster (compared with the real jq in test/). */
import { attempt } from '../../files/errors.ts';
import type { Json } from '../../json.ts';
import { at, type ToolCall, type ToolResult, words } from '../call.ts';
import { options } from '../options.ts';
import { Evaluation, truthy } from './evaluate.ts';
import { readFilter } from './read.ts';
import { type Filter, FilterError } from './syntax.ts';
import { JqError, pretty, shown, sorted } from './values.ts';

const KNOWN = {
  flags: 'rcejnsSM',
  long: {
    'raw-output': 'r',
    'compact-output': 'c',
    'exit-status': 'e',
    'join-output': 'j',
    'null-input': 'n',
    slurp: 's',
    'sort-keys': 'S',
    'monochrome-output': 'M',
    tab: 'tab',
  },
};

export function jq(call: ToolCall): ToolResult {
  const { rest, variables } = withoutArguments(call.argv);
  const read = options({ ...call, argv: rest }, KNOWN);
  if ('result' in read) return read.result;
  const { given } = read;
  const [text = '.', ...files] = read.operands;
  const not = (error: FilterError): ToolResult =>
    call.notSimulated({ code: 'tool:jq:filter', message: `Of jq ${error.message} is not simulated.` });
  let filter: Filter;
  try {
    filter = readFilter(text);
  } catch (error) {
    if (error instanceof FilterError) return not(error);
    throw error;
  }
  const input = inputOf(call, files);
  if (input === null) return 88;
  if (typeof input === 'number') return input;
  const values = given.has('n') ? [null] : valuesOf(call, input);
  if (values === null) return 88;
  const inputs: readonly Json[] = given.has('s') && !given.has('n') ? [[...values]] : values;
  let [status, last]: [number, Json | undefined] = [0, undefined];
  const evaluation = new Evaluation();
  for (const value of inputs) {
    try {
      for (const one of evaluation.run(filter, value, variables)) {
        last = one;
        write(call, one, given);
      }
    } catch (error) {
      if (error instanceof FilterError) return not(error);
      if (!(error instanceof JqError)) throw error;
      for (const one of error.before) write(call, one, given);
      call.err(`jq: error (at ${files[0] ?? '<stdin>'}:${lines(input)}): ${error.message}\n`);
      status = 5;
    }
  }
  if (!given.has('e') || status !== 0) return status;
  return last === undefined ? 4 : truthy(last) ? 0 : 1;
}

const lines = (text: string): number => text.split('\n').length - 1;

/** --arg and --argjson, which take two words each, out of the way. */
function withoutArguments(argv: readonly string[]): {
  readonly rest: readonly string[];
  readonly variables: ReadonlyMap<string, Json>;
} {
  const rest: string[] = [];
  const variables = new Map<string, Json>();
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? '';
    const [name, value] = [argv[index + 1], argv[index + 2]];
    if (word === '--arg' && name !== undefined && value !== undefined) variables.set(name, value);
    else {
      rest.push(word);
      continue;
    }
    index += 2;
  }
  return { rest, variables };
}

/** The text to read; null where there is none, a status where a file cannot be read. */
function inputOf(call: ToolCall, files: readonly string[]): string | number | null {
  if (files.length === 0) {
    const text = call.stdin();
    if (text === null)
      call.notSimulated({
        code: 'tool:jq:terminal',
        message: 'jq reads the terminal until Ctrl-D, and Podium gives it nothing; pipe a text into it.',
      });
    return text;
  }
  let text = '';
  for (const file of files) {
    const content = attempt(() => call.files.read(at(call, file)));
    if ('refused' in content) {
      call.err(`jq: error: Could not open file ${file}: ${words(call, content.refused)}\n`);
      return 2;
    }
    text += content.value;
  }
  return text;
}

/** One JSON text; several one behind the other where each has lines of its own. */
function valuesOf(call: ToolCall, text: string): readonly Json[] | null {
  if (text.trim() === '') return [];
  const one = parsed(text);
  if (one !== undefined) return [one];
  const each = text.split('\n').filter((line) => line.trim() !== '');
  const all = each.map(parsed);
  if (all.every((value) => value !== undefined)) return all as readonly Json[];
  call.notSimulated({
    code: 'tool:jq:input',
    message:
      'What jq reads is no JSON (or several texts that do not stand on a line each); the real one says where it stops.',
  });
  return null;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function write(call: ToolCall, value: Json, given: ReadonlySet<string>): void {
  const raw = (given.has('r') || given.has('j')) && typeof value === 'string';
  const ordered = given.has('S') ? sorted(value) : value;
  const text = raw ? value : given.has('c') ? shown(ordered) : pretty(ordered);
  call.out(given.has('j') ? text : `${text}\n`);
}
