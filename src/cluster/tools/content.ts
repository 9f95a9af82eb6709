/** cat and tee: what is in files, read and written. */
import { at, type ToolCall, type ToolResult } from './call.ts';
import { each, gnu } from './operands.ts';
import { options } from './options.ts';

export function cat(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'un' });
  if ('result' in read) return read.result;
  const number = read.given.has('n');
  let line = 0;
  const show = (text: string): void => {
    if (!number) {
      call.out(text);
      return;
    }
    const rows = text.split('\n');
    const open = rows.pop() ?? '';
    for (const row of rows) call.out(`${String(++line).padStart(6)}\t${row}\n`);
    if (open !== '') call.out(`${String(++line).padStart(6)}\t${open}`);
  };
  const operands = read.operands.length === 0 ? ['-'] : read.operands;
  return each(
    call,
    operands,
    (operand) => {
      if (operand !== '-') return show(call.files.read(at(call, operand)));
      const text = call.stdin();
      if (text !== null) return show(text);
      call.notSimulated({
        code: 'tool:cat:terminal',
        message:
          'cat reads the terminal until Ctrl-D, and Podium gives it nothing; use a heredoc: cat <<EOF.',
      });
    },
    (operand, why, error) => {
      if (gnu(call)) return `${operand}: ${why}`;
      return error.errno === 'EISDIR' ? `read error: ${why}` : `can't open '${operand}': ${why}`;
    },
  );
}

export function tee(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'ai', long: { append: 'a' } });
  if ('result' in read) return read.result;
  const text = call.stdin();
  if (text === null)
    return call.notSimulated({
      code: 'tool:tee:terminal',
      message: 'tee reads the terminal until Ctrl-D, and Podium gives it nothing; pipe a text into it.',
    });
  const status = each(
    call,
    read.operands,
    (operand) => call.files.append(call.files.open(at(call, operand), !read.given.has('a')), text),
    (operand, why) => `${operand}: ${why}`,
  );
  call.out(text);
  return status;
}
