/** exit, return, break, continue: what is left early. */
import { builtinSays } from '../wording.ts';
import { type Builtin, digits } from './builtin.ts';

/** exit and return. */
export function ending(kind: 'exit' | 'return'): Builtin {
  return (machine, argv, line) => {
    if (argv[1] === undefined) return { leave: { kind } };
    const status = digits(argv[1]);
    if (status !== null) return { leave: { kind }, status };
    const { process } = machine;
    machine.err(
      builtinSays(
        process,
        kind,
        process.kind === 'bash' ? `${argv[1]}: numeric argument required` : `Illegal number: ${argv[1]}`,
        line,
      ),
    );
    return { leave: { kind }, status: 2 };
  };
}

/** break and continue. */
export function looping(kind: 'break' | 'continue'): Builtin {
  return (machine, argv, line) => {
    if (!machine.state.frames.some((frame) => frame.kind === 'loop' || frame.kind === 'for')) {
      if (machine.process.kind === 'bash')
        machine.err(
          builtinSays(machine.process, kind, "only meaningful in a `for', `while', or `until' loop", line),
        );
      return 0;
    }
    return { leave: { kind, levels: Math.max(1, digits(argv[1]) ?? 1) }, status: 0 };
  };
}
