/** touch and mkdir: files and directories that were not there. */
import { attempt } from '../files/errors.ts';
import { at, curly, type ToolCall, type ToolResult } from './call.ts';
import { changedMode } from './mode.ts';
import { each, gnu, missing } from './operands.ts';
import { options } from './options.ts';

export function touch(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'cam' });
  if ('result' in read) return read.result;
  if (read.operands.length === 0) return missing(call, 'file operand');
  return each(
    call,
    read.operands,
    (operand) => {
      const path = at(call, operand);
      const exists = attempt(() => call.files.stat(path));
      if ('value' in exists) call.files.touch(path);
      else if (exists.refused.errno !== 'ENOENT') throw exists.refused;
      else if (!read.given.has('c')) call.files.open(path, false);
    },
    (operand, why) => (gnu(call) ? `cannot touch '${operand}': ${why}` : `${operand}: ${why}`),
  );
}

export function mkdir(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'pv', valued: 'm', long: { parents: 'p', 'mode=': 'm' } });
  if ('result' in read) return read.result;
  if (read.operands.length === 0) return missing(call);
  const mode = read.values.m;
  const refused = (operand: string, why: string): string =>
    gnu(call)
      ? `cannot create directory ${curly(call, operand)}: ${why}`
      : `can't create directory '${operand}': ${why}`;
  const make = (path: string): void => {
    call.files.mkdir(path);
    const wanted = mode === undefined ? null : changedMode(mode, 0o777, true, call.identity.umask);
    if (wanted !== null) call.files.chmod(path, wanted);
  };
  if (!read.given.has('p')) return each(call, read.operands, (operand) => make(at(call, operand)), refused);
  let status = 0;
  for (const operand of read.operands) {
    const names = operand.split('/').filter((name) => name !== '');
    for (let length = 1; length <= names.length; length += 1) {
      const shown = (operand.startsWith('/') ? '/' : '') + names.slice(0, length).join('/');
      const path = at(call, shown);
      if (call.files.peek(path)?.node.type === 'directory') continue;
      const failed = each(
        call,
        [shown],
        () => (length === names.length ? make(path) : call.files.mkdir(path)),
        (one, why) => refused(gnu(call) ? one : operand, why),
      );
      if (failed === 0) continue;
      status = failed;
      break;
    }
  }
  return status;
}
