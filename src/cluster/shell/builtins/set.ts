/** set and shift: options and parameters of the shell. */
import { builtinSays } from '../wording.ts';
import { type Builtin, digits } from './builtin.ts';
import { listed } from './variables.ts';

export const set: Builtin = (machine, argv, line) => {
  const args = argv.slice(1);
  if (args.length === 0) {
    for (const [name, { value }] of listed(machine))
      machine.out(machine.process.kind === 'bash' ? `${name}=${value}\n` : `${name}='${value}'\n`);
    return 0;
  }
  let { options } = machine.process;
  const long: Readonly<Record<string, string>> = { errexit: 'e', nounset: 'u', noglob: 'f' };
  for (let at = 0; at < args.length; at += 1) {
    const one = args[at] ?? '';
    if (one === '--' || !/^[-+]./.test(one)) {
      machine.process = { ...machine.process, positional: args.slice(one === '--' ? at + 1 : at) };
      break;
    }
    const on = one.startsWith('-');
    let letters = one.slice(1);
    if (letters.endsWith('o')) {
      at += 1;
      const named = args[at] ?? '';
      if (named === 'vi' || named === 'emacs') continue;
      if (named === 'pipefail' || !Object.hasOwn(long, named)) {
        if (named === 'pipefail' && machine.process.kind === 'dash') {
          machine.err(builtinSays(machine.process, 'set', 'Illegal option -o pipefail', line));
          return { leave: { kind: 'exit' }, status: 2 };
        }
        machine.podium('shell:set-o', `set -o ${named} is not simulated.`);
        return machine.process.status;
      }
      letters = letters.slice(0, -1) + long[named];
    }
    for (const letter of letters) {
      if (letter === 'x' || letter === 'v') {
        machine.podium(
          'shell:xtrace',
          `set -${letter} is not simulated; the shell would print each command before it runs it.`,
        );
        return machine.process.status;
      }
      options = options.replace(letter, '');
      if (on && 'euf'.includes(letter)) options += letter;
    }
  }
  machine.process = { ...machine.process, options };
  return 0;
};

export const shift: Builtin = (machine, argv, line) => {
  const by = digits(argv[1]) ?? 1;
  const { positional, kind } = machine.process;
  if (by > positional.length) {
    if (kind !== 'dash') return 1;
    machine.err(builtinSays(machine.process, 'shift', "can't shift that many", line));
    return { leave: { kind: 'exit' }, status: 2 };
  }
  machine.process = { ...machine.process, positional: positional.slice(by) };
  return 0;
};
