/** printf, with the complaints of each shell. */
import { printf } from '../../tools/format.ts';
import { builtinSays } from '../wording.ts';
import type { Builtin } from './builtin.ts';

export const print: Builtin = (machine, argv, line) => {
  const { process } = machine;
  const args = argv[1] === '--' ? argv.slice(2) : argv.slice(1);
  if (args.length === 0) {
    machine.err(
      process.kind === 'bash'
        ? builtinSays(process, 'printf', 'usage: printf [-v var] format [arguments]', line).replace(
            /^.*?printf: usage/s,
            'printf: usage',
          )
        : process.kind === 'dash'
          ? builtinSays(process, 'printf', 'usage: printf format [arg ...]', line)
          : `printf: usage: printf FORMAT [ARG]...\n`,
    );
    return 2;
  }
  const printed = printf(args[0] ?? '', args.slice(1));
  for (const { kind, subject } of printed.troubles) {
    const words =
      kind === 'directive'
        ? `${subject}: invalid directive`
        : process.kind === 'dash'
          ? `${subject}: expected numeric value`
          : `${subject}: invalid number`;
    machine.err(
      process.kind === 'ash'
        ? `${process.name}: ${kind === 'number' ? `invalid number '${subject}'` : `${subject}: invalid format`}\n`
        : builtinSays(process, 'printf', words, line),
    );
  }
  machine.out(printed.text);
  return printed.troubles.length > 0 ? 1 : 0;
};
