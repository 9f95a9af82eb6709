/** mv and ln -s: other names for what is there. */
import { attempt } from '../files/errors.ts';
import { at, fail, type ToolCall, type ToolResult, words } from './call.ts';
import { copy, unreachable } from './copy.ts';
import { each, gnu, missing } from './operands.ts';
import { options } from './options.ts';
import { rm } from './remove.ts';
import { into, targetOf } from './targets.ts';

export function mv(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'fnv' });
  if ('result' in read) return read.result;
  const operands = targetOf(call, read.operands);
  if ('result' in operands) return operands.result;
  let status = 0;
  for (const source of operands.sources) {
    const target = into(call, source, operands.target, operands.sources.length > 1);
    const found = attempt(() => call.files.stat(at(call, source), false));
    if ('refused' in found) {
      status = fail(
        call,
        `${gnu(call) ? `cannot stat '${source}'` : `can't rename '${source}'`}: ${words(call, found.refused)}`,
      );
      continue;
    }
    const unseen = unreachable(call, target);
    if (unseen !== null) {
      status = unseen;
      continue;
    }
    const moved = attempt(() => call.files.rename(at(call, source), at(call, target)));
    if ('value' in moved) continue;
    if (moved.refused.errno !== 'EXDEV') {
      const why = words(call, moved.refused);
      status = fail(
        call,
        gnu(call) ? `cannot move '${source}' to '${target}': ${why}` : `can't rename '${source}': ${why}`,
      );
      continue;
    }
    const copied = copy(call, source, target, true, true);
    status = Math.max(
      status,
      copied === 0 ? Number(rm({ ...call, argv: ['mv', '-r', '--', source] })) : copied,
    );
  }
  return status;
}

export function ln(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'sfn', long: { symbolic: 's', force: 'f' } });
  if ('result' in read) return read.result;
  if (!read.given.has('s'))
    return call.notSimulated({
      code: 'tool:ln',
      message: 'Hard links are not simulated; ln -s makes a symbolic one.',
    });
  const [target, name] = read.operands;
  if (target === undefined) return missing(call, 'file operand');
  const link = name === undefined ? target.replace(/^.*\//, '') : into(call, target, name);
  return each(
    call,
    [link],
    () => {
      if (read.given.has('f') && call.files.peek(at(call, link), false) !== null)
        call.files.remove(at(call, link), 'file');
      call.files.symlink(target, at(call, link));
    },
    (operand, why) =>
      gnu(call) ? `failed to create symbolic link '${operand}': ${why}` : `${operand}: ${why}`,
  );
}
