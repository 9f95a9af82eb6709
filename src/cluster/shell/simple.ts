/** The steps of a simple command: its words, its redirects, then what its name means. */

import type { BuiltinResult } from './builtins/builtin.ts';
import { BUILTINS } from './builtins/index.ts';
import { BASH_BUILTINS } from './elsewhere.ts';
import { expand, targetsOf } from './expanding.ts';
import type { Machine } from './machine.ts';
import { type Frame, withVariable } from './process.ts';
import { quoted } from './quoted.ts';
import { applyRedirects, type Target } from './redirects.ts';
import { launch, runTool } from './start.ts';
import type { Simple } from './syntax.ts';
import { says } from './wording.ts';

/** A compound command with redirects: they hold until it ends. */
export function redirected(machine: Machine, frame: Frame & { kind: 'redirect' }): void {
  const command = machine.command(frame.ref);
  const targets = expand(machine, frame, command.line, (expansion) => targetsOf(expansion, command));
  if (targets === null) return;
  machine.pop();
  const saved = machine.process.descriptors;
  if (!applyRedirects(machine, targets, command.line)) {
    machine.errexit();
    return;
  }
  machine.push({ kind: 'descriptors', saved });
  machine.enter({ ...command, redirects: [] }, frame.ref);
}

/** Expands the words, then performs. */
export function simple(machine: Machine, frame: Frame & { kind: 'simple' }): void {
  const command = machine.command(frame.ref);
  if (command.kind !== 'simple') {
    machine.pop();
    return;
  }
  const ready = expand(machine, frame, command.line, (expansion) => {
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
  machine.pop();
  perform(machine, command, frame, ready);
}

function perform(
  machine: Machine,
  command: Simple,
  frame: Frame & { kind: 'simple' },
  ready: { fields: string[]; targets: Target[]; assigned: [string, string][] },
): void {
  const { fields, targets, assigned } = ready;
  const [name] = fields;
  const locked = assigned.find(([one]) => frame.before.variables[one]?.readOnly === true);
  if (locked !== undefined) {
    const words = machine.process.kind === 'bash' ? 'readonly variable' : 'is read only';
    machine.process = frame.before;
    machine.err(says(machine.process, `${locked[0]}: ${words}`, command.line));
    machine.status(machine.process.kind === 'bash' ? 1 : 2);
    if (machine.process.mode !== 'prompt') machine.leave({ kind: 'exit' });
    return;
  }
  const saved = machine.process.descriptors;
  if (!applyRedirects(machine, targets, command.line)) {
    machine.errexit();
    return;
  }
  if (name === undefined) {
    machine.process = { ...machine.process, descriptors: saved };
    if (frame.results.length === 0) machine.status(0);
    machine.errexit();
    return;
  }
  if (name === 'exec') {
    for (const [one, value] of assigned) machine.process = withVariable(machine.process, one, value, true);
    exec(machine, fields.slice(1), command.line);
    return;
  }
  if (targets.length > 0) machine.push({ kind: 'descriptors', saved });
  const meant = machine.process.mode === 'prompt' ? machine.world.alias(name) : undefined;
  if (meant !== undefined) {
    machine.script(aliased(name, meant, fields.slice(1), assigned));
    return;
  }
  call(machine, fields, assigned, command.line);
}

/** What is run for an alias: its text with the other words behind it. Its own name in front means the command itself. */
function aliased(
  name: string,
  text: string,
  rest: readonly string[],
  assigned: readonly (readonly [string, string])[],
): string {
  const front = assigned.map(([one, value]) => `${one}=${quoted(value)} `).join('');
  const own = text.trimStart().split(/\s/, 1)[0] === name ? 'command ' : '';
  return `${front}${own}${[text, ...rest.map(quoted)].join(' ')}`;
}

/** Runs a command by its name: a function, a builtin, a program. */
export function call(
  machine: Machine,
  fields: readonly string[],
  assigned: readonly (readonly [string, string])[],
  line: number,
): void {
  const [name = ''] = fields;
  const body = Object.hasOwn(machine.process.functions, name) ? machine.process.functions[name] : undefined;
  if (body !== undefined) {
    for (const [one, value] of assigned) machine.process = withVariable(machine.process, one, value);
    machine.push({ kind: 'function', saved: machine.process.positional, locals: {} });
    machine.process = { ...machine.process, positional: fields.slice(1) };
    machine.child(body, machine.command(body));
    return;
  }
  const builtin = BUILTINS.get(name);
  if (builtin !== undefined) {
    const before = machine.process.variables;
    for (const [one, value] of assigned) machine.process = withVariable(machine.process, one, value);
    after(machine, builtin(machine, fields, line));
    for (const [one] of assigned) {
      const { [one]: _gone, ...rest } = machine.process.variables;
      const old = before[one];
      machine.process = { ...machine.process, variables: old === undefined ? rest : { ...rest, [one]: old } };
    }
    return;
  }
  if (machine.process.kind === 'bash' && BASH_BUILTINS.has(name)) {
    machine.podium(`tool:${name}`, `${name} is not simulated; it is a builtin of bash.`);
    machine.errexit();
    return;
  }
  const own = machine.world.builtin(name);
  if (own !== undefined) {
    runTool(machine, { argv: fields, line }, own, { program: 'bash', path: '', argv: fields });
    return;
  }
  launch(machine, { argv: fields, assigned, line });
}

function after(machine: Machine, result: BuiltinResult): void {
  if (typeof result === 'number') {
    machine.status(result);
    machine.errexit();
  } else if (result !== null) {
    if (result.status !== undefined) machine.status(result.status);
    machine.leave(result.leave);
  }
}

function exec(machine: Machine, argv: readonly string[], line: number): void {
  if (argv.length === 0) {
    machine.status(0);
    return;
  }
  const { frames } = machine.state;
  const boundary = frames.findLastIndex(({ kind }) => kind === 'process' || kind === 'capture');
  launch(machine, {
    argv,
    line,
    replacing: () => {
      frames.length = boundary + 1;
    },
  });
}
