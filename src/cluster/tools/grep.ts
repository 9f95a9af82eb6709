import { attempt } from '../files/errors.ts';
import { at, type ToolCall, type ToolResult } from './call.ts';
import { linesOf, notThePattern, texts } from './input.ts';
import { options } from './options.ts';
import { compile, type Pattern, PatternError } from './regex.ts';

export function grep(call: ToolCall): ToolResult {
  const read = options(call, {
    flags: 'EFGivcnlLoqswxhHrRa',
    valued: 'eABCm',
    long: {
      'ignore-case': 'i',
      'invert-match': 'v',
      count: 'c',
      quiet: 'q',
      'extended-regexp': 'E',
      'fixed-strings': 'F',
      'line-number': 'n',
      'only-matching': 'o',
      'word-regexp': 'w',
      recursive: 'r',
      'max-count=': 'm',
      'regexp=': 'e',
      'after-context=': 'A',
      'before-context=': 'B',
      'context=': 'C',
      'color=': 'color',
      color: 'color',
      'no-messages': 's',
    },
  });
  if ('result' in read) return read.result;
  const { given, values } = read;
  const operands = [...read.operands];
  const sources = read.all.filter(([letter]) => letter === 'e').map(([, value]) => value);
  if (sources.length === 0) {
    const first = operands.shift();
    if (first === undefined) {
      if (call.flavour === 'gnu') {
        call.err("Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n");
        return 2;
      }
      return call.notSimulated({
        code: 'tool:grep:usage',
        message: 'grep needs a pattern; the page of help that busybox prints is not simulated.',
      });
    }
    sources.push(first);
  }
  const name = call.argv[0]?.replace(/^.*\//, '') ?? '';
  const extended = given.has('E') || name === 'egrep';
  const fixed = given.has('F') || name === 'fgrep';
  let patterns: Pattern[];
  try {
    patterns = sources
      .flatMap((source) => source.split('\n'))
      .map((source) => compile(source, { extended, fixed, ignoreCase: given.has('i') }));
  } catch (error) {
    if (error instanceof PatternError)
      return notThePattern(
        call,
        error,
        call.flavour === 'gnu' ? error.message : `bad regex '${sources[0]}': ${error.message}`,
      );
    throw error;
  }
  const deep = given.has('r') || given.has('R');
  const files = deep
    ? (operands.length === 0 ? ['.'] : operands).flatMap((operand) => below(call, operand))
    : operands;
  const input = texts(call, files, (one, why, directory) => {
    if (directory && call.flavour === 'busybox') return ['', 1];
    return [given.has('s') ? '' : `${one}: ${directory ? 'Is a directory' : why}`, 2];
  });
  const headed = given.has('H') || (!given.has('h') && (files.length > 1 || deep));
  let found = false;
  for (const { name: file, text } of input.texts) {
    const shown = file === '-' ? '(standard input)' : file;
    const prefix = headed ? shown : '';
    if (grepText(call, text, prefix, shown, patterns, given, values)) {
      found = true;
      if (given.has('q')) return 0;
    }
  }
  if (input.status > 0) return input.status;
  return found ? 0 : 1;
}

function below(call: ToolCall, operand: string): string[] {
  const found = call.files.peek(at(call, operand));
  if (found?.node.type !== 'directory') return [operand];
  const names = attempt(() => call.files.list(at(call, operand)));
  if ('refused' in names) return [operand];
  return names.value.flatMap((name) => {
    const path = `${operand.replace(/\/$/, '')}/${name}`;
    return call.files.peek(at(call, path), false)?.node.type === 'link' ? [] : below(call, path);
  });
}

function grepText(
  call: ToolCall,
  text: string,
  prefix: string,
  shown: string,
  patterns: readonly Pattern[],
  given: ReadonlySet<string>,
  values: Readonly<Record<string, string>>,
): boolean {
  const lines = linesOf(text);
  const matching = lines.map(
    (line) => patterns.some((pattern) => matches(pattern, line, given)) !== given.has('v'),
  );
  call.draft.steps -= lines.length;
  const most = values.m === undefined ? Number.POSITIVE_INFINITY : Number(values.m);
  const hits = matching.flatMap((hit, index) => (hit ? [index] : [])).slice(0, most);
  if (given.has('q')) return hits.length > 0;
  const head = prefix === '' ? '' : `${prefix}:`;
  if (given.has('c')) call.out(`${head}${hits.length}\n`);
  else if (given.has('l')) call.out(hits.length > 0 ? `${shown}\n` : '');
  else if (given.has('L')) call.out(hits.length === 0 ? `${shown}\n` : '');
  else if (given.has('o') && !given.has('v'))
    for (const index of hits)
      pieces(call, lines[index] ?? '', head + (given.has('n') ? `${index + 1}:` : ''), patterns);
  else
    context(
      call,
      lines,
      new Set(hits),
      prefix,
      given.has('n'),
      Number(values.B ?? values.C ?? 0),
      Number(values.A ?? values.C ?? 0),
    );
  return hits.length > 0;
}

function matches(pattern: Pattern, line: string, given: ReadonlySet<string>): boolean {
  if (!given.has('w') && !given.has('x')) return pattern.test(line);
  for (let from = 0; from <= line.length; ) {
    const match = pattern.find(line, from);
    if (match === null) return false;
    const word = (position: number): boolean => /[0-9A-Za-z_]/.test(line.charAt(position));
    const whole = given.has('x')
      ? match.start === 0 && match.end === line.length
      : !(match.start > 0 && word(match.start - 1)) && !(match.end < line.length && word(match.end));
    if (whole) return true;
    from = match.start + 1;
  }
  return false;
}

function pieces(call: ToolCall, line: string, head: string, patterns: readonly Pattern[]): void {
  for (let from = 0; from <= line.length; ) {
    const found = patterns
      .flatMap((pattern) => pattern.find(line, from) ?? [])
      .sort((a, b) => a.start - b.start || b.end - a.end)[0];
    if (found === undefined) return;
    if (found.end > found.start) call.out(`${head}${line.slice(found.start, found.end)}\n`);
    from = Math.max(found.end, found.start + 1);
  }
}

function context(
  call: ToolCall,
  lines: readonly string[],
  hits: ReadonlySet<number>,
  prefix: string,
  numbered: boolean,
  before: number,
  after: number,
): void {
  const wanted = new Set<number>();
  for (const hit of hits)
    for (let i = Math.max(0, hit - before); i <= Math.min(lines.length - 1, hit + after); i += 1)
      wanted.add(i);
  let last = -2;
  for (const index of [...wanted].sort((a, b) => a - b)) {
    if (before + after > 0 && last >= 0 && index > last + 1) call.out('--\n');
    const mark = hits.has(index) ? ':' : '-';
    call.out(
      `${prefix === '' ? '' : prefix + mark}${numbered ? `${index + 1}${mark}` : ''}${lines[index] ?? ''}\n`,
    );
    last = index;
  }
}
