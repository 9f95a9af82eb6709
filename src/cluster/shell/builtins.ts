/** Commands that the shell itself runs. */
import { attempt } from '../files/errors.ts';
import { echo, printf } from '../tools/format.ts';
import { kill } from '../tools/kill.ts';
import { holds, TestError } from '../tools/test.ts';
import type { Machine } from './machine.ts';
import { type Variable, variable, withVariable } from './process.ts';
import { callOf, findProgram } from './start.ts';
import { builtinSays, cannotEnter, says } from './wording.ts';
import { isName, KEYWORDS } from './words.ts';

/** A status, a leave of loops, functions or the shell, or null: it has put something on top that goes on. */
export type BuiltinResult =
  | number
  | null
  | {
      readonly leave:
        | { readonly kind: 'exit' | 'return' }
        | { readonly kind: 'break' | 'continue'; readonly levels: number };
      readonly status?: number;
    };

type Builtin = (machine: Machine, argv: readonly string[], line: number) => BuiltinResult;

const cd: Builtin = (machine, argv, line) => {
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

function digits(text: string | undefined): number | null {
  return text !== undefined && /^[0-9]{1,9}$/.test(text) ? Number(text) : null;
}

function ending(kind: 'exit' | 'return'): Builtin {
  return (machine, argv, line) => {
    if (argv[1] === undefined) return { leave: { kind } };
    const status = digits(argv[1]);
    if (status !== null) return { leave: { kind }, status };
    const { process } = machine;
    machine.err(
      builtinSays(
        process,
        kind,
        process.kind === 'bash' ? `${argv[1]}: numeric argument required` : `Illegal number: ${argv[1]}`,
        line,
      ),
    );
    return { leave: { kind }, status: 2 };
  };
}

function looping(kind: 'break' | 'continue'): Builtin {
  return (machine, argv, line) => {
    if (!machine.state.frames.some((frame) => frame.kind === 'loop' || frame.kind === 'for')) {
      if (machine.process.kind === 'bash')
        machine.err(
          builtinSays(machine.process, kind, "only meaningful in a `for', `while', or `until' loop", line),
        );
      return 0;
    }
    return { leave: { kind, levels: Math.max(1, digits(argv[1]) ?? 1) }, status: 0 };
  };
}

function declaring(exported: boolean): Builtin {
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

function listed(machine: Machine): [string, Variable][] {
  return Object.entries(machine.process.variables).sort(([a], [b]) => (a < b ? -1 : 1));
}

function declared(machine: Machine, word: string, name: string, value: string): string {
  if (machine.process.kind === 'bash')
    return `declare -${word === 'export' ? 'x' : 'r'} ${name}="${value.replace(/(["\\$`])/g, '\\$1')}"\n`;
  return `${word} ${name}='${value.replace(/'/g, `'"'"'`)}'\n`;
}

