/** Reads what is typed, at the learner's own prompt or in a shell that `kubectl exec -it` opened. */
import type { Draft } from '../draft.ts';
import { editedKubectl } from '../kubectl/index.ts';
import { sayNotSimulated } from '../not-simulated.ts';
import { stateOf } from '../programs/first-process.ts';
import { openShell, processOf } from '../programs/open-shell.ts';
import { passing } from '../programs/patience.ts';
import { beside } from '../programs/run.ts';
import { worldOf } from '../programs/world.ts';
import type { OpenShell } from '../state.ts';
import type { Streams } from '../streams.ts';
import { userName } from '../tools/people.ts';
import { keepFunctions, recallFunctions } from './kept-functions.ts';
import { learnersFiles, learnersProcess, learnersWorld, remember } from './learner.ts';
import { type Halt, Machine } from './machine.ts';

/** How many shells may be open one in the other. */
const MAX_SHELLS = 8;

/** What `exit` says where there is no shell left to leave. */
const STAYS_OPEN =
  'podium: exit has nothing to leave here: you are not inside a container, and the machine of the lab stays open. To stop, just go: the lab is kept, and you can go on later.\n';

/**
 * Runs one input: a line, several, a heredoc. What is left once a shell was opened or left goes to the shell that reads
 * then. An editor that it opens is `draft.editing`; what would come after it in the same input is not run.
 */
export function typeIn(draft: Draft, input: string, streams: Streams): number {
  let rest = input.replace(/\r\n?/g, '\n');
  let status = 0;
  while (rest.trim() !== '' && draft.editing === null) {
    const shell = draft.shells.at(-1);
    const read =
      shell === undefined ? typedHere(draft, rest, streams) : typedInside(draft, shell, rest, streams);
    status = read.status;
    rest = read.rest;
  }
  return status;
}

interface Read {
  readonly status: number;
  /** What was not read: another shell reads it now. */
  readonly rest: string;
}

/** What a machine did not read of a text, since something was opened or left before its end. */
function unread(machine: Machine, text: string): string {
  const script = machine.state.frames.find((frame) => frame.kind === 'script');
  return script?.kind === 'script' ? text.slice(script.at) : '';
}

function typedHere(draft: Draft, text: string, streams: Streams): Read {
  remember(draft, text);
  const open = draft.shells.length;
  const world = learnersWorld(draft, streams, () => draft.editing !== null || draft.shells.length > open);
  const machine = new Machine(world, stateOf(learnersProcess(draft), []));
  recallFunctions(machine.state, draft.machine.functions);
  machine.script(text);
  const halt = machine.run(draft.steps);
  keepLearner(draft, machine);
  if (halt.kind === 'ended' && machine.exited) streams.err(STAYS_OPEN);
  if (halt.kind === 'reading')
    sayNotSimulated(draft, streams, {
      code: 'shell:nested',
      message: 'A second shell on this machine is not simulated; go on typing in this one.',
    });
  const status = said(draft, streams, halt, machine.process.status);
  draft.machine = { ...draft.machine, status };
  return { status, rest: halt.kind === 'stopped' && halt.why === 'opened' ? unread(machine, text) : '' };
}

/** Says why a line was stopped, where it was; gives its status. */
function said(draft: Draft, streams: Streams, halt: Halt, status: number): number {
  if (halt.kind === 'waiting' || (halt.kind === 'stopped' && halt.why === 'too-long')) {
    streams.err('^C\n');
    return 130;
  }
  if (halt.kind === 'stopped' && halt.why === 'steps')
    return sayNotSimulated(draft, streams, {
      code: 'shell:steps',
      message: 'The line was stopped: it takes more steps than Podium runs for one line.',
    });
  return halt.kind === 'stopped' && halt.why === 'gone' ? 137 : status;
}

function keepLearner(draft: Draft, { bottom, state }: Machine): void {
  const kept = openShell(bottom, '', [], {});
  const { functions: _old, ...rest } = draft.machine;
  draft.machine = {
    ...rest,
    cwd: bottom.cwd,
    env: kept.env,
    unexported: kept.unexported,
    ...keepFunctions(bottom.functions, state.sources),
  };
}

