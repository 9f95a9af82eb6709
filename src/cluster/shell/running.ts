/** A process while its shell runs it: what it reads, writes and is called by; machine.ts lets it act. */
import { attempt } from '../files/errors.ts';
import { absolute } from '../files/lookup.ts';
import type { FileSystem } from '../files/system.ts';
import { sayNotSimulated } from '../not-simulated.ts';
import { type MachineState, type Output, type ShellProcess, variable } from './process.ts';
import type { World } from './world.ts';

const MAX_CAPTURE = 96 * 1024;

export class Running {
  readonly world: World;
  readonly state: MachineState;

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

  status(status: number): void {
    this.process = { ...this.process, status: ((status % 256) + 256) % 256 };
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

  /** A place for what is captured; gives its id. */
  newCapture(): number {
    this.state.counter += 1;
    this.state.captures[this.state.counter] = '';
    return this.state.counter;
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
