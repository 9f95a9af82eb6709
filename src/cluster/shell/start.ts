/** Starts programs: finds the file, and runs what it is: a shell, a tool, a script. */

import { attempt } from '../files/errors.ts';
import type { Found } from '../files/lookup.ts';
import type { Identity } from '../identity.ts';
import type { Json } from '../json.ts';
import { type NotSimulated, sayNotSimulated } from '../not-simulated.ts';
import { curly, type Tool, type ToolCall, type ToolResult } from '../tools/call.ts';
import { withoutTrailing } from '../trailing.ts';
import type { Machine } from './machine.ts';
import { environment, type ShellProcess, type Variable, variable } from './process.ts';
import { builtinSays, notFound, says, shellKindOf } from './wording.ts';

export interface Launch {
  readonly argv: readonly string[];
  /** Assignments in front of the command. */
  readonly assigned?: readonly (readonly [string, string])[];
  readonly line: number;
  /** It waited, and goes on. */
  readonly resume?: Json;
  /** `exec`: called once it is sure that the program starts; the shell that was is gone then. */
  readonly replacing?: () => void;
  /** Whoever starts it says itself that it cannot (`env`, `nice`). */
  readonly unfound?: (why: string) => void;
}

/** Where ash looks without PATH, and where execvp does. */
const BUSYBOX_PATH = '/sbin:/usr/sbin:/bin:/usr/bin';
const EXEC_PATH = '/bin:/usr/bin';

/** The file that a command name means to a process: at a path, or the first of PATH; or why there is none. */
export function findProgram(
  machine: Machine,
  name: string,
  path = variable(machine.process, 'PATH'),
): Found | { readonly why: string; readonly status: 126 | 127 } {
  const at = (file: string): Found | { why: string; status: 126 | 127 } => {
    const found = attempt(() => machine.files.executable(machine.path(file)));
    if ('value' in found) return found.value;
    const missing = found.refused.errno === 'ENOENT' || found.refused.errno === 'ENOTDIR';
    return { why: found.refused.message, status: missing ? 127 : 126 };
  };
  if (name.includes('/')) return at(name);
  let denied = false;
  for (const directory of (path ?? (machine.process.kind === 'ash' ? BUSYBOX_PATH : '')).split(':')) {
    if (name === '' || (directory === '' && path === undefined)) continue;
    const found = at(`${directory === '' ? '.' : directory}/${name}`);
    if ('node' in found) return found;
    if (found.status === 126) denied = true;
  }
  return denied
    ? { why: 'Permission denied', status: 126 }
    : { why: 'No such file or directory', status: 127 };
}

/** Starts a program on top of what runs; its status, or that there is none, is `$?` afterwards. */
export function launch(machine: Machine, start: Launch): void {
  const { argv, line } = start;
  const [name = ''] = argv;
  const found = findProgram(
    machine,
    name,
    start.unfound === undefined ? undefined : (machine.variable('PATH') ?? EXEC_PATH),
  );
  if (!('node' in found)) {
    cannot(machine, start, name, found);
    return;
  }
  start.replacing?.();
  const { node } = found;
  const program = node.type === 'file' ? node.program : undefined;
  if (program === undefined) {
    script(machine, start, found);
    return;
  }
  const called = program === 'busybox' ? base(name) : base(found.path);
  if (program === 'busybox' && called === 'busybox' && argv.length > 1) {
    launchKnown(machine, start, program, argv[1] ?? '', argv.slice(1), found.path);
    return;
  }
  launchKnown(machine, { ...start, line }, program, called, argv, found.path);
}

function launchKnown(
  machine: Machine,
  start: Launch,
  program: string,
  called: string,
  argv: readonly string[],
  path: string,
): void {
  const kind = shellKindOf(program);
  if (kind !== null && (kind !== 'ash' || called === 'sh' || called === 'ash')) {
    begin(machine, start);
    startShell(machine, kind, argv);
    return;
  }
  const tool = machine.world.tool(program, called);
  if (start.replacing !== undefined || last(machine)) renamed(machine, argv);
  runTool(machine, start, tool, { program, path, argv });
}

/** Runs a tool, and does with its answer what the kernel and the shell do. */
export function runTool(
  machine: Machine,
  start: Launch,
  tool: Tool,
  {
    program,
    path,
    argv,
  }: { readonly program: string; readonly path: string; readonly argv: readonly string[] },
): void {
  const call = callOf(machine, argv, { program, path, assigned: start.assigned ?? [], resume: start.resume });
  settle(machine, start, call, tool(call));
}