function typedInside(draft: Draft, shell: OpenShell, text: string, streams: Streams): Read {
  const container = draft.containers[shell.container];
  if (container === undefined || container.exitCode !== null)
    return closed(draft, streams, shell, 137, text, true);
  const world = worldOf({
    ...beside(draft, container, streams, passing(draft, container)),
    terminal: true,
    stopped: () => draft.shells.at(-1) !== shell,
  });
  const machine = new Machine(world, stateOf(processOf(shell), []));
  recallFunctions(machine.state, shell.functions);
  machine.state.sources.push(text);
  const source = machine.state.sources.length - 1;
  machine.state.frames.push({ kind: 'script', source, at: 0, line: shell.line });
  const halt = machine.run(draft.steps);
  const status = said(draft, streams, halt, machine.process.status);
  if (halt.kind === 'ended' && machine.exited)
    return closed(draft, streams, shell, halt.status, machine.unread, false);
  if (draft.containers[shell.container]?.exitCode !== null)
    return closed(draft, streams, shell, 137, '', true);
  const lines = text.split('\n').filter((line) => line.trim() !== '').length;
  const kept = openShell(
    { ...machine.bottom, status },
    shell.container,
    shell.argv,
    shell.after,
    shell.line + Math.max(1, lines),
  );
  const functions = keepFunctions(machine.bottom.functions, machine.state.sources);
  draft.shells = [...draft.shells.slice(0, -1), { ...kept, ...functions }];
  if (halt.kind !== 'reading') return { status, rest: '' };
  if (draft.shells.length >= MAX_SHELLS) {
    sayNotSimulated(draft, streams, {
      code: 'shell:nested',
      message: `More than ${MAX_SHELLS} shells one in the other are not simulated.`,
    });
    return { status, rest: '' };
  }
  draft.shells = [...draft.shells, openShell(halt.process, shell.container, ['sh'], {})];
  return { status: 0, rest: unread(machine, text) };
}

/** A shell has ended: kubectl says with what, and goes on as it was told. */
function closed(
  draft: Draft,
  streams: Streams,
  shell: OpenShell,
  status: number,
  rest: string,
  killed: boolean,
): Read {
  draft.shells = draft.shells.filter(
    (one) => one !== shell && (killed ? one.container !== shell.container : true),
  );
  const outer = !draft.shells.some((one) => one.container === shell.container);
  if (!outer) return { status, rest };
  if (status !== 0) streams.err(`command terminated with exit code ${status}\n`);
  draft.machine = { ...draft.machine, status };
  const { removePod } = shell.after;
  if (removePod === undefined) return { status, rest };
  return { status, rest: `kubectl delete pod ${removePod.name} -n ${removePod.namespace}\n${rest}` };
}

/** Goes on after an editor that `draft.editing` asked for was closed; `text` is null where it was given up. */
export function closeEditor(draft: Draft, text: string | null, streams: Streams): number {
  const { editing } = draft;
  if (editing === null) return 0;
  draft.editing = null;
  if (editing.by.kind === 'kubectl') {
    const result = editedKubectl(draft, editing.by.saved, text, streams);
    if (result.edit !== undefined)
      draft.editing = {
        path: result.edit.path,
        text: result.edit.text,
        by: { kind: 'kubectl', saved: result.edit.saved },
      };
    if (result.shell !== undefined) draft.shells = [...draft.shells, result.shell];
    draft.machine = { ...draft.machine, status: result.status };
    return result.status;
  }
  if (text === null) return 0;
  const files = learnersFiles(draft, () => undefined);
  try {
    files.append(files.open(editing.path, true), text === '' || text.endsWith('\n') ? text : `${text}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    streams.err(`Error writing ${editing.path}: ${error.message}\n`);
    return 1;
  }
}

/** What stands before the cursor: `controlplane:~$ `, `/ # `. */
export function promptOf(draft: Draft): string {
  const shell = draft.shells.at(-1);
  if (shell === undefined) {
    const { user, hostname, cwd, env } = draft.machine;
    const home = env.HOME ?? '/root';
    const shown = cwd === home ? '~' : cwd.startsWith(`${home}/`) ? `~${cwd.slice(home.length)}` : cwd;
    return `${user}@${hostname}:${shown}${user === 'root' ? '#' : '$'} `;
  }
  const mark = shell.identity.uid === 0 ? '#' : '$';
  const home = shell.env.HOME ?? '/';
  const path = shell.cwd === home && home !== '/' ? '~' : shell.cwd;
  if (shell.kind === 'ash') return `${path} ${mark} `;
  if (shell.kind === 'dash') return `${mark} `;
  const container = draft.containers[shell.container];
  if (container === undefined) return `bash-5.2${mark} `;
  const world = worldOf({
    ...beside(draft, container, SILENT, () => 'passed'),
    terminal: true,
    stopped: () => false,
  });
  const name = userName(world.files(shell.identity), shell.identity.uid);
  return `${name === String(shell.identity.uid) ? 'I have no name!' : name}@${container.hostname}:${path}${mark} `;
}

const SILENT: Streams = { stdin: null, terminal: true, out: () => undefined, err: () => undefined };
