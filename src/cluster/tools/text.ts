/** grep, head, tail, wc, sort, uniq, cut, tr, sed, awk in its simplest form, base64, seq, basename, dirname, nl-free. */
import { attempt } from '../files/errors.ts';
import type { Json } from '../json.ts';
import { at, fail, type ToolCall, type ToolResult, words } from './call.ts';
import { utf8 } from './ls.ts';
import { options } from './options.ts';
import { compile, type Pattern, PatternError } from './regex.ts';

/** What a tool reads: each operand's text, or standard input for none and `-`. */
interface Texts {
  readonly texts: readonly { readonly name: string; readonly text: string }[];
  readonly status: number;
}

/** Reads the operands; `refused` words what cannot be read, with the status it makes. */
function texts(
  call: ToolCall,
  operands: readonly string[],
  refused: (name: string, why: string, directory: boolean) => readonly [text: string, status: number],
): Texts {
  const read: { name: string; text: string }[] = [];
  let status = 0;
  for (const name of operands.length === 0 ? ['-'] : operands) {
    if (name === '-') {
      const text = call.stdin();
      if (text === null) {
        const tool = call.argv[0]?.replace(/^.*\//, '') ?? '';
        call.notSimulated({
          code: `tool:${tool}:terminal`,
          message: `${tool} reads the terminal until Ctrl-D, and Podium gives it nothing; name a file or pipe a text into it.`,
        });
        status = 88;
      } else read.push({ name, text });
      continue;
    }
    const content = attempt(() => call.files.read(at(call, name)));
    if ('value' in content) read.push({ name, text: content.value });
    else {
      const [text, made] = refused(name, words(call, content.refused), content.refused.errno === 'EISDIR');
      if (text !== '') call.err(`${call.argv[0]?.replace(/^.*\//, '') ?? ''}: ${text}\n`);
      status = Math.max(status, made);
    }
  }
  return { texts: read, status };
}

/** The lines of a text, without their ends. */
function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

const plain = (name: string, why: string): readonly [string, number] => [`${name}: ${why}`, 1];

function notThePattern(call: ToolCall, error: PatternError, said: string): number {
  if (!error.notSimulated) return fail(call, said, 2);
  const name = call.argv[0]?.replace(/^.*\//, '') ?? '';
  call.notSimulated({
    code: `tool:${name}:pattern`,
    message: `${error.message} in patterns are not simulated.`,
  });
  return 88;
}

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

/** `-5`, `-n 5`, `-c 5` for head and tail. */
function counted(call: ToolCall): { readonly argv: readonly string[]; readonly count: string | null } {
  const [name = '', ...args] = call.argv;
  const old = args.findIndex((one) => /^-[0-9]+$/.test(one));
  if (old === -1) return { argv: call.argv, count: null };
  return { argv: [name, ...args.slice(0, old), ...args.slice(old + 1)], count: (args[old] ?? '').slice(1) };
}

export function head(call: ToolCall): ToolResult {
  const { argv, count } = counted(call);
  const read = options(
    { ...call, argv },
    { flags: 'qv', valued: 'nc', long: { 'lines=': 'n', 'bytes=': 'c' } },
  );
  if ('result' in read) return read.result;
  const lines = read.values.n ?? count ?? '10';
  const bytes = read.values.c;
  const wrong = [lines, bytes ?? '0'].find((one) => !/^[-+]?[0-9]{1,9}$/.test(one));
  if (wrong !== undefined)
    return fail(
      call,
      call.flavour === 'gnu'
        ? `invalid number of ${bytes === wrong ? 'bytes' : 'lines'}: '${wrong}'`
        : `invalid number '${wrong}'`,
    );
  const input = texts(call, read.operands, (name, why, directory) =>
    call.flavour === 'gnu'
      ? [directory ? `error reading '${name}': ${why}` : `cannot open '${name}' for reading: ${why}`, 1]
      : [`${name}: ${why}`, 1],
  );
  const many = (read.operands.length > 1 && !read.given.has('q')) || read.given.has('v');
  for (const [index, { name, text }] of input.texts.entries()) {
    if (many) call.out(`${index > 0 ? '\n' : ''}==> ${name === '-' ? 'standard input' : name} <==\n`);
    if (bytes !== undefined) call.out(text.slice(0, Number(bytes)));
    else {
      const all = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
      call.out((Number(lines) < 0 ? all.slice(0, Number(lines)) : all.slice(0, Number(lines))).join(''));
    }
  }
  return input.status;
}

export function tail(call: ToolCall): ToolResult {
  const { argv, count } = counted(call);
  const read = options(
    { ...call, argv },
    { flags: 'qvfF', valued: 'ncs', long: { 'lines=': 'n', 'bytes=': 'c', follow: 'f' } },
  );
  if ('result' in read) return read.result;
  const follow = read.given.has('f') || read.given.has('F');
  if (follow && call.resume !== undefined) return followOn(call, call.resume, read.given.has('F'));
  const lines = read.values.n ?? count ?? '10';
  const bytes = read.values.c;
  if (!/^[-+]?[0-9]{1,9}$/.test(bytes ?? lines))
    return fail(
      call,
      call.flavour === 'gnu' ? `invalid number of lines: '${lines}'` : `invalid number '${lines}'`,
    );
  const input = texts(call, read.operands, (name, why, directory) =>
    call.flavour === 'gnu'
      ? [directory ? `error reading '${name}': ${why}` : `cannot open '${name}' for reading: ${why}`, 1]
      : [`can't open '${name}': ${why}`, 1],
  );
  const many = (read.operands.length > 1 && !read.given.has('q')) || read.given.has('v');
  for (const [index, { name, text }] of input.texts.entries()) {
    if (many) call.out(`${index > 0 ? '\n' : ''}==> ${name === '-' ? 'standard input' : name} <==\n`);
    const wanted = bytes ?? lines;
    const all = bytes === undefined ? (text.match(/[^\n]*\n|[^\n]+$/g) ?? []) : Array.from(text);
    call.out(
      (wanted.startsWith('+')
        ? all.slice(Math.max(0, Number(wanted) - 1))
        : Number(wanted) === 0
          ? []
          : all.slice(-Math.abs(Number(wanted)))
      ).join(''),
    );
  }
  if (!follow || read.operands.length === 0) {
    if (!follow && call.flavour === 'busybox' && input.texts.length === 0 && read.operands.length > 0)
      call.err('tail: no files\n');
    return input.status;
  }
  if (read.operands.length > 1)
    return call.notSimulated({ code: 'tool:tail:-f', message: 'tail -f of several files is not simulated.' });
  if (input.texts.length === 0 && !read.given.has('F')) {
    call.err(call.flavour === 'gnu' ? 'tail: no files remaining\n' : 'tail: no files\n');
    return 1;
  }
  return {
    wait: 1000,
    resume: { path: read.operands[0] ?? '', seen: input.texts[0]?.text.length ?? -1, pause: 1000 },
  };
}

/** Looks again at a followed file: what was added is printed; the longer nothing comes, the rarer it looks. */
function followOn(call: ToolCall, resume: Json, byName: boolean): ToolResult {
  if (resume === null || typeof resume !== 'object' || Array.isArray(resume) || !('path' in resume)) return 1;
  const path = String(resume.path);
  const seen = Number(resume.seen);
  const pause = Number(resume.pause);
  const content = attempt(() => call.files.read(at(call, path)));
  if ('refused' in content)
    return { wait: Math.min(pause * 2, 8000), resume: { path, seen, pause: Math.min(pause * 2, 8000) } };
  const { value } = content;
  if (value.length < seen) call.err(`tail: ${path}: file truncated\n`);
  if (seen < 0 && byName && call.flavour === 'gnu')
    call.err(`tail: '${path}' has appeared;  following new file\n`);
  call.out(value.length < seen || seen < 0 ? value : value.slice(seen));
  const changed = value.length !== seen;
  const next = changed ? 1000 : Math.min(pause * 2, 8000);
  return { wait: next, resume: { path, seen: value.length, pause: next } };
}

export function wc(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'lwcmL', long: { lines: 'l', words: 'w', bytes: 'c', chars: 'm' } });
  if ('result' in read) return read.result;
  const { given } = read;
  if (given.has('L')) return call.notSimulated({ code: 'tool:wc:-L', message: 'wc -L is not simulated.' });
  const input = texts(call, read.operands, plain);
  const wanted = ['l', 'w', 'm', 'c'].filter((letter) =>
    given.size === 0 ? letter !== 'm' : given.has(letter),
  );
  const rows = input.texts.map(({ name, text }) => ({
    name: name === '-' && read.operands.length === 0 ? '' : name,
    l: text.split('\n').length - 1,
    w: (text.match(/\S+/g) ?? []).length,
    m: Array.from(text).length,
    c: utf8(text),
  }));
  if (rows.length > 1)
    rows.push(
      rows.reduce((sum, row) => ({
        name: 'total',
        l: sum.l + row.l,
        w: sum.w + row.w,
        m: sum.m + row.m,
        c: sum.c + row.c,
      })),
    );
  const counts = (row: (typeof rows)[number]): number[] =>
    wanted.map((letter) => ({ l: row.l, w: row.w, m: row.m, c: row.c })[letter] ?? 0);
  const lone = wanted.length === 1 && rows.length === 1;
  const fromPipe = read.operands.length === 0;
  const longest = String(rows.reduce((sum, row) => Math.max(sum, row.c), 0)).length;
  const width = call.flavour === 'busybox' ? 9 : fromPipe ? 7 : longest;
  for (const row of rows) {
    const cells = counts(row).map((count) => (lone ? String(count) : String(count).padStart(width)));
    call.out(`${cells.join(' ')}${row.name === '' ? '' : ` ${row.name}`}\n`);
  }
  return input.status;
}

