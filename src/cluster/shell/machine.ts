/**
 * Runs commands step by step. Everything it knows between two steps is plain data (`MachineState`), so that a program
 * that sleeps is saved and goes on at its moment. Whatever is read is read again from its text.
 */

import type { Child } from '../tools/processes.ts';
import { commandOf, type Parsed, parsed } from './commands.ts';
import { andOr, branch, choose, each, list, loop, not, pipeline } from './compound.ts';
import { captured } from './expanding.ts';
import type { Frame, Ref, ShellProcess } from './process.ts';
import { Running } from './running.ts';
import { call, redirected, simple } from './simple.ts';
import { launch } from './start.ts';
import { type Command, ShellSyntaxError } from './syntax.ts';
import { badSyntax } from './wording.ts';

/** How far a machine came. */
export type Halt =
  | { readonly kind: 'ended'; readonly status: number }
  | { readonly kind: 'sleeping'; readonly ms: number }
  | { readonly kind: 'waiting'; readonly listens: readonly number[] }
  /** A shell wants to read the terminal. */
  | { readonly kind: 'reading'; readonly process: ShellProcess }
  /** It was stopped: no steps left, the container died, nobody waits that long. */
  | {
      readonly kind: 'stopped';
      readonly why: 'steps' | 'gone' | 'too-long' | 'opened';
      readonly status: number;
    };

type Leaving =
  | { readonly kind: 'exit' | 'return' }
  | { readonly kind: 'break' | 'continue'; readonly levels: number };

const MAX_FRAMES = 400;

export class Machine extends Running {
  halt: Halt | null = null;
  /** The shell at the bottom was left by `exit`. */
  exited = false;
  /** What the shell at the bottom had not read yet when it was left. */
  unread = '';
  /** Processes that the program at the top started beside itself (a server's workers). */
  children: readonly Child[] = [];
  /** What the program at the top calls itself. */
  title: string | null = null;
  #leaving: Leaving | null = null;
  readonly #texts = new Map<string, Parsed>();

  /** Runs until it ends, sleeps, waits or has spent `steps`. */
  run(steps: number): Halt {
    const { draft } = this.world;
    let left = Math.min(steps, draft.steps);
    this.halt = null;
    while (this.halt === null) {
      if (left <= 0 || draft.steps <= 0) return { kind: 'stopped', why: 'steps', status: 130 };
      left -= 1;
      draft.steps -= 1;
      const frame = this.state.frames.at(-1);
      if (frame === undefined) return { kind: 'ended', status: this.process.status };
      if (this.#leaving !== null) this.#unwind(frame, this.#leaving);
      else this.#step(frame);
      if (this.halt === null && this.world.stopped())
        return { kind: 'stopped', why: 'opened', status: this.process.status };
    }
    return this.halt;
  }

  push(frame: Frame): void {
    this.state.frames.push(frame);
    if (this.state.frames.length > MAX_FRAMES) {
      this.podium(
        'shell:depth',
        `Shell functions and subshells more than ${MAX_FRAMES} levels deep are not simulated; the shell would run out of memory at last.`,
      );
      this.state.frames.length = 0;
    }
  }

  pop(): void {
    this.state.frames.pop();
  }

  leave(leaving: Leaving): void {
    this.#leaving = leaving;
  }

  /** A text whose commands are to be run now. */
  script(text: string): void {
    const source = this.state.sources.indexOf(text);
    if (source === -1) this.state.sources.push(text);
    this.push({
      kind: 'script',
      source: source === -1 ? this.state.sources.length - 1 : source,
      at: 0,
      line: 1,
    });
  }

  /** Ends the process that runs now with its status, its EXIT trap first. */
  #finish(): boolean {
    const trap = this.process.traps.EXIT;
    if (trap === undefined) return false;
    const { EXIT: _exit, ...traps } = this.process.traps;
    const { status } = this.process;
    this.process = { ...this.process, traps };
    this.push({ kind: 'trap', status });
    this.script(trap);
    return true;
  }

  #unwind(frame: Frame, leaving: Leaving): void {
    if (frame.kind === 'process' || frame.kind === 'capture') {
      this.#leaving = null;
      if (leaving.kind === 'exit' || leaving.kind === 'return') if (this.#finish()) return;
      this.#step(frame);
      return;
    }
    if (leaving.kind === 'return' && (frame.kind === 'function' || frame.kind === 'dot')) {
      this.#leaving = null;
      this.#step(frame);
      return;
    }
    if (leaving.kind === 'break' || leaving.kind === 'continue') {
      if (frame.kind === 'function' || frame.kind === 'script') {
        this.#leaving = null;
        return;
      }
      if (frame.kind === 'loop' || frame.kind === 'for') {
        const last = leaving.levels <= 1;
        this.#leaving = last ? null : { kind: leaving.kind, levels: leaving.levels - 1 };
        if (last && leaving.kind === 'continue') {
          if (frame.kind === 'loop') frame.phase = 'test';
          return;
        }
        this.pop();
        return;
      }
    }
    this.pop();
    if (frame.kind === 'script') this.unread = (this.state.sources[frame.source] ?? '').slice(frame.at);
    if (frame.kind === 'descriptors') this.process = { ...this.process, descriptors: frame.saved };
    if (frame.kind === 'function') this.#endFunction(frame);
    if (this.state.frames.length > 0) return;
    this.#leaving = null;
    if (leaving.kind !== 'exit' && leaving.kind !== 'return') return;
    this.exited = leaving.kind === 'exit';
    this.#finish();
  }