/** What a tool sees of the machine. */
export function callOf(
  machine: Machine,
  argv: readonly string[],
  about: {
    program: string;
    path: string;
    assigned: readonly (readonly [string, string])[];
    resume?: Json | undefined;
  },
): ToolCall {
  const { process, world } = machine;
  const { descriptors } = process;
  const env = new Map<string, string>([...environment(process), ...about.assigned]);
  const pid = start(machine) ? process.pid : machine.nextPid();
  const err = (text: string): void => machine.err(text);
  return {
    argv,
    path: about.path,
    flavour: about.program === 'busybox' ? 'busybox' : 'gnu',
    draft: world.draft,
    container: world.container,
    own: world.own,
    files: world.files(process.identity, { pid, argv }),
    identity: process.identity,
    pid,
    cwd: process.cwd,
    env: [...env],
    terminal: world.terminal && descriptors.output.to === 'out',
    interactive: world.terminal && descriptors.output.to === 'out' && descriptors.input.from === 'terminal',
    resume: about.resume,
    musl: world.musl,
    stdin: () => machine.read(),
    out: (text) => machine.out(text),
    err,
    notSimulated: (what: NotSimulated) => sayNotSimulated(world.draft, { err }, what),
  };
}

/** The program is the process at the bottom itself: no shell is below it. */
function start(machine: Machine): boolean {
  return machine.state.frames.length === 0;
}

/** Does with a tool's answer what the kernel and the shell do. */
function settle(machine: Machine, start: Launch, call: ToolCall, result: ToolResult): void {
  if (typeof result === 'number') {
    machine.status(result);
    machine.errexit();
    return;
  }
  if ('become' in result) {
    begin(machine, start);
    const identity: Identity = result.identity ?? machine.process.identity;
    const variables = result.env === undefined ? machine.process.variables : exported(result.env);
    machine.process = { ...machine.process, identity, variables, traps: {} };
    const who = base(call.argv[0] ?? '');
    launch(machine, {
      argv: result.become,
      line: start.line,
      replacing: () => undefined,
      unfound: (why) => {
        const [name = ''] = result.become;
        machine.err(
          call.flavour === 'busybox'
            ? `${who}: can't execute '${name}': ${why}\n`
            : `${who}: ${curly(call, name)}: ${why}\n`,
        );
      },
    });
    return;
  }
  const resume = 'resume' in result && result.resume !== undefined ? result.resume : null;
  machine.push({ kind: 'tool', argv: start.argv, assigned: start.assigned ?? [], line: start.line, resume });
  machine.children = 'children' in result ? (result.children ?? []) : [];
  if ('forever' in result) {
    machine.halt = { kind: 'waiting', listens: result.listens ?? [] };
    return;
  }
  const slept = machine.world.sleep(result.wait);
  if (slept === 'later') {
    machine.sayIfHeldBack();
    machine.halt = { kind: 'sleeping', ms: result.wait };
  } else if (slept !== 'passed')
    machine.halt = { kind: 'stopped', why: slept, status: slept === 'gone' ? 137 : 130 };
}

/** A new process on top of the one that runs, unless that one is replaced. */
function begin(machine: Machine, start: Launch): void {
  if (start.replacing === undefined) machine.push({ kind: 'process', saved: machine.process });
  else renamed(machine, start.argv);
  const assigned = exported(start.assigned ?? []);
  const kept = Object.fromEntries(
    Object.entries(machine.process.variables).filter(([, one]) => one.exported),
  );
  machine.process = {
    ...machine.process,
    variables: { ...kept, ...assigned },
    functions: {},
    traps: {},
    options: '',
  };
}

/** ash and bash become the last command of `sh -c`, without a process of its own; dash 0.5.12 does not. */
function last(machine: Machine): boolean {
  const { frames, sources } = machine.state;
  if (
    machine.process.kind === 'dash' ||
    machine.process.mode !== 'command' ||
    Object.keys(machine.process.traps).length > 0
  )
    return false;
  return frames.every(
    (frame) => frame.kind === 'script' && (sources[frame.source] ?? '').slice(frame.at).trim() === '',
  );
}

/** The process at the bottom has become another program. */
function renamed(machine: Machine, argv: readonly string[]): void {
  if (!machine.state.frames.some(({ kind }) => kind === 'process' || kind === 'capture'))
    machine.state.argv = argv;
}

/** Variables of an environment. */
export function exported(env: readonly (readonly [string, string])[]): Record<string, Variable> {
  return Object.fromEntries(env.map(([name, value]) => [name, { value, exported: true }]));
}

function cannot(
  machine: Machine,
  start: Launch,
  name: string,
  found: { why: string; status: 126 | 127 },
): void {
  const { process } = machine;
  machine.status(found.status);
  if (start.unfound !== undefined) start.unfound(found.why);
  else if (found.status === 127 && start.replacing !== undefined)
    machine.err(builtinSays(process, 'exec', `${name}: not found`, start.line));
  else if (found.status === 127) machine.err(notFound(process, name, start.line));
  else {
    const directory = machine.files.peek(machine.path(name))?.node.type === 'directory' && name.includes('/');
    machine.err(
      says(
        process,
        `${name}: ${directory && process.kind === 'bash' ? 'Is a directory' : found.why}`,
        start.line,
      ),
    );
  }
  if (start.replacing !== undefined && start.unfound === undefined && process.mode !== 'prompt')
    machine.leave({ kind: 'exit' });
  else machine.errexit();
}

