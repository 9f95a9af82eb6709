/** A shell as a program: its options, and what it reads. */
import { attempt } from '../files/errors.ts';
import type { Machine } from './machine.ts';
import type { ShellProcess } from './process.ts';

/** A shell with its arguments: `-c TEXT NAME ARGUMENTS…`, a file, or whatever it reads. */
export function startShell(machine: Machine, kind: ShellProcess['kind'], argv: readonly string[]): void {
  const [name = '', ...rest] = argv;
  let options = '';
  let command = false;
  let at = 0;
  for (; at < rest.length; at += 1) {
    const one = rest[at] ?? '';
    if (one === '--' || !/^[-+]./.test(one)) break;
    if (one === '-o' || one === '+o') at += 1;
    else if (!one.startsWith('--')) {
      for (const letter of one.slice(1)) {
        if (letter === 'c') command = true;
        else if ('euf'.includes(letter)) options += letter;
        else if (!'ilsx'.includes(letter)) {
          machine.err(
            `${name}: ${kind === 'bash' ? `-${letter}: invalid option` : kind === 'dash' ? `0: Illegal option -${letter}` : `illegal option -${letter}`}\n`,
          );
          machine.status(2);
          return;
        }
        if (letter === 'x') {
          machine.podium(
            'shell:xtrace',
            'set -x is not simulated; the shell would print each command before it runs it.',
          );
          return;
        }
      }
    }
  }
  if (rest[at] === '--') at += 1;
  const [text, ...positional] = rest.slice(at);
  const base = { ...machine.process, kind, options, name };
  if (command) {
    if (text === undefined) {
      const words =
        kind === 'bash'
          ? '-c: option requires an argument'
          : kind === 'dash'
            ? '0: -c requires an argument'
            : '-c requires an argument';
      machine.err(`${name}: ${words}\n`);
      machine.status(2);
      return;
    }
    machine.process = {
      ...base,
      mode: 'command',
      name: positional[0] ?? name,
      positional: positional.slice(1),
      status: 0,
    };
    machine.script(text);
    return;
  }
  if (text !== undefined && text !== '-') {
    const read = attempt(() => machine.files.read(machine.path(text)));
    if ('refused' in read) {
      const why = read.refused.message;
      const words =
        kind === 'bash'
          ? `${text}: ${why}`
          : kind === 'dash'
            ? `0: cannot open ${text}: ${why === 'No such file or directory' ? 'No such file' : why}`
            : `can't open '${text}': ${why}`;
      machine.err(`${name}: ${words}\n`);
      machine.status(
        kind === 'bash' || kind === 'dash'
          ? read.refused.errno === 'ENOENT'
            ? kind === 'bash'
              ? 127
              : 2
            : kind === 'bash'
              ? 126
              : 2
          : 2,
      );
      return;
    }
    machine.process = { ...base, mode: 'script', name: text, positional, status: 0 };
    machine.script(read.value);
    return;
  }
  if (machine.process.descriptors.input.from === 'terminal') {
    machine.process = { ...base, mode: 'prompt', positional: [], status: 0 };
    machine.halt = { kind: 'reading', process: machine.process };
    return;
  }
  machine.process = { ...base, mode: kind === 'bash' ? 'script' : 'command', positional: [], status: 0 };
  machine.script(machine.read() ?? '');
}
