/** Redirects: where the descriptors go before a command runs. */
import { attempt } from '../files/errors.ts';
import { NOT_SIMULATED_STATUS } from '../not-simulated.ts';
import type { Machine } from './machine.ts';
import type { Descriptors, Output } from './process.ts';
import type { Redirect } from './syntax.ts';
import { cannotOpen, says } from './wording.ts';

/** A redirect whose word has been expanded. */
export interface Target {
  readonly redirect: Redirect;
  readonly text: string;
}

/** Applies redirects from left to right; false: one failed, it was said, and the status is set. */
export function applyRedirects(machine: Machine, targets: readonly Target[], line: number): boolean {
  const before = machine.process.descriptors;
  for (const target of targets) {
    const next = apply(machine, target, line);
    if (next === null) {
      machine.process = { ...machine.process, descriptors: before };
      return false;
    }
    machine.process = { ...machine.process, descriptors: next };
  }
  return true;
}

function apply(machine: Machine, { redirect, text }: Target, line: number): Descriptors | null {
  const { descriptors } = machine.process;
  const { operator, descriptor } = redirect;
  if (operator === '<<') return { ...descriptors, input: { from: 'text', id: machine.feed(text) } };
  if (operator === '<<<') return { ...descriptors, input: { from: 'text', id: machine.feed(`${text}\n`) } };
  if (operator === '<') return descriptor === 0 ? opened(machine, text, line) : descriptors;
  if (operator === '<&') return descriptors;
  if (operator === '<>') {
    machine.podium(
      'shell:open-both',
      'The redirect <> is not simulated; it opens a file for reading and writing.',
    );
    return null;
  }
  if (operator === '>&') {
    if (/^[0-9-]$/.test(text)) return duplicated(machine, descriptor, text, line);
    const both = written(machine, text, false, line);
    return both === null ? null : { ...descriptors, output: both, error: both };
  }
  const output = written(machine, text, operator === '>>' || operator === '&>>', line);
  if (output === null) return null;
  if (operator === '&>' || operator === '&>>') return { ...descriptors, output, error: output };
  if (descriptor === 1) return { ...descriptors, output };
  return descriptor === 2 ? { ...descriptors, error: output } : descriptors;
}

function opened(machine: Machine, path: string, line: number): Descriptors | null {
  const read = attempt(() => machine.files.read(machine.path(path)));
  const { descriptors } = machine.process;
  if (isUnknown(machine, path)) {
    machine.status(NOT_SIMULATED_STATUS);
    return null;
  }
  if ('value' in read) return { ...descriptors, input: { from: 'text', id: machine.feed(read.value) } };
  if (read.refused.errno === 'EISDIR') return { ...descriptors, input: { from: 'nothing' } };
  return refused(machine, cannotOpen(machine.process, path, false, read.refused.message, line));
}

/** Podium does not know what is in the file, and said so when it was read. */
function isUnknown(machine: Machine, path: string): boolean {
  const node = machine.files.peek(machine.path(path))?.node;
  return node?.type === 'file' && node.unknown === true;
}

function written(machine: Machine, path: string, append: boolean, line: number): Output | null {
  const standard = {
    '/dev/stdout': machine.process.descriptors.output,
    '/dev/stderr': machine.process.descriptors.error,
  };
  if (path === '/dev/null') return { to: 'nowhere' };
  if (path === '/dev/stdout' || path === '/dev/stderr') return standard[path];
  const first = /^\/proc\/(1|self)\/fd\/([12])$/.exec(path);
  if (first !== null) {
    if (first[1] === '1') return { to: first[2] === '1' ? 'out' : 'err' };
    return first[2] === '1' ? machine.process.descriptors.output : machine.process.descriptors.error;
  }
  const opening = attempt(() => machine.files.open(machine.path(path), !append));
  if ('refused' in opening)
    return refused(machine, cannotOpen(machine.process, path, true, opening.refused.message, line));
  const special = machine.files.peek(opening.value)?.node.type === 'special';
  return special ? { to: 'nowhere' } : { to: 'file', path: opening.value };
}

function duplicated(machine: Machine, descriptor: number, text: string, line: number): Descriptors | null {
  const { descriptors } = machine.process;
  const from: Readonly<Record<string, Output>> = {
    '1': descriptors.output,
    '2': descriptors.error,
    '-': { to: 'nowhere' },
  };
  const output = from[text];
  if (output === undefined)
    return refused(
      machine,
      says(
        machine.process,
        `${text}: ${machine.process.kind === 'bash' ? 'B' : 'b'}ad file descriptor`.replace('bad', 'Bad'),
        line,
      ),
    );
  if (descriptor === 1) return { ...descriptors, output };
  return descriptor === 2 ? { ...descriptors, error: output } : descriptors;
}

function refused(machine: Machine, text: string): null {
  machine.err(text);
  machine.status(machine.process.kind === 'dash' ? 2 : 1);
  return null;
}