/** A file of text: its first line says who reads it, else the shell does. */
function script(machine: Machine, start: Launch, found: Found): void {
  const text = found.node.type === 'file' ? found.node.content : '';
  const [name = '', ...rest] = start.argv;
  const first = firstLine(text);
  if (first === null && text.includes('\u0000')) {
    machine.err(says(machine.process, `${name}: Exec format error`, start.line));
    machine.status(126);
    machine.errexit();
    return;
  }
  const path = name.includes('/') ? name : found.path;
  const interpreter =
    first === null ? ['/bin/sh'] : [first.program, ...(first.argument === '' ? [] : [first.argument])];
  const unfound = (): void => machine.err(unreadable(machine, name, start.line));
  launch(machine, { ...start, argv: [...interpreter, path, ...rest], unfound });
}

/** What `#!` names: a program and, as one word, all that follows it; null: it names none. The kernel reads 256 bytes. */
function firstLine(text: string): { readonly program: string; readonly argument: string } | null {
  if (!text.startsWith('#!')) return null;
  const [line = ''] = text.slice(2, 256).split('\n', 1);
  const words = withoutTrailing(line.replace(/^[ \t]+/, ''), ' \t');
  const [program = ''] = words.split(/[ \t]/, 1);
  return program === '' ? null : { program, argument: words.slice(program.length).replace(/^[ \t]+/, '') };
}

/** The interpreter that a script names is not there. */
function unreadable(machine: Machine, name: string, line: number): string {
  const { process } = machine;
  if (process.kind !== 'bash') return notFound(process, name, line);
  return says(process, `${name}: cannot execute: required file not found`, line);
}

/** A shell with its arguments: `-c TEXT NAME ARGUMENTS…`, a file, or whatever it reads. */
function startShell(machine: Machine, kind: ShellProcess['kind'], argv: readonly string[]): void {
  const [name = '', ...rest] = argv;
  let options = '';
  let command = false;
  let at = 0;
  for (; at < rest.length; at += 1) {
    const one = rest[at] ?? '';
    if (one === '--' || !/^[-+]./.test(one)) break;
    if (one === '-o' || one === '+o') at += 1;
    else if (!one.startsWith('--')) {
      for (const letter of one.slice(1)) {
        if (letter === 'c') command = true;
        else if ('euf'.includes(letter)) options += letter;
        else if (!'ilsx'.includes(letter)) {
          machine.err(
            `${name}: ${kind === 'bash' ? `-${letter}: invalid option` : kind === 'dash' ? `0: Illegal option -${letter}` : `illegal option -${letter}`}\n`,
          );
          machine.status(2);
          return;
        }
        if (letter === 'x') {
          machine.podium(
            'shell:xtrace',
            'set -x is not simulated; the shell would print each command before it runs it.',
          );
          return;
        }
      }
    }
  }
  if (rest[at] === '--') at += 1;
  const [text, ...positional] = rest.slice(at);
  const base = { ...machine.process, kind, options, name };
  if (command) {
    if (text === undefined) {
      const words =
        kind === 'bash'
          ? '-c: option requires an argument'
          : kind === 'dash'
            ? '0: -c requires an argument'
            : '-c requires an argument';
      machine.err(`${name}: ${words}\n`);
      machine.status(2);
      return;
    }
    machine.process = {
      ...base,
      mode: 'command',
      name: positional[0] ?? name,
      positional: positional.slice(1),
      status: 0,
    };
    machine.script(text);
    return;
  }
  if (text !== undefined && text !== '-') {
    const read = attempt(() => machine.files.read(machine.path(text)));
    if ('refused' in read) {
      const why = read.refused.message;
      const words =
        kind === 'bash'
          ? `${text}: ${why}`
          : kind === 'dash'
            ? `0: cannot open ${text}: ${why === 'No such file or directory' ? 'No such file' : why}`
            : `can't open '${text}': ${why}`;
      machine.err(`${name}: ${words}\n`);
      machine.status(
        kind === 'bash' || kind === 'dash'
          ? read.refused.errno === 'ENOENT'
            ? kind === 'bash'
              ? 127
              : 2
            : kind === 'bash'
              ? 126
              : 2
          : 2,
      );
      return;
    }
    machine.process = { ...base, mode: 'script', name: text, positional, status: 0 };
    machine.script(read.value);
    return;
  }
  if (machine.process.descriptors.input.from === 'terminal') {
    machine.process = { ...base, mode: 'prompt', positional: [], status: 0 };
    machine.halt = { kind: 'reading', process: machine.process };
    return;
  }
  machine.process = { ...base, mode: kind === 'bash' ? 'script' : 'command', positional: [], status: 0 };
  machine.script(machine.read() ?? '');
}

function base(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
