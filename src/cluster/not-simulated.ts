import type { Draft } from './draft.ts';
import type { Streams } from './streams.ts';

/**
 * The exit status of whatever Podium does not simulate: no tool of the cluster's ends with it by itself, so that a
 * script and the lab's figures can tell it from a failure of the command.
 */
export const NOT_SIMULATED_STATUS = 88;

/** What is not simulated: a stable code for the figures of a lab, and the sentence for the learner. */
export interface NotSimulated {
  /** Lower-case, hyphenated, with what was asked for after a colon: `kubectl-verb:drain`, `tool:curl`. */
  readonly code: string;
  /** What is not simulated, and what the real one would do in general. Begins with a capital, ends with a full stop. */
  readonly message: string;
}

/** Says in one line on stderr what is not simulated, notes the code, and gives the exit status for it. */
export function sayNotSimulated(
  draft: Draft,
  streams: Pick<Streams, 'err'>,
  what: NotSimulated,
): typeof NOT_SIMULATED_STATUS {
  draft.notSimulated.push(what.code);
  streams.err(`podium: ${what.message}\n`);
  return NOT_SIMULATED_STATUS;
}
