import type { ToolCall, ToolResult } from './call.ts';
import { linesOf, plain, texts } from './input.ts';
import { utf8 } from './ls.ts';
import { options } from './options.ts';

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
    const fields = values.t === undefined ? line.split(/(?<=\S)(?=\s)/) : line.split(values.t);
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
