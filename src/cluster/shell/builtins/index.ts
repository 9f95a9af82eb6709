/** Commands that the shell itself runs. */
import { echo } from '../../tools/format.ts';
import { kill } from '../../tools/kill.ts';
import { callOf } from '../tool-call.ts';
import { builtinSays } from '../wording.ts';
import type { Builtin } from './builtin.ts';
import { cd } from './cd.ts';
import { doubleBrackets } from './double-brackets.ts';
import { ending, looping } from './leaving.ts';
import { commandBy, typeBy } from './naming.ts';
import { print } from './printf.ts';
import { read } from './read.ts';
import { set, shift } from './set.ts';
import { source } from './source.ts';
import { test } from './test.ts';
import { trap } from './trap.ts';
import { umask } from './umask.ts';
import { declaring, local, unset } from './variables.ts';

function notSimulated(name: string, real: string): Builtin {
  return (machine) => {
    machine.podium(`tool:${name}`, `${name} is not simulated; ${real}.`);
    return machine.process.status;
  };
}

/** The builtins by their names. */
export const BUILTINS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  [':', () => 0],
  ['true', () => 0],
  ['false', () => 1],
  ['cd', cd],
  [
    'pwd',
    (machine) => {
      machine.out(`${machine.process.cwd}\n`);
      return 0;
    },
  ],
  [
    'echo',
    (machine, argv) => {
      machine.out(echo(argv.slice(1), machine.process.kind === 'dash'));
      return 0;
    },
  ],
  ['printf', print],
  ['test', test],
  ['[', test],
  ['[[', doubleBrackets],
  ['exit', ending('exit')],
  ['return', ending('return')],
  ['break', looping('break')],
  ['continue', looping('continue')],
  ['export', declaring(true)],
  ['readonly', declaring(false)],
  ['unset', unset],
  ['set', set],
  ['shift', shift],
  ['read', read],
  ['local', local],
  ['.', source],
  ['source', source],
  ['trap', trap],
  ['type', typeBy((name) => BUILTINS.has(name))],
  ['command', commandBy((name) => BUILTINS.has(name))],
  ['umask', umask],
  ['wait', () => 0],
  ['jobs', () => 0],
  ['hash', () => 0],
  ['eval', notSimulated('eval', 'the shell would read its arguments as commands')],
  ['getopts', notSimulated('getopts', 'the shell would take options from the arguments')],
  ['ulimit', notSimulated('ulimit', 'the shell would show or set limits of the process')],
  ['times', notSimulated('times', 'the shell would print how much time it used')],
  [
    'kill',
    (machine, argv, line) =>
      kill(
        {
          ...callOf(machine, argv, {
            program: machine.process.kind === 'ash' ? 'busybox' : 'coreutils',
            path: '',
            assigned: [],
          }),
          pid: machine.process.pid,
        },
        (text) =>
          machine.process.kind === 'ash'
            ? `${machine.process.name}: ${text}\n`
            : builtinSays(machine.process, 'kill', text, line),
        machine.process.kind,
      ),
  ],
]);
