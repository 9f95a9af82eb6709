/** The world of a container's processes. */
import type { Draft } from '../draft.ts';
import type { FileSystem } from '../files/system.ts';
import type { Mount } from '../files/tree.ts';
import type { Identity } from '../identity.ts';
import { pullImage } from '../images/index.ts';
import { NOT_SIMULATED_STATUS, sayNotSimulated } from '../not-simulated.ts';
import type { World } from '../shell/world.ts';
import type { ContainerRecord } from '../state.ts';
import type { Tool } from '../tools/call.ts';
import { TOOLS } from '../tools/index.ts';
import { SERVERS } from './servers/index.ts';
import { containerFiles, type First, resolvedMounts } from './view.ts';

/** What differs between process 1, `kubectl exec` and a shell that was left open. */
export interface Surroundings {
  readonly draft: Draft;
  readonly container: ContainerRecord;
  readonly terminal: boolean;
  /** It runs the container's own program. */
  readonly own: boolean;
  out(text: string): void;
  err(text: string): void;
  sleep: World['sleep'];
  stopped(): boolean;
  /** The machine itself runs process 1: what it is now. */
  first(): First;
}

/** Whether a container's image has musl instead of glibc (Alpine). */
function isMusl(container: ContainerRecord): boolean {
  const pulled = pullImage(container.image);
  const etc = pulled.kind === 'image' ? pulled.image.files.entries.etc : undefined;
  return etc?.type === 'directory' && etc.entries['alpine-release'] !== undefined;
}

/** A program that is in the image and not simulated: as process 1 it counts as running. */
function notSimulated(name: string): Tool {
  return (call) => {
    call.notSimulated({
      code: `tool:${name}`,
      message: `${name} is there, but Podium does not simulate it.`,
    });
    return call.own ? { forever: true } : NOT_SIMULATED_STATUS;
  };
}

/** A world inside a container. */
export function worldOf(around: Surroundings): World {
  const { draft, container } = around;
  let mounts: readonly Mount[] | null = null;
  const err = (text: string): void => around.err(text);
  return {
    draft,
    container,
    own: around.own,
    terminal: around.terminal,
    musl: isMusl(container),
    files: (identity: Identity, looker = null): FileSystem => {
      mounts ??= resolvedMounts(draft, container);
      return containerFiles(draft, container, mounts, identity, looker, around.first(), (path) =>
        sayNotSimulated(
          draft,
          { err },
          { code: 'file:unknown', message: `Podium does not know what is in ${path}.` },
        ),
      );
    },
    out: (text) => around.out(text),
    err,
    tool: (program, name) => SERVERS.get(program) ?? TOOLS.get(name) ?? notSimulated(name),
    builtin: () => undefined,
    alias: () => undefined,
    sleep: (ms) => around.sleep(ms),
    stopped: () => around.stopped(),
  };
}
