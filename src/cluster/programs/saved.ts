/** A program between two of its moments, as JSON in `ContainerRecord.program`. */
import { same } from '../api/equal.ts';
import type { Identity } from '../identity.ts';
import type { Json } from '../json.ts';
import type { Frame, MachineState, ShellProcess } from '../shell/process.ts';
import type { ContainerRecord } from '../state.ts';
import type { Child } from '../tools/processes.ts';
import { firstProcess, stateOf } from './first-process.ts';

export interface Saved {
  readonly state: MachineState;
  /** TCP ports on which it accepts connections. */
  readonly listens: readonly number[];
  /** What others see of it: process 1 as it is now, and what it started. */
  readonly shown: {
    readonly uid: number;
    readonly argv: readonly string[];
    readonly identity: Identity;
    readonly children: readonly Child[];
  };
  /** SIGTERM came while something ran in front; the trap's turn is when that ends. */
  readonly terminated?: true;
}

/**
 * A saved program as the JSON it is stored as: what it has as it had it in the beginning (who it is, the variables of its
 * container, no functions, no traps) is left out, and put back by `savedOf`.
 */
export function saved(container: ContainerRecord, program: Saved): Json {
  const copy = JSON.parse(JSON.stringify(program)) as Saved;
  const { first, state } = beginning(container);
  const inside = withProcesses(copy.state, (process) => shortened(first, process));
  return asJson({
    ...copy,
    state: differing(state, inside),
    shown: differing(shownFirst(container), copy.shown),
  });
}

/** What is saved of a container's program; null: nothing was (an image that Podium does not know). */
export function savedOf(container: ContainerRecord): Saved | null {
  const { program } = container;
  if (program === null || typeof program !== 'object' || Array.isArray(program) || !('state' in program))
    return null;
  const { first, state } = beginning(container);
  const kept = JSON.parse(JSON.stringify(program)) as Saved;
  const all: MachineState = { ...state, process: {}, ...(kept.state as object) } as MachineState;
  return {
    ...kept,
    state: withProcesses(all, (process) => whole(first, process)),
    shown: { ...shownFirst(container), ...kept.shown },
  };
}

function beginning(container: ContainerRecord): { first: ShellProcess; state: MachineState } {
  const first = firstProcess(container);
  return { first, state: stateOf(first, container.argv) };
}

/** What others see of a container whose program changed nothing. */
function shownFirst({ identity, argv }: ContainerRecord): Saved['shown'] {
  return { uid: identity.uid, argv, identity, children: [] };
}

const asJson = (value: unknown): Json => value as Json;

/** The properties that are not as in the beginning; a copy, so that frozen states stay apart. */
function differing<T extends object>(first: T, now: T): Partial<T> {
  const before = new Map<string, unknown>(Object.entries(first));
  const entries = Object.entries(now).filter(([key, value]) => !same(asJson(before.get(key)), asJson(value)));
  return Object.fromEntries(entries) as Partial<T>;
}

function withProcesses(state: MachineState, change: (process: ShellProcess) => ShellProcess): MachineState {
  const inFrame = (frame: Frame): Frame => {
    if (frame.kind === 'simple') return { ...frame, before: change(frame.before) };
    if (frame.kind === 'process' || frame.kind === 'capture') return { ...frame, saved: change(frame.saved) };
    return frame;
  };
  return { ...state, process: change(state.process), frames: state.frames.map(inFrame) };
}

/** The variables of a process, where they begin with all that its container started with: the others alone. */
interface Shortened {
  readonly own?: ShellProcess['variables'];
}

function shortened(first: ShellProcess, process: ShellProcess): ShellProcess {
  const { variables, ...rest } = process;
  const began = Object.entries(first.variables);
  const now = Object.entries(variables);
  const inherits = began.every(
    ([name, value], index) => now[index]?.[0] === name && same(asJson(now[index][1]), asJson(value)),
  );
  const { variables: _first, ...base } = first;
  const kept = differing(base, rest);
  const others = now.slice(began.length);
  const own: Shortened = others.length === 0 ? {} : { own: Object.fromEntries(others) };
  return (inherits ? { ...kept, ...own } : { ...kept, variables }) as unknown as ShellProcess;
}

function whole(first: ShellProcess, { own, ...kept }: ShellProcess & Shortened): ShellProcess {
  return { ...first, ...(own === undefined ? {} : { variables: { ...first.variables, ...own } }), ...kept };
}