const unset: Builtin = (machine, argv) => {
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

const set: Builtin = (machine, argv, line) => {
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

const shift: Builtin = (machine, argv, line) => {
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

const read: Builtin = (machine, argv, line) => {
  const names = argv.slice(1).filter((one) => !one.startsWith('-'));
  const raw = argv.some((one) => /^-[a-z]*r/.test(one));
  if (names.length === 0 && machine.process.kind === 'dash') {
    machine.err(builtinSays(machine.process, 'read', 'arg count', line));
    return 2;
  }
  const { input } = machine.process.descriptors;
  if (input.from === 'terminal') {
    machine.podium(
      'shell:read',
      'read waits for what is typed at a terminal, and Podium does not give it any; pipe a text into it.',
    );
    return machine.process.status;
  }
  const text = input.from === 'text' ? machine.state.inputs[input.id] : undefined;
  if (text === undefined || text.at >= text.text.length) {
    assign(machine, names, '');
    return 1;
  }
  let got = '';
  let ended = false;
  while (text.at < text.text.length) {
    const character = text.text.charAt(text.at);
    text.at += 1;
    if (character === '\n') {
      ended = true;
      break;
    }
    if (character === '\\' && !raw) {
      const next = text.text.charAt(text.at);
      text.at += 1;
      if (next !== '\n') got += next;
    } else got += character;
  }
  assign(machine, names.length === 0 ? ['REPLY'] : names, got);
  return ended ? 0 : 1;
};

function assign(machine: Machine, names: readonly string[], text: string): void {
  const separators = variable(machine.process, 'IFS') ?? ' \t\n';
  const blank = (one: string): boolean => separators.includes(one) && ' \t\n'.includes(one);
  let rest = text;
  const trim = (): void => {
    while (rest !== '' && blank(rest.charAt(0))) rest = rest.slice(1);
  };
  trim();
  for (const [index, name] of names.entries()) {
    let end = 0;
    if (index < names.length - 1)
      while (end < rest.length && !separators.includes(rest.charAt(end))) end += 1;
    else {
      end = rest.length;
      while (end > 0 && blank(rest.charAt(end - 1))) end -= 1;
    }
    machine.process = withVariable(machine.process, name, rest.slice(0, end));
    rest = rest.slice(end);
    trim();
    if (rest !== '' && separators.includes(rest.charAt(0)) && index < names.length - 1) rest = rest.slice(1);
    trim();
  }
}

const local: Builtin = (machine, argv, line) => {
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

const source: Builtin = (machine, argv, line) => {
  const [name = '', file] = argv;
  if (name === 'source' && machine.process.kind === 'dash') {
    machine.err(says(machine.process, 'source: not found', line));
    return 127;
  }
  if (file === undefined) return 2;
  const content = attempt(() => machine.files.read(machine.path(file)));
  const { kind } = machine.process;
  if ('refused' in content) {
    const why = content.refused.message;
    if (kind === 'bash') machine.err(says(machine.process, `${file}: ${why}`, line));
    else if (kind === 'dash')
      machine.err(
        builtinSays(
          machine.process,
          name,
          `cannot open ${file}: ${why === 'No such file or directory' ? 'No such file' : why}`,
          line,
        ),
      );
    else machine.err(builtinSays(machine.process, name, `can't open '${file}': ${why}`, line));
    return kind === 'bash' || machine.process.mode === 'prompt' ? 1 : { leave: { kind: 'exit' }, status: 2 };
  }
  machine.push({ kind: 'dot' });
  machine.script(content.value);
  return null;
};

const trap: Builtin = (machine, argv) => {
  const args = argv.slice(1).filter((one) => one !== '--');
  const [action, ...signals] = args;
  if (action === undefined) {
    for (const [signal, text] of Object.entries(machine.process.traps))
      machine.out(`trap -- '${text}' ${signal}\n`);
    return 0;
  }
  const traps = { ...machine.process.traps };
  for (const signal of signals.length === 0 ? [action] : signals) {
    const name =
      signal === '0'
        ? 'EXIT'
        : signal === '15'
          ? 'TERM'
          : signal === '2'
            ? 'INT'
            : signal.replace(/^SIG/, '').toUpperCase();
    if (action === '-' || signals.length === 0) delete traps[name];
    else traps[name] = action;
  }
  machine.process = { ...machine.process, traps };
  return 0;
};

/** How `type` and `command -V` say what a name is; null: nothing of that name. */
function described(machine: Machine, name: string): { readonly words: string; readonly path: string } | null {
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
  if (BUILTINS.has(name)) return { words: `${name} is a shell builtin`, path: name };
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

const type: Builtin = (machine, argv, line) => {
  let status = 0;
  for (const name of argv.slice(1)) {
    const known = described(machine, name);
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

const command: Builtin = (machine, argv, line) => {
  const [, option = '', name = ''] = argv;
  if (option === '-v' || option === '-V') {
    const known = described(machine, name);
    if (known === null) return machine.process.kind === 'bash' ? 1 : 127;
    machine.out(`${option === '-v' ? known.path : known.words}\n`);
    return 0;
  }
  const rest = argv.slice(option === '-p' || option === '--' ? 2 : 1);
  if (rest.length === 0) return 0;
  machine.call(rest, [], line);
  return null;
};

const test: Builtin = (machine, argv, line) => {
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

const print: Builtin = (machine, argv, line) => {
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

function notSimulated(name: string, real: string): Builtin {
  return (machine) => {
    machine.podium(`tool:${name}`, `${name} is not simulated; ${real}.`);
    return machine.process.status;
  };
}

const umask: Builtin = (machine, argv) => {
  if (argv[1] === undefined) {
    machine.out('0022\n');
    return 0;
  }
  if (/^0*22$/.test(argv[1])) return 0;
  return notSimulated('umask', 'the shell would give new files other permissions from here on')(
    machine,
    argv,
    1,
  );
};

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
  ['type', type],
  ['command', command],
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
