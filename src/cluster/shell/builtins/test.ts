/** test and [. */
import { holds, TestError } from '../../tools/test.ts';
import { builtinSays } from '../wording.ts';
import type { Builtin } from './builtin.ts';

export const test: Builtin = (machine, argv, line) => {
  const { process } = machine;
  const [name = ''] = argv;
  const args = argv.slice(1);
  const complain = (text: string): number => {
    machine.err(
      process.kind === 'ash' ? `${process.name}: ${text}\n` : builtinSays(process, name, text, line),
    );
    return 2;
  };
  if (name === '[' && args.pop() !== ']')
    return complain(process.kind === 'bash' ? "missing `]'" : `missing ]`);
  const { descriptors } = process;
  const terminal = (descriptor: number): boolean =>
    machine.world.terminal &&
    [descriptors.input.from === 'terminal', descriptors.output.to === 'out', descriptors.error.to === 'err'][
      descriptor
    ] === true;
  try {
    return holds(args, {
      files: machine.files,
      cwd: process.cwd,
      terminal,
      missingIsOlder: process.kind === 'bash',
    })
      ? 0
      : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    const { trouble } = error;
    const bash = process.kind === 'bash';
    if (trouble.kind === 'number')
      return complain(
        bash
          ? `${trouble.subject}: integer expression expected`
          : process.kind === 'dash'
            ? `Illegal number: ${trouble.subject}`
            : `${trouble.subject}: bad number`,
      );
    if (trouble.kind === 'operator')
      return complain(
        bash
          ? args.length === 2
            ? `${trouble.subject}: unary operator expected`
            : args.length === 3
              ? `${args[1]}: binary operator expected`
              : 'too many arguments'
          : process.kind === 'dash'
            ? `${args[0]}: unexpected operator`
            : `${trouble.subject}: unknown operand`,
      );
    return complain(
      bash
        ? 'argument expected'
        : process.kind === 'dash'
          ? `${args.at(-1) ?? ''}: unexpected operator`
          : 'argument expected',
    );
  }
};
