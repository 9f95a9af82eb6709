/** A lab as `podium lab` keeps it: one file a lab, written whole after everything that was done. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** Packed clusters are base64 of what `workOnLab` gives. */
const keptSchema = z.object({
  format: z.literal(1),
  lab: z.string(),
  /** Of the lab; another one begins it again. */
  revision: z.number(),
  /** Number of the step, from 0; as many as there are once the lab is done. */
  step: z.number().int().nonnegative(),
  /** How many things were done: tells that another window did something. */
  turn: z.number().int().nonnegative(),
  /** Taken of each step. */
  hints: z.array(z.number().int().nonnegative()),
  start: z.string(),
  state: z.string(),
  /** What Undo goes back to, the oldest first. */
  before: z.array(z.string()),
  /** Milliseconds since 1970: when it was begun, and when it was done. Files of older versions have neither. */
  startedAt: z.number().optional(),
  finishedAt: z.number().optional(),
});

export type KeptLab = z.infer<typeof keptSchema>;

/** How far Undo goes back. */
export const UNDOES = 20;

/** Where the file of a lab lies: in the state directory of the XDG base directories. */
export function keptPath(env: Readonly<Record<string, string | undefined>>, lab: string): string {
  const given = env.XDG_STATE_HOME;
  const state = given?.startsWith('/') === true ? given : join(env.HOME || homedir(), '.local', 'state');
  return join(state, 'podium', 'labs', `${lab}.json`);
}

/** The lab that is kept there; undefined: none. `broken`: something else is there. */
export function readKept(path: string): KeptLab | 'broken' | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return keptSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return 'broken';
    throw error;
  }
}

/** Writes it so that a crash leaves the old file or the new one. Throws what the system says. */
export function writeKept(path: string, kept: KeptLab): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const fresh = `${path}.new`;
  const file = openSync(fresh, 'w', 0o600);
  try {
    writeSync(file, JSON.stringify(kept));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(fresh, path);
}
