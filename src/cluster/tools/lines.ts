/** What turns lines about: `tac`, `rev`, `nl`, `paste`; and pagers, which show a whole text here. */
import type { ToolCall, ToolResult } from './call.ts';
import { linesOf, plain, texts } from './input.ts';
import { options } from './options.ts';

export function tac(call: ToolCall): ToolResult {
  const input = texts(call, call.argv.slice(1), plain);
  for (const { text } of input.texts) call.out((text.match(/[^\n]*\n|[^\n]+$/g) ?? []).reverse().join(''));
  return input.status;
}

export function rev(call: ToolCall): ToolResult {
  const input = texts(call, call.argv.slice(1), plain);
  for (const { text } of input.texts)
    call.out(text.replace(/[^\n]+/g, (line) => Array.from(line).reverse().join('')));
  return input.status;
}

/** Numbers in front of lines that are not empty. */
export function nl(call: ToolCall): ToolResult {
  const read = options(call, { flags: '', valued: 'b' });
  if ('result' in read) return read.result;
  const all = read.values.b === 'a';
  if (!all && read.values.b !== undefined && read.values.b !== 't')
    return call.notSimulated({ code: 'tool:nl:-b', message: `nl -b ${read.values.b} is not simulated.` });
  const input = texts(call, read.operands, plain);
  let number = 0;
  for (const { text } of input.texts)
    for (const line of linesOf(text)) {
      if (line === '' && !all) {
        call.out('       \n');
        continue;
      }
      number += 1;
      call.out(`${String(number).padStart(6)}\t${line}\n`);
    }
  return input.status;
}

export function paste(call: ToolCall): ToolResult {
  const read = options(call, { flags: 's', valued: 'd' });
  if ('result' in read) return read.result;
  const signs = Array.from((read.values.d ?? '\t').replace(/\\t/g, '\t').replace(/\\n/g, '\n'));
  const join = (parts: readonly string[]): string =>
    parts
      .map((part, index) => (index === 0 ? part : (signs[(index - 1) % signs.length] ?? '') + part))
      .join('');
  const input = texts(call, read.operands, plain);
  const files = input.texts.map(({ text }) => linesOf(text));
  if (read.given.has('s')) for (const lines of files) call.out(`${join(lines)}\n`);
  else
    for (let row = 0; row < Math.max(0, ...files.map((lines) => lines.length)); row += 1)
      call.out(`${join(files.map((lines) => lines[row] ?? ''))}\n`);
  return input.status;
}

/** Rows of a terminal that a pager fills before it asks. */
const SCREEN = 23;

/** `less`, `more`: into a pipe they are cat; on a terminal the text is shown whole, and that is said where it is long. */
export function pager(call: ToolCall): ToolResult {
  const operands = call.argv.slice(1).filter((one) => !/^[-+]/.test(one));
  const input = texts(call, operands, plain);
  for (const { text } of input.texts) call.out(text);
  const long = input.texts.some(({ text }) => linesOf(text).length > SCREEN);
  if (call.terminal && long)
    call.notSimulated({
      code: `tool:${call.argv[0]?.replace(/^.*\//, '') ?? 'less'}:page`,
      message: 'A real pager shows this a screen at a time; all of it stands above.',
    });
  return input.status;
}
