/** What tools that change files say of their operands: that one is missing, that one is refused. */
import { attempt, type FileError } from '../files/errors.ts';
import { NOT_SIMULATED_STATUS } from '../not-simulated.ts';
import { fail, known, type ToolCall, type ToolResult, words } from './call.ts';

/** Tries something for each operand; each refusal is worded, and makes the status 1. */
export function each(
  call: ToolCall,
  operands: readonly string[],
  act: (operand: string) => void,
  refused: (operand: string, why: string, error: FileError) => string,
): number {
  let status = 0;
  for (const operand of operands) {
    const done = attempt(() => known(() => act(operand)));
    if ('value' in done) {
      if (done.value === null) status = NOT_SIMULATED_STATUS;
      continue;
    }
    const refusal = fail(call, refused(operand, words(call, done.refused), done.refused));
    status = Math.max(status, refusal);
  }
  return status;
}

/** The words are those of GNU, not of busybox. */
export function gnu(call: ToolCall): boolean {
  return call.flavour === 'gnu';
}

/** What a tool says that was given too few operands. */
export function missing(call: ToolCall, what = 'operand'): ToolResult {
  const name = call.argv[0]?.replace(/^.*\//, '') ?? '';
  if (gnu(call)) return fail(call, `missing ${what}\nTry '${name} --help' for more information.`);
  return call.notSimulated({
    code: `tool:${name}:usage`,
    message: `${name} needs an operand; the page of help that busybox prints is not simulated.`,
  });
}
