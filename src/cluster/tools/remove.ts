/** rm and rmdir, and how they are refused. */
import { attempt } from '../files/errors.ts';
import { at, fail, type ToolCall, type ToolResult, words } from './call.ts';
import { each, gnu, missing } from './operands.ts';
import { options } from './options.ts';

export function rm(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'rRfv', long: { recursive: 'r', force: 'f' } });
  if ('result' in read) return read.result;
  const deep = read.given.has('r') || read.given.has('R');
  const force = read.given.has('f');
  if (read.operands.length === 0) return force ? 0 : missing(call);
  const say = (operand: string, why: string): number =>
    fail(call, gnu(call) ? `cannot remove '${operand}': ${why}` : `can't remove '${operand}': ${why}`);
  const remove = (shown: string): number => {
    const path = at(call, shown);
    const found = attempt(() => call.files.stat(path, false));
    if ('refused' in found) {
      const gone = found.refused.errno === 'ENOENT' || found.refused.errno === 'ENOTDIR';
      return force && gone ? 0 : say(shown, words(call, found.refused));
    }
    if (found.value.node.type === 'directory') {
      if (!deep) return gnu(call) ? say(shown, 'Is a directory') : fail(call, `'${shown}' is a directory`);
      if (shown === '/')
        return fail(
          call,
          gnu(call)
            ? "it is dangerous to operate recursively on '/'\nrm: use --no-preserve-root to override this failsafe"
            : "can't remove '/': Device or resource busy",
        );
      const names = attempt(() => call.files.list(path));
      if ('refused' in names && !gnu(call)) return 1;
      let status = 0;
      if ('value' in names)
        for (const name of names.value)
          status = Math.max(status, remove(`${shown.replace(/\/$/, '')}/${name}`));
      if (status !== 0) return status;
    }
    const gone = attempt(() =>
      call.files.remove(path, found.value.node.type === 'directory' ? 'directory' : 'file'),
    );
    return 'value' in gone ? 0 : say(shown, words(call, gone.refused));
  };
  return read.operands.reduce((status, operand) => Math.max(status, remove(operand)), 0);
}

export function rmdir(call: ToolCall): ToolResult {
  const read = options(call, { flags: '' });
  if ('result' in read) return read.result;
  if (read.operands.length === 0) return missing(call);
  return each(
    call,
    read.operands,
    (operand) => call.files.remove(at(call, operand), 'directory'),
    (operand, why) => (gnu(call) ? `failed to remove '${operand}': ${why}` : `'${operand}': ${why}`),
  );
}
