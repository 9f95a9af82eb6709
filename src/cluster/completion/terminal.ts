/** The shell that reads what is typed now: whose commands, files and variables Tab offers. */
import type { Draft } from '../draft.ts';
import { attempt } from '../files/errors.ts';
import { processOf } from '../programs/open-shell.ts';
import { beside } from '../programs/run.ts';
import { SERVERS } from '../programs/servers/index.ts';
import { worldOf } from '../programs/world.ts';
import { BUILTINS } from '../shell/builtins/index.ts';
import { learnersProcess, learnersWorld, OWN_COMMANDS } from '../shell/learner.ts';
import { exported, type ShellProcess, variable } from '../shell/process.ts';
import { KEYWORDS } from '../shell/words.ts';
import type { World } from '../shell/world.ts';
import type { ContainerRecord } from '../state.ts';
import { Collected } from '../streams.ts';
import { TOOLS } from '../tools/index.ts';
import { environmentOf } from '../usual.ts';
import type { Found } from './candidate.ts';
import type { Looking } from './paths.ts';

export interface Terminal {
  readonly draft: Draft;
  /** The learner's machine has kubectl, the editors and the history; a container has what its image has. */
  readonly inside: boolean;
  readonly looking: Looking;
  readonly process: ShellProcess;
  /** Names of commands that begin so. */
  commands(begun: string): readonly Found[];
}

/** The terminal as it stands; null: the container of the open shell is gone. */
export function terminalOf(draft: Draft): Terminal | null {
  const shell = draft.shells.at(-1);
  if (shell === undefined) {
    const world = learnersWorld(draft, new Collected(), () => false);
    return terminal(world, learnersProcess(draft));
  }
  const container = draft.containers[shell.container];
  return container === undefined ? null : terminal(worldInside(draft, container), processOf(shell));
}

/** What `kubectl exec` would start a program in: a running container, with its programs and no shell. */
export function terminalInside(draft: Draft, container: ContainerRecord): Terminal {
  const { identity, cwd } = container;
  const process = { ...learnersProcess(draft), identity, cwd, variables: exported(environmentOf(container)) };
  const inside = terminal(worldInside(draft, container), process);
  return { ...inside, commands: (begun) => commandsFor(begun, programs(inside.looking, process)) };
}

function commandsFor(begun: string, names: readonly string[]): readonly Found[] {
  return names.filter((name) => name.startsWith(begun)).map((value) => ({ value, kind: 'command' }));
}

function worldInside(draft: Draft, container: ContainerRecord): World {
  return worldOf({
    ...beside(draft, container, new Collected(), () => 'passed'),
    terminal: true,
    stopped: () => false,
  });
}

function terminal(world: World, process: ShellProcess): Terminal {
  const inside = world.container !== null;
  const files = world.files(process.identity);
  const looking = { files, cwd: process.cwd, home: variable(process, 'HOME') ?? '/' };
  return {
    draft: world.draft,
    inside,
    looking,
    process,
    commands: (begun) =>
      commandsFor(begun, [
        ...BUILTINS.keys(),
        ...WORDS,
        ...(inside ? [] : OWN_COMMANDS),
        ...programs(looking, process),
      ]),
  };
}

const WORDS = [...KEYWORDS].filter((word) => /^[a-z]+$/.test(word));
const SHELLS = ['sh', 'ash', 'bash', 'dash'];
/** Where ash looks without PATH. */
const USUAL_PATH = '/sbin:/usr/sbin:/bin:/usr/bin';

/** Programs in PATH that Podium simulates; the others are there, but would only say that they are not simulated. */
function programs({ files }: Looking, process: ShellProcess): readonly string[] {
  const simulated = (name: string, program: string | undefined): boolean =>
    TOOLS.has(name) || SHELLS.includes(name) || (program !== undefined && SERVERS.has(program));
  return (variable(process, 'PATH') ?? USUAL_PATH).split(':').flatMap((directory) => {
    const names = attempt(() => files.list(directory));
    if ('refused' in names) return [];
    return names.value.filter((name) => {
      const node = files.peek(`${directory}/${name}`)?.node;
      if (node?.type !== 'file' || !files.may(`${directory}/${name}`, 1)) return false;
      return node.program === 'vim' || node.unknown !== true || simulated(name, node.program);
    });
  });
}
