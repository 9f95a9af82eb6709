/**
 * Runs commands step by step. Everything it knows between two steps is plain data (`MachineState`), so that a program
 * that sleeps is saved and goes on at its moment. Whatever is read is read again from its text.
 */

import { attempt, FileError } from '../files/errors.ts';
import { absolute } from '../files/lookup.ts';
import type { FileSystem } from '../files/system.ts';
import { sayNotSimulated } from '../not-simulated.ts';
import { withoutTrailing } from '../trailing.ts';
import type { BuiltinResult } from './builtins/builtin.ts';
import { BUILTINS } from './builtins/index.ts';
import { commandOf, type Parsed, parsed } from './commands.ts';
import { Expansion, ExpansionError, NeedsOutput } from './expand.ts';
import { matcher } from './glob.ts';
import {
  type Frame,
  type MachineState,
  type Output,
  type Ref,
  type ShellProcess,
  variable,
  withVariable,
} from './process.ts';
import { applyRedirects, type Target } from './redirects.ts';
import { launch, runTool } from './start.ts';
import { type Command, ShellSyntaxError, type Simple } from './syntax.ts';
import { badExpansion, badSyntax, says } from './wording.ts';
import type { World } from './world.ts';

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
const MAX_CAPTURE = 96 * 1024;

export class Machine {
  readonly world: World;
  readonly state: MachineState;
  halt: Halt | null = null;
  /** The shell at the bottom was left by `exit`. */
  exited = false;
  /** What the shell at the bottom had not read yet when it was left. */
  unread = '';
  /** Processes that the program at the top started beside itself (a server's workers). */
  children: readonly { readonly uid: number; readonly argv: readonly string[] }[] = [];
  #leaving: Leaving | null = null;
  readonly #texts = new Map<string, Parsed>();

  constructor(world: World, state: MachineState) {
    this.world = world;
    this.state = state;
  }

  get process(): ShellProcess {
    return this.state.process;
  }

  set process(process: ShellProcess) {
    this.state.process = process;
  }

  /** The process at the bottom: what `exec` made of the first one. */
  get bottom(): ShellProcess {
    for (const frame of this.state.frames)
      if (frame.kind === 'process' || frame.kind === 'capture') return frame.saved;
    return this.process;
  }

  get files(): FileSystem {
    return this.world.files(this.process.identity);
  }

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

  status(status: number): void {
    this.process = { ...this.process, status: ((status % 256) + 256) % 256 };
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

  err(text: string): void {
    this.write(this.process.descriptors.error, text);
  }

  out(text: string): void {
    this.write(this.process.descriptors.output, text);
  }

  podium(code: string, message: string): void {
    this.status(sayNotSimulated(this.world.draft, { err: (text) => this.err(text) }, { code, message }));
  }

  write(output: Output, text: string): void {
    this.world.draft.steps -= text.length >> 8;
    if (output.to === 'out') this.world.out(text);
    else if (output.to === 'err') this.world.err(text);
    else if (output.to === 'capture') {
      const was = this.state.captures[output.id] ?? '';
      this.state.captures[output.id] = (was + text).slice(0, MAX_CAPTURE);
    } else if (output.to === 'file') {
      const written = attempt(() => this.files.append(output.path, text));
      if ('refused' in written) {
        this.status(1);
        this.world.err(`${this.process.name}: write error: ${written.refused.message}\n`);
      }
    }
  }

  /** All that is left to read on standard input; null: the terminal. */
  read(): string | null {
    const { input } = this.process.descriptors;
    if (input.from === 'terminal') return null;
    const text = input.from === 'text' ? this.state.inputs[input.id] : undefined;
    if (text === undefined) return '';
    const rest = text.text.slice(text.at);
    text.at = text.text.length;
    return rest;
  }

  /** A text as something to read; gives its id. */
  feed(text: string): number {
    this.state.counter += 1;
    this.state.inputs[this.state.counter] = { text, at: 0 };
    return this.state.counter;
  }

  nextPid(): number {
    this.state.counter += 1;
    return this.process.pid + this.state.counter;
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
        this.#list(frame);
        return;
      case 'and':
      case 'or':
        this.#andOr(frame);
        return;
      case 'not':
        this.#not(frame);
        return;
      case 'pipeline':
        this.#pipeline(frame);
        return;
      case 'if':
        this.#if(frame);
        return;
      case 'loop':
        this.#loop(frame);
        return;
      case 'for':
        this.#for(frame);
        return;
      case 'case':
        this.#case(frame);
        return;
      case 'redirect':
        this.#redirected(frame);
        return;
      case 'simple':
        this.#simple(frame);
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
        this.#captured(frame);
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
    else {
      this.err(badSyntax(this.process, error, text));
      const bad = trouble.kind === 'bad-substitution' && this.process.kind === 'bash';
      this.status(bad ? 1 : 2);
    }
    if (this.process.mode !== 'prompt') this.leave({ kind: 'exit' });
  }

  #command(ref: Ref): Command {
    return commandOf(this.#texts, this.state.sources, ref);
  }

  #child(ref: Ref, command: Command): void {
    this.begin(command, [ref[0], ref[1], command.id]);
  }

