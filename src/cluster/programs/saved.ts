/** A program between two of its moments, as JSON in `ContainerRecord.program`. */
import type { Identity } from '../identity.ts';
import type { Json } from '../json.ts';
import type { MachineState } from '../shell/process.ts';
import type { ContainerRecord } from '../state.ts';
import type { Child } from '../tools/processes.ts';

export interface Saved {
  readonly state: MachineState;
  /** TCP ports on which it accepts connections. */
  readonly listens: readonly number[];
  /** What others see of it: process 1 as it is now, and what it started. */
  readonly shown: {
    readonly uid: number;
    readonly argv: readonly string[];
    readonly identity: Identity;
    readonly children: readonly Child[];
  };
  /** SIGTERM came while something ran in front; the trap's turn is when that ends. */
  readonly terminated?: true;
}

/** A saved program as the JSON it is stored as. */
export function saved(program: Saved): Json {
  return JSON.parse(JSON.stringify(program)) as Json;
}

/** What is saved of a container's program; null: nothing was (an image that Podium does not know). */
export function savedOf(container: Pick<ContainerRecord, 'program'>): Saved | null {
  const { program } = container;
  if (program === null || typeof program !== 'object' || Array.isArray(program) || !('state' in program))
    return null;
  return JSON.parse(JSON.stringify(program)) as Saved;
}
