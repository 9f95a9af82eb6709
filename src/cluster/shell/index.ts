/** Reads what is typed, at the learner's own prompt or in a shell that `kubectl exec -it` opened. */
import type { Draft } from '../draft.ts';
import { sayNotSimulated } from '../not-simulated.ts';
import type { Streams } from '../streams.ts';

/**
 * Runs one input: a line, several, a heredoc. What is left once a shell was opened or left goes to the shell that reads
 * then. An editor that it opens is `draft.editing`; what would come after it in the same input is not run.
 */
export function typeIn(draft: Draft, input: string, streams: Streams): number {
  const code = `tool:${input.trim().split(' ', 1)[0] ?? ''}`;
  return sayNotSimulated(draft, streams, { code, message: 'Nothing can be typed yet.' });
}

/** What stands before the cursor: `controlplane:~$ `, `/ # `. */
export function promptOf(_draft: Draft): string {
  return '$ ';
}
