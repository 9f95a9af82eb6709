/** Starts programs: finds the file, and runs what it is: a shell, a tool, a script. */
import { UnknownContent } from '../files/errors.ts';
import type { Found } from '../files/lookup.ts';
import type { Identity } from '../identity.ts';
import type { Json } from '../json.ts';
import { NOT_SIMULATED_STATUS } from '../not-simulated.ts';
import { curly, type Tool, type ToolCall, type ToolResult } from '../tools/call.ts';
import { programElsewhere } from './elsewhere.ts';
import { findProgram } from './find-program.ts';
import { firstLine } from './first-line.ts';
import type { Machine } from './machine.ts';
import { exported } from './process.ts';
import { startShell } from './start-shell.ts';
import { callOf } from './tool-call.ts';
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

/** Where execvp looks without PATH. */
const EXEC_PATH = '/bin:/usr/bin';

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
  settle(
    machine,
    start,
    call,
    answered(() => tool(call)),
  );
}

/** A tool's answer; one that met a file of unknown content ends as everything does that is not simulated. */
function answered(ask: () => ToolResult): ToolResult {
  try {
    return ask();
  } catch (error) {
    if (error instanceof UnknownContent) return NOT_SIMULATED_STATUS;
    throw error;
  }
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
  machine.title = 'title' in result ? (result.title ?? null) : null;
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

function cannot(
  machine: Machine,
  start: Launch,
  name: string,
  found: { why: string; status: 126 | 127 },
): void {
  const { process } = machine;
  const elsewhere =
    found.status === 127 && machine.world.container === null ? programElsewhere(name) : undefined;
  if (elsewhere !== undefined) {
    machine.podium(elsewhere.code, elsewhere.message);
    machine.errexit();
    return;
  }
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

/** The interpreter that a script names is not there. */
function unreadable(machine: Machine, name: string, line: number): string {
  const { process } = machine;
  if (process.kind !== 'bash') return notFound(process, name, line);
  return says(process, `${name}: cannot execute: required file not found`, line);
}

function base(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
