import { openThread, type Thread } from '../../runtime/thread.ts';
import type { CheckedLabs, Known, LabText } from './index.ts';

/** A lab is played in a tenth of a second or so; labs that take this long were made to. */
const TIMEOUT_MS = 120_000;
const MEGABYTES = 512;

/** What a check is given: the labs, and what there is beside them. */
export interface LabsToCheck {
  readonly files: readonly LabText[];
  readonly known: Known;
}

/** Checks labs as `podium labs check` does, in a thread that is stopped when a lab does not come to an end. */
export function openLabCheck(): Thread<LabsToCheck, CheckedLabs> {
  const entry = new URL('./lab-check-thread', import.meta.url);
  return openThread({ entry, timeoutMs: TIMEOUT_MS, megabytes: MEGABYTES });
}
