/** What a tool is told of the machine that runs it. */
import { UnknownContent } from '../files/errors.ts';
import { FileSystem } from '../files/system.ts';
import type { Json } from '../json.ts';
import { type NotSimulated, sayNotSimulated } from '../not-simulated.ts';
import type { ToolCall } from '../tools/call.ts';
import type { Machine } from './machine.ts';
import { environment } from './process.ts';

/** What a tool sees of the machine. */
export function callOf(
  machine: Machine,
  argv: readonly string[],
  about: {
    program: string;
    path: string;
    assigned: readonly (readonly [string, string])[];
    resume?: Json | undefined;
  },
): ToolCall {
  const { process, world } = machine;
  const { descriptors } = process;
  const env = new Map<string, string>([...environment(process), ...about.assigned]);
  const pid = alone(machine) ? process.pid : machine.nextPid();
  const err = (text: string): void => machine.err(text);
  return {
    argv,
    path: about.path,
    flavour: about.program === 'busybox' ? 'busybox' : 'gnu',
    draft: world.draft,
    container: world.container,
    own: world.own,
    files: telling(world.files(process.identity, { pid, argv })),
    identity: process.identity,
    pid,
    cwd: process.cwd,
    env: [...env],
    terminal: world.terminal && descriptors.output.to === 'out',
    interactive: world.terminal && descriptors.output.to === 'out' && descriptors.input.from === 'terminal',
    resume: about.resume,
    musl: world.musl,
    stdin: () => machine.read(),
    out: (text) => machine.out(text),
    err,
    notSimulated: (what: NotSimulated) => sayNotSimulated(world.draft, { err }, what),
  };
}

/** The same files, but a tool that reads what nobody knows is stopped there: it can only make its answer up. */
function telling({ view }: FileSystem): FileSystem {
  const unread = (path: string): never => {
    view.unread(path);
    throw new UnknownContent();
  };
  return new FileSystem({ ...view, unread });
}

/** The program is the process at the bottom itself: no shell is below it. */
function alone(machine: Machine): boolean {
  return machine.state.frames.length === 0;
}