export function sort(call: ToolCall): ToolResult {
  const read = options(call, {
    flags: 'nrufhVsb',
    valued: 'kto',
    long: { reverse: 'r', 'numeric-sort': 'n', unique: 'u', 'key=': 'k', 'field-separator=': 't' },
  });
  if ('result' in read) return read.result;
  const { given, values } = read;
  for (const letter of ['h', 'V', 'o'])
    if (given.has(letter))
      return call.notSimulated({
        code: `tool:sort:-${letter}`,
        message: `sort -${letter} is not simulated.`,
      });
  const input = texts(call, read.operands, (name, why) =>
    call.flavour === 'gnu' ? [`cannot read: ${name}: ${why}`, 2] : [`${name}: ${why}`, 2],
  );
  if (input.status !== 0) return input.status;
  const key = /^([0-9]{1,4})(?:,([0-9]{1,4}))?([nr]*)$/.exec(values.k ?? '1');
  if (key === null)
    return call.notSimulated({
      code: 'tool:sort:-k',
      message: 'Keys of sort other than -k N and -k N,M are not simulated.',
    });
  const keyed = values.k !== undefined;
  const keyOf = (line: string): string => {
    if (!keyed) return line;
    const fields = values.t === undefined ? (line.match(/\s*\S+/g) ?? []) : line.split(values.t);
    return fields
      .slice(Number(key[1]) - 1, key[2] === undefined ? undefined : Number(key[2]))
      .join(values.t ?? '');
  };
  const numeric = given.has('n') || key[3]?.includes('n') === true;
  const number = (text: string): number => Number(/^\s*(-?[0-9]*\.?[0-9]*)/.exec(text)?.[1] || 0) || 0;
  const fold = (text: string): string => (given.has('f') ? text.toUpperCase() : text);
  const bytes = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  const by = (a: string, b: string): number => {
    const first = numeric ? number(keyOf(a)) - number(keyOf(b)) : bytes(fold(keyOf(a)), fold(keyOf(b)));
    return first !== 0 || given.has('u') || given.has('s') ? first : bytes(a, b);
  };
  const sign = given.has('r') || key[3]?.includes('r') === true ? -1 : 1;
  const lines = input.texts.flatMap(({ text }) => linesOf(text)).sort((a, b) => sign * by(a, b));
  const kept = given.has('u')
    ? lines.filter((line, index) => index === 0 || by(lines[index - 1] ?? '', line) !== 0)
    : lines;
  call.out(kept.map((line) => `${line}\n`).join(''));
  return 0;
}

