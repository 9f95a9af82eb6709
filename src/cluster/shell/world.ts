/** What a shell stands on: a container's process, or the learner's machine. */
import type { Draft } from '../draft.ts';
import type { FileSystem } from '../files/system.ts';
import type { Identity } from '../identity.ts';
import type { ContainerRecord } from '../state.ts';
import type { Tool } from '../tools/call.ts';

export interface World {
  readonly draft: Draft;
  /** null on the learner's machine. */
  readonly container: ContainerRecord | null;
  /** What runs is the container's own program, not something beside it. */
  readonly own: boolean;
  /** Streams 1 and 2 are a terminal, and 0 as well. */
  readonly terminal: boolean;
  readonly musl: boolean;
  /** The files as a process sees them; `looker` is what /proc/self is. */
  files(
    identity: Identity,
    looker?: { readonly pid: number; readonly argv: readonly string[] } | null,
  ): FileSystem;
  out(text: string): void;
  err(text: string): void;
  /** The tool that a program is when it is called by a name; for what Podium does not simulate, one that says so. */
  tool(program: string, name: string): Tool;
  /** What the shell itself knows beside its builtins: aliases, history, on the learner's machine. */
  builtin(name: string): Tool | undefined;
  /** The text that a name stands for at the prompt. */
  alias(name: string): string | undefined;
  /**
   * Lets so many ms pass. `passed`: they have; `later`: the program is to be saved and called again then; `gone`: the
   * container died meanwhile; `too-long`: nobody waits that long, it is interrupted.
   */
  sleep(ms: number): 'passed' | 'later' | 'gone' | 'too-long';
  /** Something was opened that reads what is typed next: no command after it runs. */
  stopped(): boolean;
}
