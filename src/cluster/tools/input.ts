import { attempt } from '../files/errors.ts';
import { NOT_SIMULATED_STATUS } from '../not-simulated.ts';
import { at, fail, known, type ToolCall, words } from './call.ts';
import type { PatternError } from './regex.ts';

/** What a tool reads: each operand's text, or standard input for none and `-`. */
interface Texts {
  readonly texts: readonly { readonly name: string; readonly text: string }[];
  readonly status: number;
}

/** Reads the operands; `refused` words what cannot be read, with the status it makes. */
export function texts(
  call: ToolCall,
  operands: readonly string[],
  refused: (name: string, why: string, directory: boolean) => readonly [text: string, status: number],
): Texts {
  const read: { name: string; text: string }[] = [];
  let status = 0;
  for (const name of operands.length === 0 ? ['-'] : operands) {
    if (name === '-') {
      const text = call.stdin();
      if (text === null) {
        const tool = call.argv[0]?.replace(/^.*\//, '') ?? '';
        call.notSimulated({
          code: `tool:${tool}:terminal`,
          message: `${tool} reads the terminal until Ctrl-D, and Podium gives it nothing; name a file or pipe a text into it.`,
        });
        status = NOT_SIMULATED_STATUS;
      } else read.push({ name, text });
      continue;
    }
    const content = attempt(() => known(() => call.files.read(at(call, name))));
    if ('value' in content) {
      if (content.value === null) status = NOT_SIMULATED_STATUS;
      else read.push({ name, text: content.value.value });
    } else {
      const [text, made] = refused(name, words(call, content.refused), content.refused.errno === 'EISDIR');
      if (text !== '') call.err(`${call.argv[0]?.replace(/^.*\//, '') ?? ''}: ${text}\n`);
      status = Math.max(status, made);
    }
  }
  return { texts: read, status };
}

/** The lines of a text, without their ends. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

export const plain = (name: string, why: string): readonly [string, number] => [`${name}: ${why}`, 1];

export function notThePattern(call: ToolCall, error: PatternError, said: string): number {
  if (!error.notSimulated) return fail(call, said, 2);
  const name = call.argv[0]?.replace(/^.*\//, '') ?? '';
  call.notSimulated({
    code: `tool:${name}:pattern`,
    message: `${error.message} in patterns are not simulated.`,
  });
  return 88;
}