  /** Puts a command on top of what runs. */
  begin(command: Command, ref: Ref): void {
    if (command.kind !== 'simple' && command.kind !== 'function' && command.redirects.length > 0)
      this.push({ kind: 'redirect', ref, results: [] });
    else this.#enter(command, ref);
  }

  #enter(command: Command, ref: Ref): void {
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
        this.#child(ref, command.body);
        return;
      case 'subshell':
        this.#fork();
        this.#child(ref, command.body);
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

  #fork(): void {
    this.push({ kind: 'process', saved: this.process });
    this.process = { ...this.process, traps: {} };
  }

  #list(frame: Frame & { kind: 'list' }): void {
    const command = this.#command(frame.ref);
    const item = command.kind === 'list' ? command.items[frame.index] : undefined;
    frame.index += 1;
    if (item === undefined) this.pop();
    else this.#child(frame.ref, item);
  }

  #andOr(frame: Frame & { kind: 'and' | 'or' }): void {
    const command = this.#command(frame.ref);
    if (command.kind !== 'and' && command.kind !== 'or') {
      this.pop();
      return;
    }
    if (!frame.begun) {
      frame.begun = true;
      this.#child(frame.ref, command.left);
      return;
    }
    this.pop();
    if ((this.process.status === 0) === (command.kind === 'and')) this.#child(frame.ref, command.right);
  }

  #not(frame: Frame & { kind: 'not' }): void {
    const command = this.#command(frame.ref);
    if (!frame.begun && command.kind === 'not') {
      frame.begun = true;
      this.#child(frame.ref, command.body);
      return;
    }
    this.pop();
    this.status(this.process.status === 0 ? 1 : 0);
  }

  #pipeline(frame: Frame & { kind: 'pipeline' }): void {
    const command = this.#command(frame.ref);
    const stage = command.kind === 'pipeline' ? command.stages[frame.index] : undefined;
    if (command.kind !== 'pipeline' || stage === undefined) {
      this.pop();
      this.errexit();
      return;
    }
    const first = frame.index === 0;
    const last = frame.index === command.stages.length - 1;
    const text = first ? '' : (this.state.captures[frame.capture] ?? '');
    if (!first) delete this.state.captures[frame.capture];
    this.#fork();
    const { descriptors } = this.process;
    const input = first ? descriptors.input : ({ from: 'text', id: this.feed(text) } as const);
    frame.capture = last ? 0 : this.#newCapture();
    frame.index += 1;
    const output = last ? descriptors.output : ({ to: 'capture', id: frame.capture } as const);
    this.process = { ...this.process, descriptors: { ...descriptors, input, output } };
    this.#child(frame.ref, stage);
  }

  #newCapture(): number {
    this.state.counter += 1;
    this.state.captures[this.state.counter] = '';
    return this.state.counter;
  }

  #if(frame: Frame & { kind: 'if' }): void {
    const command = this.#command(frame.ref);
    if (command.kind !== 'if') {
      this.pop();
      return;
    }
    const branch = command.branches[frame.branch];
    if (frame.phase === 'test' && branch !== undefined) {
      frame.phase = 'decide';
      this.#child(frame.ref, branch.test);
      return;
    }
    if (branch !== undefined && this.process.status === 0) {
      this.pop();
      this.#child(frame.ref, branch.body);
      return;
    }
    if (command.branches[frame.branch + 1] !== undefined) {
      frame.branch += 1;
      frame.phase = 'test';
      return;
    }
    this.pop();
    this.status(0);
    if (command.otherwise !== null) this.#child(frame.ref, command.otherwise);
  }

  #loop(frame: Frame & { kind: 'loop' }): void {
    const command = this.#command(frame.ref);
    if (command.kind !== 'while' && command.kind !== 'until') {
      this.pop();
      return;
    }
    if (frame.phase === 'test') {
      frame.phase = 'decide';
      this.#child(frame.ref, command.test);
      return;
    }
    if (frame.phase === 'body') {
      frame.last = this.process.status;
      frame.phase = 'test';
      return;
    }
    if ((this.process.status === 0) === (command.kind === 'while')) {
      frame.phase = 'body';
      this.#child(frame.ref, command.body);
      return;
    }
    this.pop();
    this.status(frame.last);
  }

  #for(frame: Frame & { kind: 'for' }): void {
    const command = this.#command(frame.ref);
    if (command.kind !== 'for') {
      this.pop();
      return;
    }
    if (frame.items === null) {
      const words = command.words;
      const items =
        words === null
          ? this.process.positional
          : this.#expand(frame, command.line, (expansion) => expansion.fields(words));
      if (items === null) return;
      frame.items = items;
      this.status(0);
    }
    const item = frame.items[frame.index];
    if (item === undefined) {
      this.pop();
      return;
    }
    frame.index += 1;
    this.process = withVariable(this.process, command.name, item);
    this.#child(frame.ref, command.body);
  }

  #case(frame: Frame & { kind: 'case' }): void {
    const command = this.#command(frame.ref);
    if (command.kind !== 'case') {
      this.pop();
      return;
    }
    const chosen = this.#expand(frame, command.line, (expansion) => {
      const text = expansion.text(command.word);
      return {
        arm: command.arms.find(({ patterns }) =>
          patterns.some((pattern) => matcher(expansion.pattern(pattern))(text)),
        ),
      };
    });
    if (chosen === null) return;
    this.pop();
    this.status(0);
    const body = chosen.arm?.body;
    if (body !== undefined && body !== null) this.#child(frame.ref, body);
  }

  #redirected(frame: Frame & { kind: 'redirect' }): void {
    const command = this.#command(frame.ref);
    const targets = this.#expand(frame, command.line, (expansion) => targetsOf(expansion, command));
    if (targets === null) return;
    this.pop();
    const saved = this.process.descriptors;
    if (!applyRedirects(this, targets, command.line)) {
      this.errexit();
      return;
    }
    this.push({ kind: 'descriptors', saved });
    this.#enter({ ...command, redirects: [] }, frame.ref);
  }

  #simple(frame: Frame & { kind: 'simple' }): void {
    const command = this.#command(frame.ref);
    if (command.kind !== 'simple') {
      this.pop();
      return;
    }
    const ready = this.#expand(frame, command.line, (expansion) => {
      const fields = expansion.fields(command.words);
      const targets = targetsOf(expansion, command);
      const assigned: [string, string][] = [];
      for (const { name, value } of command.assignments) {
        const text = expansion.text(value);
        assigned.push([name, text]);
        if (fields.length === 0) expansion.process = withVariable(expansion.process, name, text);
      }
      return { fields, targets, assigned };
    });
    if (ready === null) return;
    this.pop();
    this.#perform(command, frame, ready);
  }

  #perform(
    command: Simple,
    frame: Frame & { kind: 'simple' },
    ready: { fields: string[]; targets: Target[]; assigned: [string, string][] },
  ): void {
    const { fields, targets, assigned } = ready;
    const [name] = fields;
    const locked = assigned.find(([one]) => frame.before.variables[one]?.readOnly === true);
    if (locked !== undefined) {
      const words = this.process.kind === 'bash' ? 'readonly variable' : 'is read only';
      this.process = frame.before;
      this.err(says(this.process, `${locked[0]}: ${words}`, command.line));
      this.status(this.process.kind === 'bash' ? 1 : 2);
      if (this.process.mode !== 'prompt') this.leave({ kind: 'exit' });
      return;
    }
    const saved = this.process.descriptors;
    if (!applyRedirects(this, targets, command.line)) {
      this.errexit();
      return;
    }
    if (name === undefined) {
      this.process = { ...this.process, descriptors: saved };
      if (frame.results.length === 0) this.status(0);
      this.errexit();
      return;
    }
    if (name === 'exec') {
      for (const [one, value] of assigned) this.process = withVariable(this.process, one, value, true);
      this.#exec(fields.slice(1), command.line);
      return;
    }
    if (targets.length > 0) this.push({ kind: 'descriptors', saved });
    this.call(fields, assigned, command.line);
  }

  /** Runs a command by its name: a function, a builtin, a program. */
  call(fields: readonly string[], assigned: readonly (readonly [string, string])[], line: number): void {
    const [name = ''] = fields;
    const body = Object.hasOwn(this.process.functions, name) ? this.process.functions[name] : undefined;
    if (body !== undefined) {
      for (const [one, value] of assigned) this.process = withVariable(this.process, one, value);
      this.push({ kind: 'function', saved: this.process.positional, locals: {} });
      this.process = { ...this.process, positional: fields.slice(1) };
      this.#child(body, this.#command(body));
      return;
    }
    const builtin = BUILTINS.get(name);
    if (builtin !== undefined) {
      const before = this.process.variables;
      for (const [one, value] of assigned) this.process = withVariable(this.process, one, value);
      this.#after(builtin(this, fields, line));
      for (const [one] of assigned) {
        const { [one]: _gone, ...rest } = this.process.variables;
        const old = before[one];
        this.process = { ...this.process, variables: old === undefined ? rest : { ...rest, [one]: old } };
      }
      return;
    }
    const own = this.world.builtin(name);
    if (own !== undefined) {
      runTool(this, { argv: fields, line }, own, { program: 'bash', path: '', argv: fields });
      return;
    }
    launch(this, { argv: fields, assigned, line });
  }

  #after(result: BuiltinResult): void {
    if (typeof result === 'number') {
      this.status(result);
      this.errexit();
    } else if (result !== null) {
      if (result.status !== undefined) this.status(result.status);
      this.leave(result.leave);
    }
  }

  #exec(argv: readonly string[], line: number): void {
    if (argv.length === 0) {
      this.status(0);
      return;
    }
    const { frames } = this.state;
    const boundary = frames.findLastIndex(({ kind }) => kind === 'process' || kind === 'capture');
    launch(this, {
      argv,
      line,
      replacing: () => {
        frames.length = boundary + 1;
      },
    });
  }

  #endFunction(frame: Frame & { kind: 'function' }): void {
    const variables = { ...this.process.variables };
    for (const [name, old] of Object.entries(frame.locals)) {
      delete variables[name];
      if (old !== null) variables[name] = old;
    }
    this.process = { ...this.process, positional: frame.saved, variables };
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

  /** Expands words; null: a command has to run first, or it cannot be (said already). */
  #expand<T>(frame: Frame & { results: string[] }, line: number, act: (expansion: Expansion) => T): T | null {
    const expansion = new Expansion(this.process, frame.results, this.files);
    try {
      const value = act(expansion);
      this.process = expansion.process;
      return value;
    } catch (error) {
      if (error instanceof NeedsOutput) this.#capture(error.body, frame);
      else if (error instanceof ExpansionError) this.#cannotExpand(error, line);
      else if (error instanceof FileError) this.#cannotExpand(new ExpansionError('too-long', ''), line);
      else throw error;
      return null;
    }
  }

  #cannotExpand(error: ExpansionError, line: number): void {
    this.pop();
    if (error.problem === 'too-long')
      this.podium(
        'shell:too-long',
        'Words that expand to more than 128 KiB or 4000 fields are not simulated.',
      );
    else {
      this.err(badExpansion(this.process, error, line));
      const unset = error.problem !== 'arithmetic' && error.problem !== 'zero';
      this.status(this.process.kind !== 'bash' ? 2 : unset ? 127 : 1);
    }
    if (this.process.mode !== 'prompt') this.leave({ kind: 'exit' });
    else while (this.state.frames.length > 0 && this.state.frames.at(-1)?.kind !== 'script') this.pop();
  }

  #capture(body: Command, below: Frame & { ref?: Ref }): void {
    const id = this.#newCapture();
    this.push({ kind: 'capture', id, saved: this.process });
    const { descriptors } = this.process;
    this.process = {
      ...this.process,
      traps: {},
      descriptors: { ...descriptors, output: { to: 'capture', id } },
    };
    const ref = 'ref' in below && below.ref !== undefined ? below.ref : ([0, 0, 0] as const);
    this.#child(ref, body);
  }

  #captured(frame: Frame & { kind: 'capture' }): void {
    this.pop();
    const text = withoutTrailing(this.state.captures[frame.id] ?? '', '\n');
    delete this.state.captures[frame.id];
    const below = this.state.frames.at(-1);
    this.process = { ...frame.saved, status: this.process.status };
    if (below !== undefined && 'results' in below) below.results.push(text);
  }

  /** Podium runs the sides of a pipe one after the other; what waits on the left shows nothing until it ends. */
  sayIfHeldBack(): void {
    const pipe = this.state.frames.find(
      (frame) =>
        frame.kind === 'pipeline' && !frame.waited && (this.state.captures[frame.capture] ?? '') !== '',
    );
    if (pipe?.kind !== 'pipeline') return;
    pipe.waited = true;
    sayNotSimulated(
      this.world.draft,
      { err: (text) => this.world.err(text) },
      {
        code: 'shell:pipe',
        message:
          'What stands left of a pipe sleeps after it has written; Podium passes its output on only when it ends, the real pipe does at once.',
      },
    );
  }

  /** A path as the shell means it. */
  path(path: string): string {
    return absolute(this.process.cwd, path);
  }

  variable(name: string): string | undefined {
    return variable(this.process, name);
  }
}

function targetsOf(expansion: Expansion, command: Command): Target[] {
  return command.redirects.map((redirect) => ({ redirect, text: expansion.text(redirect.target) }));
}
