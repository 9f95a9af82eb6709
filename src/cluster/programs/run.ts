/**
 * The programs of containers: what runs as process 1, and what `kubectl exec` starts beside it. Pure like all of
 * cluster/: a program that is not done gives back where it stands as JSON, and is called again at its moment.
 */
import type { Draft } from '../draft.ts';
import { pullImage } from '../images/index.ts';
import { sayNotSimulated } from '../not-simulated.ts';
import { findProgram } from '../shell/find-program.ts';
import { type Halt, Machine } from '../shell/machine.ts';
import type { Frame } from '../shell/process.ts';
import { launch } from '../shell/start.ts';
import type { World } from '../shell/world.ts';
import type { ContainerRecord, OpenShell } from '../state.ts';
import type { Streams } from '../streams.ts';
import { duration } from '../tools/clock.ts';
import { firstProcess, stateOf } from './first-process.ts';
import { appendLog } from './log.ts';
import { openShell } from './open-shell.ts';
import type { Executed, Progress } from './progress.ts';
import { saved, savedOf } from './saved.ts';
import type { First } from './view.ts';
import { type Surroundings, worldOf } from './world.ts';

/** Steps that process 1 may take in one go before others have their turn. */
const TURN = 20_000;

/** Whether Podium knows what is in a container's image. */
function isKnown(draft: Draft, container: ContainerRecord): boolean {
  if (Object.hasOwn(draft.registry, container.image)) return false;
  const pulled = pullImage(container.image);
  return pulled.kind === 'image' && pulled.image.known;
}

function unknownImage(container: ContainerRecord): { readonly code: string; readonly message: string } {
  return {
    code: 'image:unknown',
    message: `Podium does not know what is in the image ${container.image}, so its container only counts as running; busybox, alpine, ubuntu, debian, nginx, httpd, redis, postgres, python and node are known.`,
  };
}

/** What process 1 of a container is now. */
function firstOf(container: ContainerRecord): First {
  const shown = savedOf(container)?.shown;
  return { argv: shown?.argv ?? container.argv, identity: shown?.identity ?? container.identity };
}

function machineOfFirst(draft: Draft, container: ContainerRecord): Machine {
  const before = savedOf(container);
  const input = container.tty ? ({ from: 'terminal' } as const) : ({ from: 'nothing' } as const);
  const state = before?.state ?? stateOf(firstProcess(container, input, 1), container.argv);
  const machine: Machine = new Machine(
    worldOf({
      draft,
      container,
      terminal: container.tty,
      own: true,
      out: (text) => appendLog(draft, container.id, 'stdout', text),
      err: (text) => appendLog(draft, container.id, container.tty ? 'stdout' : 'stderr', text),
      sleep: () => 'later',
      stopped: () => false,
      first: () => ({ argv: machine.state.argv, identity: machine.bottom.identity }),
    }),
    state,
  );
  return machine;
}

/** Starts process 1 of a container that was just made, and runs it until it ends, sleeps or waits. */
export function startProgram(draft: Draft, container: ContainerRecord): Progress {
  if (!isKnown(draft, container)) {
    sayNotSimulated(
      draft,
      { err: (text) => appendLog(draft, container.id, 'stderr', text) },
      unknownImage(container),
    );
    return asIfUnknown(draft, container);
  }
  const machine = machineOfFirst(draft, container);
  const message = unstartable(machine, container.argv[0] ?? '');
  if (message !== null) return { kind: 'unstartable', message, status: 128 };
  launch(machine, { argv: container.argv, line: 1, replacing: () => undefined });
  return progress(draft, container, machine, machine.halt ?? machine.run(TURN));
}

