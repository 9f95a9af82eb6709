import type { Builtin } from './builtin.ts';

/** What `[[` itself is in a shell: bash goes on with what stands in it, dash looks for a program of that name. */
export const doubleBrackets: Builtin = (machine, _argv, line) => {
  const { kind, name } = machine.process;
  if (kind === 'bash') return 0;
  if (kind === 'dash') {
    machine.err(`${name}: ${line}: [[: not found\n`);
    return 127;
  }
  machine.podium(
    'shell:[[',
    '[[ ]] of busybox is not simulated; it is no POSIX shell, and [ ] is the same everywhere.',
  );
  return machine.process.status;
};
