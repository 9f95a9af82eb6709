/** Words become fields and texts while a command waits for them; what stands in `$( )` runs first. */
import { FileError } from '../files/errors.ts';
import { withoutTrailing } from '../trailing.ts';
import { Expansion, ExpansionError, NeedsOutput } from './expand.ts';
import type { Machine } from './machine.ts';
import type { Frame, Ref } from './process.ts';
import type { Target } from './redirects.ts';
import type { Command } from './syntax.ts';
import { badExpansion } from './wording.ts';

/** Expands words; null: a command has to run first, or it cannot be (said already). */
export function expand<T>(
  machine: Machine,
  frame: Frame & { results: string[] },
  line: number,
  act: (expansion: Expansion) => T,
): T | null {
  const expansion = new Expansion(machine.process, frame.results, machine.files);
  try {
    const value = act(expansion);
    machine.process = expansion.process;
    return value;
  } catch (error) {
    if (error instanceof NeedsOutput) capture(machine, error.body, frame);
    else if (error instanceof ExpansionError) cannotExpand(machine, error, line);
    else if (error instanceof FileError) cannotExpand(machine, new ExpansionError('too-long', ''), line);
    else throw error;
    return null;
  }
}

function cannotExpand(machine: Machine, error: ExpansionError, line: number): void {
  machine.pop();
  if (error.problem === 'too-long')
    machine.podium(
      'shell:too-long',
      'Words that expand to more than 128 KiB or 4000 fields are not simulated.',
    );
  else {
    machine.err(badExpansion(machine.process, error, line));
    const unset = error.problem !== 'arithmetic' && error.problem !== 'zero';
    machine.status(machine.process.kind !== 'bash' ? 2 : unset ? 127 : 1);
  }
  if (machine.process.mode !== 'prompt') machine.leave({ kind: 'exit' });
  else
    while (machine.state.frames.length > 0 && machine.state.frames.at(-1)?.kind !== 'script') machine.pop();
}

function capture(machine: Machine, body: Command, below: Frame & { ref?: Ref }): void {
  const id = machine.newCapture();
  machine.push({ kind: 'capture', id, saved: machine.process });
  const { descriptors } = machine.process;
  machine.process = {
    ...machine.process,
    traps: {},
    descriptors: { ...descriptors, output: { to: 'capture', id } },
  };
  const ref = 'ref' in below && below.ref !== undefined ? below.ref : ([0, 0, 0] as const);
  machine.child(ref, body);
}

/** `$( )` has ended: what it wrote goes to the frame below. */
export function captured(machine: Machine, frame: Frame & { kind: 'capture' }): void {
  machine.pop();
  const text = withoutTrailing(machine.state.captures[frame.id] ?? '', '\n');
  delete machine.state.captures[frame.id];
  const below = machine.state.frames.at(-1);
  machine.process = { ...frame.saved, status: machine.process.status };
  if (below !== undefined && 'results' in below) below.results.push(text);
}

/** Where the redirects of a command lead. */
export function targetsOf(expansion: Expansion, command: Command): Target[] {
  return command.redirects.map((redirect) => ({ redirect, text: expansion.text(redirect.target) }));
}