  #step(frame: Frame): void {
    switch (frame.kind) {
      case 'script':
        this.#script(frame);
        return;
      case 'list':
        list(this, frame);
        return;
      case 'and':
      case 'or':
        andOr(this, frame);
        return;
      case 'not':
        not(this, frame);
        return;
      case 'pipeline':
        pipeline(this, frame);
        return;
      case 'if':
        branch(this, frame);
        return;
      case 'loop':
        loop(this, frame);
        return;
      case 'for':
        each(this, frame);
        return;
      case 'case':
        choose(this, frame);
        return;
      case 'redirect':
        redirected(this, frame);
        return;
      case 'simple':
        simple(this, frame);
        return;
      case 'descriptors':
        this.pop();
        this.process = { ...this.process, descriptors: frame.saved };
        return;
      case 'process':
        this.pop();
        this.process = { ...frame.saved, status: this.process.status };
        this.errexit();
        return;
      case 'trap':
        this.pop();
        this.status(frame.status);
        this.leave({ kind: 'exit' });
        return;
      case 'capture':
        captured(this, frame);
        return;
      case 'function':
        this.pop();
        this.#endFunction(frame);
        this.errexit();
        return;
      case 'dot':
        this.pop();
        return;
      case 'tool':
        this.pop();
        launch(this, { ...frame });
        return;
    }
  }

  #script(frame: Frame & { kind: 'script' }): void {
    const text = this.state.sources[frame.source] ?? '';
    if (frame.at >= text.length) {
      this.pop();
      if (this.state.frames.length === 0) this.#finish();
      return;
    }
    try {
      const complete = parsed(this.#texts, this.state.sources, frame.source, frame.at, frame.line);
      const ref: Ref = [frame.source, frame.at, complete.command?.id ?? 0];
      frame.at = complete.next;
      frame.line = complete.nextLine;
      if (complete.command !== null) this.begin(complete.command, ref);
    } catch (error) {
      if (!(error instanceof ShellSyntaxError)) throw error;
      this.#misread(error, text);
    }
  }

  #misread(error: ShellSyntaxError, text: string): void {
    this.pop();
    const { trouble } = error;
    if (trouble.kind === 'not-simulated') this.podium(trouble.code, trouble.message);
    else if (
      trouble.kind === 'bad-substitution' &&
      this.process.kind === 'bash' &&
      /^\$\{\w+(?:\[[^\]]*\])?[\^,@]/.test(trouble.text)
    )
      this.podium(
        'shell:case-change',
        `${trouble.text} is not simulated; bash changes or describes the value.`,
      );
    else {
      this.err(badSyntax(this.process, error, text));
      const bad = trouble.kind === 'bad-substitution' && this.process.kind === 'bash';
      this.status(bad ? 1 : 2);
    }
    if (this.process.mode !== 'prompt') this.leave({ kind: 'exit' });
  }

  /** The command that a reference means. */
  command(ref: Ref): Command {
    return commandOf(this.#texts, this.state.sources, ref);
  }

  /** Puts a command that is part of another on top of what runs. */
  child(ref: Ref, command: Command): void {
    this.begin(command, [ref[0], ref[1], command.id]);
  }

  /** Puts a command on top of what runs. */
  begin(command: Command, ref: Ref): void {
    if (command.kind !== 'simple' && command.kind !== 'function' && command.redirects.length > 0)
      this.push({ kind: 'redirect', ref, results: [] });
    else this.enter(command, ref);
  }

  /** Puts a command on top of what runs, its redirects done. */
  enter(command: Command, ref: Ref): void {
    switch (command.kind) {
      case 'simple':
        this.push({ kind: 'simple', ref, results: [], before: this.process });
        return;
      case 'list':
        this.push({ kind: 'list', ref, index: 0 });
        return;
      case 'and':
      case 'or':
        this.push({ kind: command.kind, ref, begun: false });
        return;
      case 'not':
        this.push({ kind: 'not', ref, begun: false });
        return;
      case 'pipeline':
        this.push({ kind: 'pipeline', ref, index: 0, capture: 0, waited: false });
        return;
      case 'group':
        this.child(ref, command.body);
        return;
      case 'subshell':
        this.fork();
        this.child(ref, command.body);
        return;
      case 'if':
        this.push({ kind: 'if', ref, branch: 0, phase: 'test' });
        return;
      case 'while':
      case 'until':
        this.push({ kind: 'loop', ref, phase: 'test', last: 0 });
        return;
      case 'for':
        this.push({ kind: 'for', ref, items: null, index: 0, results: [] });
        return;
      case 'case':
        this.push({ kind: 'case', ref, results: [] });
        return;
      case 'function': {
        const functions = {
          ...this.process.functions,
          [command.name]: [ref[0], ref[1], command.body.id] as const,
        };
        this.process = { ...this.process, functions, status: 0 };
      }
    }
  }

  /** What is put on top from here on runs in a process of its own. */
  fork(): void {
    this.push({ kind: 'process', saved: this.process });
    this.process = { ...this.process, traps: {} };
  }

  #endFunction(frame: Frame & { kind: 'function' }): void {
    const variables = { ...this.process.variables };
    for (const [name, old] of Object.entries(frame.locals)) {
      delete variables[name];
      if (old !== null) variables[name] = old;
    }
    this.process = { ...this.process, positional: frame.saved, variables };
  }

  /** Runs a command by its name: a function, a builtin, a program. */
  call(fields: readonly string[], assigned: readonly (readonly [string, string])[], line: number): void {
    call(this, fields, assigned, line);
  }

  /** `set -e`: a command that failed where nobody asks ends the shell. */
  errexit(): void {
    if (this.process.status === 0 || !this.process.options.includes('e') || this.#leaving !== null) return;
    for (const frame of this.state.frames) {
      if (frame.kind === 'and' || frame.kind === 'or' || frame.kind === 'not') return;
      if ((frame.kind === 'if' || frame.kind === 'loop') && frame.phase === 'decide') return;
    }
    this.leave({ kind: 'exit' });
  }
}