export function uniq(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'cdu' });
  if ('result' in read) return read.result;
  const input = texts(call, read.operands.slice(0, 1), plain);
  const runs: { line: string; count: number }[] = [];
  for (const line of input.texts.flatMap(({ text }) => linesOf(text))) {
    const last = runs.at(-1);
    if (last?.line === line) last.count += 1;
    else runs.push({ line, count: 1 });
  }
  for (const { line, count } of runs) {
    if ((read.given.has('d') && count < 2) || (read.given.has('u') && count > 1)) continue;
    call.out(`${read.given.has('c') ? `${String(count).padStart(7)} ` : ''}${line}\n`);
  }
  return input.status;
}

export function cut(call: ToolCall): ToolResult {
  const read = options(call, { flags: 's', valued: 'dfcb', long: { 'delimiter=': 'd', 'fields=': 'f' } });
  if ('result' in read) return read.result;
  const list = read.values.f ?? read.values.c ?? read.values.b;
  if (list === undefined)
    return fail(
      call,
      call.flavour === 'gnu'
        ? "you must specify a list of bytes, characters, or fields\nTry 'cut --help' for more information."
        : 'expected a list of bytes, characters, or fields',
    );
  const ranges = list.split(/[, ]/).map((one) => /^([0-9]{0,6})(-?)([0-9]{0,6})$/.exec(one));
  if (ranges.some((one) => one === null || one[0] === '' || one[0] === '-'))
    return call.notSimulated({ code: 'tool:cut:list', message: `The list ${list} of cut is not simulated.` });
  const wanted = (index: number): boolean =>
    ranges.some(
      (one) =>
        one !== null &&
        index >= Number(one[1] || 1) &&
        index <= (one[2] === '' ? Number(one[1]) : Number(one[3] || Number.MAX_SAFE_INTEGER)),
    );
  const delimiter = read.values.d ?? '\t';
  const input = texts(call, read.operands, plain);
  for (const line of input.texts.flatMap(({ text }) => linesOf(text))) {
    if (read.values.f === undefined)
      call.out(
        `${Array.from(line)
          .filter((_, index) => wanted(index + 1))
          .join('')}\n`,
      );
    else if (line.includes(delimiter))
      call.out(
        `${line
          .split(delimiter)
          .filter((_, index) => wanted(index + 1))
          .join(delimiter)}\n`,
      );
    else if (!read.given.has('s')) call.out(`${line}\n`);
  }
  return input.status;
}

