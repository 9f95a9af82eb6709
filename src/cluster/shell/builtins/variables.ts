/** export, readonly, local, unset: what variables are. */
import type { Machine } from '../machine.ts';
import { type Variable, withVariable } from '../process.ts';
import { builtinSays } from '../wording.ts';
import { isName } from '../words.ts';
import type { Builtin } from './builtin.ts';

/** export, or readonly. */
export function declaring(exported: boolean): Builtin {
  return (machine, argv, line) => {
    let status = 0;
    const args = argv.slice(1).filter((one) => one !== '-p' && one !== '--');
    if (args.length === 0) {
      for (const [name, one] of listed(machine))
        if (exported ? one.exported : one.readOnly === true)
          machine.out(declared(machine, exported ? 'export' : 'readonly', name, one.value));
      return 0;
    }
    const off = exported && args[0] === '-n';
    for (const arg of off ? args.slice(1) : args) {
      const equals = arg.indexOf('=');
      const name = equals === -1 ? arg : arg.slice(0, equals);
      if (!isName(name)) {
        const words =
          machine.process.kind === 'bash'
            ? `\`${arg}': not a valid identifier`
            : `${name}: bad variable name`;
        machine.err(builtinSays(machine.process, argv[0] ?? '', words, line));
        status = machine.process.kind === 'bash' ? 1 : 2;
        continue;
      }
      const old = machine.process.variables[name];
      const value = equals === -1 ? old?.value : arg.slice(equals + 1);
      if (value === undefined && exported) continue;
      const next: Variable = {
        value: value ?? '',
        exported: exported ? !off : (old?.exported ?? false),
        ...(exported && old?.readOnly !== true ? {} : { readOnly: true }),
      };
      machine.process = { ...machine.process, variables: { ...machine.process.variables, [name]: next } };
    }
    return status;
  };
}

export function listed(machine: Machine): [string, Variable][] {
  return Object.entries(machine.process.variables).sort(([a], [b]) => (a < b ? -1 : 1));
}

function declared(machine: Machine, word: string, name: string, value: string): string {
  if (machine.process.kind === 'bash')
    return `declare -${word === 'export' ? 'x' : 'r'} ${name}="${value.replace(/(["\\$`])/g, '\\$1')}"\n`;
  return `${word} ${name}='${value.replace(/'/g, `'"'"'`)}'\n`;
}

export const local: Builtin = (machine, argv, line) => {
  const frame = machine.state.frames.findLast(({ kind }) => kind === 'function');
  if (frame?.kind !== 'function') {
    const { kind } = machine.process;
    machine.err(
      builtinSays(
        machine.process,
        'local',
        kind === 'bash' ? 'can only be used in a function' : 'not in a function',
        line,
      ),
    );
    return kind === 'bash' ? 1 : 2;
  }
  for (const arg of argv.slice(1)) {
    const [name = '', ...rest] = arg.split('=');
    if (!Object.hasOwn(frame.locals, name)) frame.locals[name] = machine.process.variables[name] ?? null;
    machine.process = withVariable(machine.process, name, rest.join('='));
  }
  return 0;
};

export const unset: Builtin = (machine, argv) => {
  const names = argv.slice(1).filter((one) => one !== '-v' && one !== '-f');
  const variables = { ...machine.process.variables };
  const functions = { ...machine.process.functions };
  for (const name of names) {
    if (argv[1] !== '-f') delete variables[name];
    if (argv[1] !== '-v') delete functions[name];
  }
  machine.process = { ...machine.process, variables, functions };
  return 0;
};
