/** umask: which permissions new files of this process, and of what it starts, do not get. */
import { USUAL_UMASK } from '../../identity.ts';
import { changedMode } from '../../tools/mode.ts';
import type { ShellProcess } from '../process.ts';
import { builtinSays } from '../wording.ts';
import type { Builtin } from './builtin.ts';

/**
 * Digits are the bits to be taken away; letters are those to be left (`g=rwx`). busybox shell/ash.c umaskcmd, dash
 * src/miscbltin.c umaskcmd, bash builtins/umask.def.
 */
export const umask: Builtin = (machine, argv, line) => {
  const { process } = machine;
  const before = process.identity.umask ?? USUAL_UMASK;
  const symbolic = argv[1] === '-S';
  const [mode, ...more] = argv.slice(symbolic ? 2 : 1).filter((one) => one !== '--');
  if (mode === undefined) {
    machine.out(`${symbolic ? letters(~before & 0o777) : before.toString(8).padStart(4, '0')}\n`);
    return 0;
  }
  const next = read(mode, before, process.kind);
  if (more.length > 0 || next === 'unknown') {
    machine.podium('tool:umask', `umask with ${argv.slice(1).join(' ')} is not simulated.`);
    return process.status;
  }
  if ('wrong' in next) {
    machine.err(builtinSays(process, 'umask', next.wrong, line));
    return process.kind === 'bash' ? 1 : 2;
  }
  if (machine.world.container === null && process.mode === 'prompt' && next.mask !== USUAL_UMASK) {
    machine.podium(
      'tool:umask',
      'umask is simulated in containers only; here the shell would give new files other permissions from now on.',
    );
    return process.status;
  }
  machine.process = { ...process, identity: { ...process.identity, umask: next.mask } };
  return 0;
};

function read(
  mode: string,
  before: number,
  kind: ShellProcess['kind'],
): { readonly mask: number } | { readonly wrong: string } | 'unknown' {
  if (/^[0-9]/.test(mode)) {
    const mask = /^[0-7]{1,6}$/.test(mode) ? Number.parseInt(mode, 8) : Number.NaN;
    if (kind === 'dash') return mask >= 0 ? { mask: mask & 0o777 } : { wrong: `Illegal number: ${mode}` };
    if (kind === 'ash') return mask <= 0o777 ? { mask } : { wrong: `illegal mode: ${mode}` };
    return mask <= 0o7777 ? { mask: mask & 0o777 } : { wrong: `${mode}: octal number out of range` };
  }
  const left = /^[ugoa+=-]/.test(mode) ? changedMode(mode, ~before & 0o777, false, 0) : null;
  if (left !== null) return { mask: ~left & 0o777 };
  if (kind === 'bash') return 'unknown';
  return { wrong: `${kind === 'dash' ? 'Illegal' : 'illegal'} mode: ${mode}` };
}

/** `u=rwx,g=rx,o=rx`. */
function letters(mode: number): string {
  return (['u', 'g', 'o'] as const)
    .map((who, at) => {
      const bits = (mode >> (6 - 3 * at)) & 7;
      return `${who}=${bits & 4 ? 'r' : ''}${bits & 2 ? 'w' : ''}${bits & 1 ? 'x' : ''}`;
    })
    .join(',');
}