const SETS: Readonly<Record<string, string>> = {
  '[:upper:]': 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '[:lower:]': 'abcdefghijklmnopqrstuvwxyz',
  '[:digit:]': '0123456789',
  '[:space:]': ' \t\n\r\v\f',
};

function set(text: string): string[] {
  let rest = text.replace(/\\n/g, '\n').replace(/\\t/g, '\t').replace(/\\0/g, '\0').replace(/\\\\/g, '\\');
  for (const [name, members] of Object.entries(SETS)) rest = rest.split(name).join(members);
  const out: string[] = [];
  const characters = Array.from(rest);
  for (let i = 0; i < characters.length; i += 1) {
    const from = characters[i] ?? '';
    const to = characters[i + 2];
    if (characters[i + 1] === '-' && to !== undefined && from <= to) {
      for (
        let code = from.codePointAt(0) ?? 0;
        code <= (to.codePointAt(0) ?? 0) && out.length < 1000;
        code += 1
      )
        out.push(String.fromCodePoint(code));
      i += 2;
    } else out.push(from);
  }
  return out;
}

export function tr(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'dscC', posix: true });
  if ('result' in read) return read.result;
  const [first = '', second] = read.operands;
  const text = call.stdin();
  if (text === null)
    return call.notSimulated({
      code: 'tool:tr:terminal',
      message: 'tr reads the terminal, and Podium gives it nothing; pipe a text into it.',
    });
  const from = set(first);
  const members = new Set(from);
  const inverted = read.given.has('c') || read.given.has('C');
  const inFirst = (one: string): boolean => members.has(one) !== inverted;
  const to = second === undefined ? [] : set(second);
  const mapped = (one: string): string =>
    inverted ? (to.at(-1) ?? one) : (to[from.indexOf(one)] ?? to.at(-1) ?? one);
  const squeezed = new Set(
    second === undefined || read.given.has('d') ? (second === undefined ? from : to) : to,
  );
  let out = '';
  for (const one of text) {
    if (inFirst(one) && read.given.has('d')) continue;
    const next = inFirst(one) && second !== undefined && !read.given.has('d') ? mapped(one) : one;
    const squeeze =
      read.given.has('s') && (second === undefined && inverted ? inFirst(next) : squeezed.has(next));
    if (!(squeeze && out.endsWith(next))) out += next;
  }
  call.out(out);
  return 0;
}