/** The program of an image that nobody knows: `sleep` with a time ends then, anything else goes on. */
function asIfUnknown(draft: Draft, { argv }: ContainerRecord): Progress {
  const program = { unknown: true };
  const [name = '', time = ''] = argv;
  const ms = name.replace(/^.*\//, '') === 'sleep' && argv.length === 2 ? duration(time) : null;
  if (ms === null || ms === Number.POSITIVE_INFINITY) return { kind: 'waiting', program };
  return { kind: 'sleeping', until: draft.now + ms, program };
}

/** Goes on with process 1, whose `ContainerRecord.program` is what the last `sleeping` gave back. */
export function wakeProgram(draft: Draft, container: ContainerRecord): Progress {
  const before = savedOf(container);
  if (before === null) return { kind: 'exited', status: 0 };
  const machine = machineOfFirst(draft, container);
  if (before.terminated === true) trap(machine);
  return progress(draft, container, machine, machine.run(TURN));
}

/**
 * What process 1 does on SIGTERM: a server ends (`exited`), a shell or `sleep` as process 1 does not notice it
 * (`waiting` or `sleeping` again) and is killed when the grace period is over. A shell with a trap runs it, once the
 * command in front has ended.
 */
export function terminateProgram(draft: Draft, container: ContainerRecord): Progress {
  const before = savedOf(container);
  if (before === null) return { kind: 'waiting', program: container.program };
  const { state, listens, shown } = before;
  const top = state.frames.at(-1);
  const inFront = top?.kind === 'tool' ? top.argv[0]?.replace(/^.*\//, '') : undefined;
  const shells = state.frames.some(({ kind }) => kind === 'script');
  if (
    !shells &&
    inFront !== undefined &&
    inFront !== 'sleep' &&
    inFront !== 'tail' &&
    state.frames.length === 1
  )
    return { kind: 'exited', status: 0 };
  const until = dueOf(draft, container.id);
  const program =
    Object.hasOwn(state.process.traps, 'TERM') || state.frames.some(trapped)
      ? saved(container, { state, listens, shown, terminated: true })
      : container.program;
  return until === null ? { kind: 'waiting', program } : { kind: 'sleeping', until, program };
}

function trapped(frame: Frame): boolean {
  return frame.kind === 'process' && Object.hasOwn(frame.saved.traps, 'TERM');
}

/** When a container's program was to be woken. */
function dueOf(draft: Draft, container: string): number | null {
  const due = draft.due.find(({ work }) => work.kind === 'wake' && work.container === container);
  return due?.at ?? null;
}

/** The command in front has ended; the shell's trap for SIGTERM runs before anything else. */
function trap(machine: Machine): void {
  const top = machine.state.frames.at(-1);
  if (top?.kind === 'tool') machine.pop();
  while (machine.state.frames.at(-1)?.kind === 'process') {
    const frame = machine.state.frames.pop();
    if (frame?.kind === 'process') machine.process = frame.saved;
  }
  const action = machine.process.traps.TERM;
  if (action !== undefined) machine.script(action);
}

/** Why the runtime cannot start a program, in the words behind `exec: ` (Go's os/exec LookPath, as runc calls it). */
function unstartable(machine: Machine, name: string): string | null {
  const found = findProgram(machine, name, machine.variable('PATH') ?? '');
  if ('node' in found) return null;
  const quoted = JSON.stringify(name);
  if (!name.includes('/')) return `${quoted}: executable file not found in $PATH`;
  if (found.status === 127) return `${quoted}: stat ${name}: no such file or directory`;
  const directory = machine.files.peek(machine.path(name))?.node.type === 'directory';
  return `${quoted}: ${directory ? 'is a directory' : 'permission denied'}`;
}

function progress(draft: Draft, container: ContainerRecord, machine: Machine, halt: Halt): Progress {
  if (halt.kind === 'ended') return { kind: 'exited', status: halt.status };
  const { state } = machine;
  const top = state.frames.at(-1);
  const alone = state.frames.length === 1 || state.argv === (top?.kind === 'tool' ? top.argv : null);
  const running =
    top?.kind === 'tool' && !alone ? [{ uid: machine.process.identity.uid, argv: top.argv }] : [];
  const program = saved(container, {
    state,
    listens: halt.kind === 'waiting' ? halt.listens : [],
    shown: {
      uid: machine.bottom.identity.uid,
      argv: alone && machine.title !== null ? [machine.title] : state.argv,
      identity: machine.bottom.identity,
      children: [...running, ...machine.children],
    },
  });
  if (halt.kind === 'sleeping') return { kind: 'sleeping', until: draft.now + halt.ms, program };
  if (halt.kind === 'stopped') return { kind: 'sleeping', until: draft.now + 1000, program };
  return { kind: 'waiting', program };
}

/** Runs a command inside a running container while the clock stands still: the kubelet's probes and hooks. */
export function execStill(
  draft: Draft,
  container: ContainerRecord,
  argv: readonly string[],
  streams: Streams,
): Executed {
  return execWith(draft, container, argv, streams, () => 'passed');
}

/** Runs a command inside a running container; `sleep` says what becomes of the clock where it sleeps. */
export function execWith(
  draft: Draft,
  container: ContainerRecord,
  argv: readonly string[],
  streams: Streams,
  sleep: World['sleep'],
): Executed {
  if (!isKnown(draft, container))
    return { kind: 'ended', status: sayNotSimulated(draft, streams, unknownImage(container)) };
  const input =
    streams.stdin !== null
      ? ({ from: 'text', id: 1 } as const)
      : ({ from: streams.terminal ? 'terminal' : 'nothing' } as const);
  const state = { ...stateOf(firstProcess(container, input, 31), argv), counter: 1 };
  if (streams.stdin !== null) state.inputs[1] = { text: streams.stdin, at: 0 };
  const around = { ...beside(draft, container, streams, sleep), terminal: streams.terminal };
  const machine = new Machine(worldOf(around), state);
  const message = unstartable(machine, argv[0] ?? '');
  if (message !== null) return { kind: 'unstartable', message };
  launch(machine, { argv, line: 1, replacing: () => undefined });
  return executed(machine, container, argv, streams, machine.halt ?? machine.run(draft.steps));
}

/** Surroundings of whatever runs beside process 1. */
export function beside(
  draft: Draft,
  container: ContainerRecord,
  streams: Pick<Streams, 'out' | 'err'>,
  sleep: World['sleep'],
): Omit<Surroundings, 'terminal'> {
  return {
    draft,
    container,
    own: false,
    out: (text) => streams.out(text),
    err: (text) => streams.err(text),
    sleep,
    stopped: () => false,
    first: () => firstOf(draft.containers[container.id] ?? container),
  };
}

function executed(
  machine: Machine,
  container: ContainerRecord,
  argv: readonly string[],
  streams: Streams,
  halt: Halt,
): Executed {
  if (halt.kind === 'reading')
    return { kind: 'shell', shell: openShell(halt.process, container.id, argv, {}) satisfies OpenShell };
  if (halt.kind === 'ended') return { kind: 'ended', status: halt.status };
  if (halt.kind === 'waiting') return { kind: 'interrupted' };
  if (halt.kind === 'stopped' && halt.why === 'gone') return { kind: 'ended', status: 137 };
  if (halt.kind === 'stopped' && halt.why === 'too-long') return { kind: 'interrupted' };
  sayNotSimulated(machine.world.draft, streams, {
    code: 'shell:steps',
    message: 'The command was stopped: it takes more steps than Podium runs for one line.',
  });
  return { kind: 'interrupted' };
}

/** Whether something in the container accepts connections on a TCP port: what probes and `ping`, `nc`, `wget` meet. */
export function listensOn(draft: Draft, container: ContainerRecord, port: number): boolean {
  const record = draft.containers[container.id] ?? container;
  return record.exitCode === null && savedOf(record)?.listens.includes(port) === true;
}
