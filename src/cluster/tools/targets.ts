/** Where cp, mv and ln put what they are given. */
import { withoutTrailing } from '../trailing.ts';
import { at, fail, type ToolCall, type ToolResult } from './call.ts';
import { gnu, missing } from './operands.ts';

/** The name that a source gets: the target, or its own name in the directory that the target is. */
export function into(call: ToolCall, source: string, target: string, several = false): string {
  const directory = several || call.files.peek(at(call, target))?.node.type === 'directory';
  return directory
    ? `${withoutTrailing(target, '/')}/${withoutTrailing(source, '/').replace(/^.*\//, '')}`
    : target;
}

/** The operands of cp, mv, ln; refused where there are too few, or several go to what is no directory. */
export function targetOf(
  call: ToolCall,
  operands: readonly string[],
): { readonly sources: readonly string[]; readonly target: string } | { readonly result: ToolResult } {
  const sources = operands.slice(0, -1);
  const target = operands.at(-1);
  if (target === undefined) return { result: missing(call, 'file operand') };
  if (sources.length === 0) {
    if (!gnu(call)) return { result: missing(call) };
    const name = call.argv[0]?.replace(/^.*\//, '') ?? '';
    return {
      result: fail(
        call,
        `missing destination file operand after '${target}'\nTry '${name} --help' for more information.`,
      ),
    };
  }
  const directory = call.files.peek(at(call, target))?.node.type === 'directory';
  if (sources.length > 1 && !directory && gnu(call))
    return {
      result: fail(
        call,
        gnu(call)
          ? `target '${target}': ${call.files.peek(at(call, target)) === null ? 'No such file or directory' : 'Not a directory'}`
          : `can't stat '${target}': No such file or directory`,
      ),
    };
  return { sources, target };
}
