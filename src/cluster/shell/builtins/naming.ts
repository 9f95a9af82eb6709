/** type and command: what a name means to the shell. */

import { findProgram } from '../find-program.ts';
import type { Machine } from '../machine.ts';
import { builtinSays } from '../wording.ts';
import { KEYWORDS } from '../words.ts';
import type { Builtin } from './builtin.ts';

/** How `type` and `command -V` say what a name is; null: nothing of that name. */
function described(
  machine: Machine,
  name: string,
  isBuiltin: (name: string) => boolean,
): { readonly words: string; readonly path: string } | null {
  const alias =
    machine.world.alias(name) ??
    (machine.world.builtin(name) !== undefined && name === 'k' ? 'kubectl' : undefined);
  if (alias !== undefined)
    return { words: `${name} is aliased to \`${alias}'`, path: `alias ${name}='${alias}'` };
  if (KEYWORDS.has(name)) return { words: `${name} is a shell keyword`, path: name };
  if (Object.hasOwn(machine.process.functions, name))
    return {
      words:
        machine.process.kind === 'ash'
          ? `${name} is a function`
          : machine.process.kind === 'bash'
            ? `${name} is a function`
            : `${name} is a shell function`,
      path: name,
    };
  if (isBuiltin(name)) return { words: `${name} is a shell builtin`, path: name };
  const found = findProgram(machine, name);
  if (!('node' in found)) return null;
  const directory = (machine.variable('PATH') ?? '')
    .split(':')
    .find(
      (one) =>
        machine.files.may(`${one}/${name}`, 1) && machine.files.peek(`${one}/${name}`)?.node.type === 'file',
    );
  const path = name.includes('/') ? name : `${directory ?? ''}/${name}`;
  return { words: `${name} is ${path}`, path };
}

/** type, which asks what else is a builtin. */
export function typeBy(isBuiltin: (name: string) => boolean): Builtin {
  return (machine, argv, line) => {
    let status = 0;
    for (const name of argv.slice(1)) {
      const known = described(machine, name, isBuiltin);
      if (known !== null) machine.out(`${known.words}\n`);
      else {
        if (machine.process.kind === 'bash')
          machine.err(builtinSays(machine.process, 'type', `${name}: not found`, line));
        else machine.out(`${name}: not found\n`);
        status = machine.process.kind === 'bash' ? 1 : 127;
      }
    }
    return status;
  };
}

/** command, which asks what else is a builtin. */
export function commandBy(isBuiltin: (name: string) => boolean): Builtin {
  return (machine, argv, line) => {
    const [, option = '', name = ''] = argv;
    if (option === '-v' || option === '-V') {
      const known = described(machine, name, isBuiltin);
      if (known === null) return machine.process.kind === 'bash' ? 1 : 127;
      machine.out(`${option === '-v' ? known.path : known.words}\n`);
      return 0;
    }
    const rest = argv.slice(option === '-p' || option === '--' ? 2 : 1);
    if (rest.length === 0) return 0;
    machine.call(rest, [], line);
    return null;
  };
}
