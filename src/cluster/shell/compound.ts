/** The steps of what commands are joined by: lists, pipes, conditions, loops. */

import { expand } from './expanding.ts';
import { matcher } from './glob.ts';
import type { Machine } from './machine.ts';
import { type Frame, withVariable } from './process.ts';

/** One behind the other. */
export function list(machine: Machine, frame: Frame & { kind: 'list' }): void {
  const command = machine.command(frame.ref);
  const item = command.kind === 'list' ? command.items[frame.index] : undefined;
  frame.index += 1;
  if (item === undefined) machine.pop();
  else machine.child(frame.ref, item);
}

/** `&&` and `||`. */
export function andOr(machine: Machine, frame: Frame & { kind: 'and' | 'or' }): void {
  const command = machine.command(frame.ref);
  if (command.kind !== 'and' && command.kind !== 'or') {
    machine.pop();
    return;
  }
  if (!frame.begun) {
    frame.begun = true;
    machine.child(frame.ref, command.left);
    return;
  }
  machine.pop();
  if ((machine.process.status === 0) === (command.kind === 'and')) machine.child(frame.ref, command.right);
}

/** `!`. */
export function not(machine: Machine, frame: Frame & { kind: 'not' }): void {
  const command = machine.command(frame.ref);
  if (!frame.begun && command.kind === 'not') {
    frame.begun = true;
    machine.child(frame.ref, command.body);
    return;
  }
  machine.pop();
  machine.status(machine.process.status === 0 ? 1 : 0);
}

/** The sides of a pipe run one after the other; each reads what the one before wrote. */
export function pipeline(machine: Machine, frame: Frame & { kind: 'pipeline' }): void {
  const command = machine.command(frame.ref);
  const stage = command.kind === 'pipeline' ? command.stages[frame.index] : undefined;
  if (command.kind !== 'pipeline' || stage === undefined) {
    machine.pop();
    machine.errexit();
    return;
  }
  const first = frame.index === 0;
  const last = frame.index === command.stages.length - 1;
  const text = first ? '' : (machine.state.captures[frame.capture] ?? '');
  if (!first) delete machine.state.captures[frame.capture];
  machine.fork();
  const { descriptors } = machine.process;
  const input = first ? descriptors.input : ({ from: 'text', id: machine.feed(text) } as const);
  frame.capture = last ? 0 : machine.newCapture();
  frame.index += 1;
  const output = last ? descriptors.output : ({ to: 'capture', id: frame.capture } as const);
  machine.process = { ...machine.process, descriptors: { ...descriptors, input, output } };
  machine.child(frame.ref, stage);
}

/** if, elif, else. */
export function branch(machine: Machine, frame: Frame & { kind: 'if' }): void {
  const command = machine.command(frame.ref);
  if (command.kind !== 'if') {
    machine.pop();
    return;
  }
  const branch = command.branches[frame.branch];
  if (frame.phase === 'test' && branch !== undefined) {
    frame.phase = 'decide';
    machine.child(frame.ref, branch.test);
    return;
  }
  if (branch !== undefined && machine.process.status === 0) {
    machine.pop();
    machine.child(frame.ref, branch.body);
    return;
  }
  if (command.branches[frame.branch + 1] !== undefined) {
    frame.branch += 1;
    frame.phase = 'test';
    return;
  }
  machine.pop();
  machine.status(0);
  if (command.otherwise !== null) machine.child(frame.ref, command.otherwise);
}

/** while and until. */
export function loop(machine: Machine, frame: Frame & { kind: 'loop' }): void {
  const command = machine.command(frame.ref);
  if (command.kind !== 'while' && command.kind !== 'until') {
    machine.pop();
    return;
  }
  if (frame.phase === 'test') {
    frame.phase = 'decide';
    machine.child(frame.ref, command.test);
    return;
  }
  if (frame.phase === 'body') {
    frame.last = machine.process.status;
    frame.phase = 'test';
    return;
  }
  if ((machine.process.status === 0) === (command.kind === 'while')) {
    frame.phase = 'body';
    machine.child(frame.ref, command.body);
    return;
  }
  machine.pop();
  machine.status(frame.last);
}

/** for. */
export function each(machine: Machine, frame: Frame & { kind: 'for' }): void {
  const command = machine.command(frame.ref);
  if (command.kind !== 'for') {
    machine.pop();
    return;
  }
  if (frame.items === null) {
    const words = command.words;
    const items =
      words === null
        ? machine.process.positional
        : expand(machine, frame, command.line, (expansion) => expansion.fields(words));
    if (items === null) return;
    frame.items = items;
    machine.status(0);
  }
  const item = frame.items[frame.index];
  if (item === undefined) {
    machine.pop();
    return;
  }
  frame.index += 1;
  machine.process = withVariable(machine.process, command.name, item);
  machine.child(frame.ref, command.body);
}

/** case: the first arm of which a pattern matches. */
export function choose(machine: Machine, frame: Frame & { kind: 'case' }): void {
  const command = machine.command(frame.ref);
  if (command.kind !== 'case') {
    machine.pop();
    return;
  }
  const chosen = expand(machine, frame, command.line, (expansion) => {
    const text = expansion.text(command.word);
    return {
      arm: command.arms.find(({ patterns }) =>
        patterns.some((pattern) => matcher(expansion.pattern(pattern))(text)),
      ),
    };
  });
  if (chosen === null) return;
  machine.pop();
  machine.status(0);
  const body = chosen.arm?.body;
  if (body !== undefined && body !== null) machine.child(frame.ref, body);
}
