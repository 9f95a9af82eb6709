/** trap: what runs when the shell ends. */
import type { Builtin } from './builtin.ts';

export const trap: Builtin = (machine, argv) => {
  const args = argv.slice(1).filter((one) => one !== '--');
  const [action, ...signals] = args;
  if (action === undefined) {
    for (const [signal, text] of Object.entries(machine.process.traps))
      machine.out(`trap -- '${text}' ${signal}\n`);
    return 0;
  }
  const traps = { ...machine.process.traps };
  for (const signal of signals.length === 0 ? [action] : signals) {
    const name =
      signal === '0'
        ? 'EXIT'
        : signal === '15'
          ? 'TERM'
          : signal === '2'
            ? 'INT'
            : signal.replace(/^SIG/, '').toUpperCase();
    if (action === '-' || signals.length === 0) delete traps[name];
    else traps[name] = action;
  }
  machine.process = { ...machine.process, traps };
  return 0;
};
