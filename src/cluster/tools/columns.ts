import { fail, type ToolCall, type ToolResult } from './call.ts';
import { linesOf, plain, texts } from './input.ts';
import { options } from './options.ts';
import { compile, type Pattern, PatternError } from './regex.ts';

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

/** The one rule of a program: when it holds, and what it prints. */
interface Rule {
  readonly pattern: string | undefined;
  /** How the number of the line is compared with `row`. */
  readonly sign: string | undefined;
  readonly row: number;
  readonly printed: string;
}

/** Reads the one rule that a program has, its action optional; null: it is of another form. */
function ruleOf(program: string): Rule | null {
  const [condition, pattern, sign, row] =
    /^(?:\/((?:[^/\\]|\\.)*)\/|NR\s*(==|>|<)\s*([0-9]{1,6}))/.exec(program) ?? [];
  const action = program.slice(condition?.length ?? 0).trim();
  if (action === '') return condition === undefined ? null : { pattern, sign, row: Number(row), printed: '' };
  const inside = /^\{([^{}]*)\}$/.exec(action)?.[1]?.trim();
  if (inside === undefined || !inside.startsWith('print')) return null;
  const printed = inside.slice('print'.length).replace(/;$/, '');
  return { pattern, sign, row: Number(row), printed };
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
  const rule = ruleOf(program.trim());
  if (rule === null) return refuse();
  const items = rule.printed
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '' || rule.printed.includes(','));
  const tokens = items.map((item) => item.match(/\$NF|\$[0-9]{1,3}|"[^"\\]*"|NR|NF|\S/g) ?? []);
  if (tokens.flat().some((token) => !/^(\$NF|\$[0-9]+|"[^"\\]*"|NR|NF)$/.test(token))) return refuse();
  let pattern: Pattern | null = null;
  try {
    if (rule.pattern !== undefined) pattern = compile(rule.pattern, { extended: true });
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
    const { sign, row } = rule;
    if (
      sign !== undefined &&
      !(sign === '==' ? index + 1 === row : sign === '>' ? index + 1 > row : index + 1 < row)
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
