/** A shell while it runs, as plain data: it is saved whenever its program sleeps, and goes on from there. */
import type { Identity } from '../identity.ts';
import type { Json } from '../json.ts';

/** A command that was read: which text, where its complete command begins, which command of that. */
export type Ref = readonly [source: number, at: number, id: number];

export interface Variable {
  readonly value: string;
  readonly exported: boolean;
  readonly readOnly?: true;
}

/** Where a descriptor writes: a stream of the container or terminal, a table of what is captured, a file, nowhere. */
export type Output =
  | { readonly to: 'out' | 'err' | 'nowhere' }
  | { readonly to: 'capture'; readonly id: number }
  | { readonly to: 'file'; readonly path: string };

/** What descriptor 0 reads: the terminal or nothing, or a text of which the rest is shared by whoever reads. */
type Input = { readonly from: 'terminal' | 'nothing' } | { readonly from: 'text'; readonly id: number };

export interface Descriptors {
  readonly input: Input;
  readonly output: Output;
  readonly error: Output;
}

/** Whose words and habits: busybox's ash, Debian's dash, bash. */
export type ShellKind = 'ash' | 'dash' | 'bash';

/** What a subshell copies. Replaced, never changed in place. */
export interface ShellProcess {
  readonly kind: ShellKind;
  /** `$0`, and what stands before the shell's own complaints. */
  readonly name: string;
  /** What it reads: `sh -c`, a file, or what is typed; complaints differ. */
  readonly mode: 'command' | 'script' | 'prompt';
  readonly pid: number;
  readonly identity: Identity;
  readonly cwd: string;
  readonly variables: Readonly<Record<string, Variable>>;
  readonly functions: Readonly<Record<string, Ref>>;
  readonly traps: Readonly<Record<string, string>>;
  readonly positional: readonly string[];
  readonly descriptors: Descriptors;
  /** `$?`. */
  readonly status: number;
  /** Letters of `set`: e (errexit), u (nounset), f (noglob). */
  readonly options: string;
}

/** What a program is in the middle of; the last one goes on. Own data of the machine, changed in place. */
export type Frame =
  | { kind: 'script'; source: number; at: number; line: number }
  | { kind: 'list'; ref: Ref; index: number }
  | { kind: 'and' | 'or'; ref: Ref; begun: boolean }
  | { kind: 'not'; ref: Ref; begun: boolean }
  | { kind: 'pipeline'; ref: Ref; index: number; capture: number; waited: boolean }
  | { kind: 'if'; ref: Ref; branch: number; phase: 'test' | 'decide' | 'body' }
  | { kind: 'loop'; ref: Ref; phase: 'test' | 'decide' | 'body'; last: number }
  | { kind: 'for'; ref: Ref; items: readonly string[] | null; index: number; results: string[] }
  | { kind: 'case'; ref: Ref; results: string[] }
  | { kind: 'redirect'; ref: Ref; results: string[] }
  | { kind: 'simple'; ref: Ref; results: string[]; before: ShellProcess }
  /** Puts descriptors back. */
  | { kind: 'descriptors'; saved: Descriptors }
  /** Ends a subshell or another process: what was before goes on. */
  | { kind: 'process'; saved: ShellProcess }
  /** The EXIT trap runs; the status that the shell ends with. */
  | { kind: 'trap'; status: number }
  /** Ends `$( )`: what was written goes to the frame below. */
  | { kind: 'capture'; id: number; saved: ShellProcess }
  | { kind: 'function'; saved: readonly string[]; locals: Record<string, Variable | null> }
  /** A sourced file: `return` ends it. */
  | { kind: 'dot' }
  /** A tool that waits, called again with what it left. */
  | {
      kind: 'tool';
      argv: readonly string[];
      assigned: readonly (readonly [string, string])[];
      line: number;
      resume: Json;
    };

export interface MachineState {
  sources: string[];
  frames: Frame[];
  process: ShellProcess;
  /** Texts that descriptors read, with how far they were read. */
  inputs: Record<number, { text: string; at: number }>;
  captures: Record<number, string>;
  counter: number;
  /** The command line of the process at the bottom, which `exec` replaces. */
  argv: readonly string[];
}

/** A variable's value, or undefined where it is not set. */
export function variable(process: ShellProcess, name: string): string | undefined {
  return Object.hasOwn(process.variables, name) ? process.variables[name]?.value : undefined;
}

/** A process with a variable set; it stays exported where it was. */
export function withVariable(
  process: ShellProcess,
  name: string,
  value: string,
  exported?: boolean,
): ShellProcess {
  const old = Object.hasOwn(process.variables, name) ? process.variables[name] : undefined;
  const next: Variable = {
    value,
    exported: exported ?? old?.exported ?? false,
    ...(old?.readOnly === true ? { readOnly: true } : {}),
  };
  return { ...process, variables: { ...process.variables, [name]: next } };
}

/** What a program started from this shell finds in its environment, in the order in which it was set. */
export function environment(process: ShellProcess): [string, string][] {
  return Object.entries(process.variables)
    .filter(([, { exported }]) => exported)
    .map(([name, { value }]) => [name, value]);
}

/** Variables of an environment. */
export function exported(env: readonly (readonly [string, string])[]): Record<string, Variable> {
  return Object.fromEntries(env.map(([name, value]) => [name, { value, exported: true }]));
}
