import { exported, type MachineState, type ShellProcess } from '../shell/process.ts';
import type { ContainerRecord } from '../state.ts';
import { environmentOf } from '../usual.ts';

/** The first process of a machine inside a container, before it has become anything. */
export function firstProcess(
  container: ContainerRecord,
  input: ShellProcess['descriptors']['input'] = { from: 'nothing' },
  pid = 1,
): ShellProcess {
  const env = environmentOf(container);
  return {
    kind: 'dash',
    name: 'sh',
    mode: 'command',
    pid,
    identity: container.identity,
    cwd: container.cwd,
    variables: exported([
      ...env,
      ...(env.some(([name]) => name === 'HOSTNAME') ? [] : [['HOSTNAME', container.hostname] as const]),
    ]),
    functions: {},
    traps: {},
    positional: [],
    descriptors: { input, output: { to: 'out' }, error: { to: 'err' } },
    status: 0,
    options: '',
  };
}

/** A machine's state around its first process. */
export function stateOf(process: ShellProcess, argv: readonly string[]): MachineState {
  return { sources: [], frames: [], process, inputs: {}, captures: {}, counter: 0, argv };
}
