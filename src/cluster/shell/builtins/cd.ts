/** cd: another working directory. */
import { attempt } from '../../files/errors.ts';
import type { Machine } from '../machine.ts';
import { withVariable } from '../process.ts';
import { builtinSays, cannotEnter } from '../wording.ts';
import type { Builtin } from './builtin.ts';

export const cd: Builtin = (machine, argv, line) => {
  const args = argv.slice(1).filter((one) => one !== '--' && one !== '-P' && one !== '-L');
  const { process } = machine;
  if (args.length > 1 && process.kind === 'bash') {
    machine.err(builtinSays(process, 'cd', 'too many arguments', line));
    return 1;
  }
  const back = args[0] === '-';
  const goal = back ? machine.variable('OLDPWD') : (args[0] ?? machine.variable('HOME'));
  if (goal === undefined) {
    if (process.kind === 'dash' && !back) return 0;
    machine.err(builtinSays(process, 'cd', back ? 'OLDPWD not set' : 'HOME not set', line));
    return process.kind === 'bash' ? 1 : 2;
  }
  const entered = attempt(() => {
    const found = machine.files.stat(machine.path(goal === '' ? '.' : goal));
    if (found.node.type !== 'directory') return 'Not a directory';
    return machine.files.may(found.path, 1) ? { path: logical(machine, goal) } : 'Permission denied';
  });
  const why = 'refused' in entered ? entered.refused.message : entered.value;
  if (typeof why === 'string') {
    machine.err(cannotEnter(process, goal, why, line));
    return process.kind === 'bash' ? 1 : 2;
  }
  if (back) machine.out(`${why.path}\n`);
  machine.process = withVariable(
    withVariable({ ...process, cwd: why.path }, 'OLDPWD', process.cwd),
    'PWD',
    why.path,
  );
  return 0;
};

/** `cd` keeps the names of links in the path, and takes `..` away by name. */
function logical(machine: Machine, goal: string): string {
  const names: string[] = [];
  for (const name of machine.path(goal).split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return `/${names.join('/')}`;
}