export function basename(call: ToolCall): ToolResult {
  const [, path = '', suffix = ''] = call.argv;
  const base = path.replace(/\/+$/, '').replace(/^.*\//, '') || (path.startsWith('/') ? '/' : '');
  call.out(
    `${suffix !== '' && base !== suffix && base.endsWith(suffix) ? base.slice(0, -suffix.length) : base}\n`,
  );
  return 0;
}

export function dirname(call: ToolCall): ToolResult {
  const [, path = ''] = call.argv;
  const trimmed = path.replace(/\/+$/, '');
  const slash = trimmed.lastIndexOf('/');
  call.out(
    `${slash === -1 ? (path.startsWith('/') ? '/' : '.') : trimmed.slice(0, slash).replace(/\/+$/, '') || '/'}\n`,
  );
  return 0;
}

export function seq(call: ToolCall): ToolResult {
  const numbers = call.argv.slice(1);
  if (numbers.length === 0 || numbers.length > 3 || numbers.some((one) => !/^-?[0-9]{1,9}$/.test(one)))
    return call.notSimulated({
      code: 'tool:seq',
      message: 'seq is simulated for one to three whole numbers only.',
    });
  const [first = 1, second, third] = numbers.map(Number);
  const start = second === undefined ? 1 : first;
  const step = third === undefined ? 1 : (second ?? 1);
  const end = third ?? second ?? first;
  let out = '';
  for (let value = start; step > 0 ? value <= end : step < 0 && value >= end; value += step) {
    out += `${value}\n`;
    if (out.length > 64 * 1024) break;
  }
  call.out(out);
  return 0;
}

export function base64(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'di', valued: 'w', long: { decode: 'd', 'wrap=': 'w' } });
  if ('result' in read) return read.result;
  const input = texts(call, read.operands.slice(0, 1), plain);
  const [only] = input.texts;
  if (only === undefined) return input.status;
  if (read.given.has('d')) {
    if (!/^[A-Za-z0-9+/=\s]*$/.test(only.text))
      return fail(call, call.flavour === 'gnu' ? 'invalid input' : 'invalid input');
    call.out(
      new TextDecoder().decode(
        Uint8Array.from(atob(only.text.replace(/\s/g, '').replace(/=+$/, '')), (one) => one.charCodeAt(0)),
      ),
    );
    return 0;
  }
  let binary = '';
  for (const byte of new TextEncoder().encode(only.text)) binary += String.fromCharCode(byte);
  const width = Number(read.values.w ?? 76);
  const encoded = btoa(binary);
  call.out(
    width === 0
      ? encoded
      : (encoded.match(new RegExp(`.{1,${Math.min(Math.max(width, 1), 1000)}}`, 'g')) ?? [])
          .map((line) => `${line}\n`)
          .join(''),
  );
  return 0;
}

/** Programs of the form `/PATTERN/ {print $1, "x" $2}`: one rule, print only. */
export function awk(call: ToolCall): ToolResult {
  const read = options(call, { flags: '', valued: 'F', posix: true });
  if ('result' in read) return read.result;
  const [program = '', ...operands] = read.operands;
  const refuse = (): ToolResult =>
    call.notSimulated({
      code: 'tool:awk',
      message: "Of awk only the form '/PATTERN/ {print $1, $2}' is simulated, with -F.",
    });
  const rule =
    /^\s*(?:\/((?:[^/\\]|\\.)*)\/|NR\s*(==|>|<)\s*([0-9]{1,6}))?\s*(?:\{\s*print\s*([^{}]*?);?\s*\})?\s*$/.exec(
      program,
    );
  if (rule === null || program.trim() === '') return refuse();
  const items = (rule[4] ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '' || (rule[4] ?? '').includes(','));
  const tokens = items.map((item) => item.match(/\$NF|\$[0-9]{1,3}|"[^"\\]*"|NR|NF|\S/g) ?? []);
  if (tokens.flat().some((token) => !/^(\$NF|\$[0-9]+|"[^"\\]*"|NR|NF)$/.test(token))) return refuse();
  let pattern: Pattern | null = null;
  try {
    if (rule[1] !== undefined) pattern = compile(rule[1], { extended: true });
  } catch (error) {
    if (error instanceof PatternError) return refuse();
    throw error;
  }
  const separator = read.values.F;
  if (separator !== undefined && separator.length > 1 && separator !== '\\t') return refuse();
  const input = texts(call, operands, (name, why) =>
    call.flavour === 'gnu' ? [`cannot open "${name}" (${why})`, 2] : [`${name}: ${why}`, 2],
  );
  for (const [index, line] of input.texts.flatMap(({ text }) => linesOf(text)).entries()) {
    if (pattern !== null && !pattern.test(line)) continue;
    const at = Number(rule[3]);
    if (
      rule[2] !== undefined &&
      !(rule[2] === '==' ? index + 1 === at : rule[2] === '>' ? index + 1 > at : index + 1 < at)
    )
      continue;
    const fields =
      separator === undefined
        ? line.trim().split(/[ \t]+/)
        : line.split(separator === '\\t' ? '\t' : separator);
    const value = (token: string): string => {
      if (token.startsWith('"')) return token.slice(1, -1);
      if (token === 'NR') return String(index + 1);
      if (token === 'NF') return String(line.trim() === '' ? 0 : fields.length);
      if (token === '$NF') return fields.at(-1) ?? '';
      return token === '$0' ? line : (fields[Number(token.slice(1)) - 1] ?? '');
    };
    call.out(
      tokens.length === 0 ? `${line}\n` : `${tokens.map((item) => item.map(value).join('')).join(' ')}\n`,
    );
  }
  return input.status;
}
