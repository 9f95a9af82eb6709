/** chmod: who may read, write and enter. */
import { at, curly, fail, type ToolCall, type ToolResult } from './call.ts';
import { everything } from './everything.ts';
import { changedMode } from './mode.ts';
import { each, gnu, missing } from './operands.ts';
import { options } from './options.ts';

export function chmod(call: ToolCall): ToolResult {
  const split = modeFirst(call);
  const read = options({ ...call, argv: split.argv }, { flags: 'Rvfc', long: { recursive: 'R' } });
  if ('result' in read) return read.result;
  const [mode, ...operands] = split.mode === null ? read.operands : [split.mode, ...read.operands];
  if (mode === undefined || operands.length === 0) {
    if (!gnu(call)) return missing(call);
    return fail(
      call,
      `${mode === undefined ? 'missing operand' : `missing operand after ${curly(call, mode)}`}\nTry 'chmod --help' for more information.`,
    );
  }
  const valid = changedMode(mode, 0, false) !== null;
  if (!valid && gnu(call))
    return fail(call, `invalid mode: ${curly(call, mode)}\nTry 'chmod --help' for more information.`);
  const { all, status: unlisted } = everything(call, operands, read.given.has('R'));
  let status = unlisted;
  const done = each(
    call,
    all,
    (operand) => {
      const { node } = call.files.stat(at(call, operand));
      if (!valid) {
        status = fail(call, `invalid mode '${mode}'`);
        return;
      }
      call.files.chmod(
        at(call, operand),
        changedMode(mode, node.mode, node.type === 'directory', call.identity.umask) ?? node.mode,
      );
    },
    (operand, why, error) => {
      if (!gnu(call)) return `${operand}: ${why}`;
      const seen = error.errno === 'EPERM' || error.errno === 'EROFS';
      return seen ? `changing permissions of '${operand}': ${why}` : `cannot access '${operand}': ${why}`;
    },
  );
  return Math.max(status, done);
}

/** `chmod -x f` and `chmod -w f`: a mode that looks like options. */
function modeFirst(call: ToolCall): { readonly mode: string | null; readonly argv: readonly string[] } {
  const [name = '', ...args] = call.argv;
  const place = args.findIndex((one) => /^-[rwxXst]+$/.test(one));
  if (place === -1) return { mode: null, argv: call.argv };
  return { mode: args[place] ?? null, argv: [name, ...args.slice(0, place), ...args.slice(place + 1)] };
}
