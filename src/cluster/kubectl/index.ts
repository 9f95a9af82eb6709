/** kubectl 1.36 as a function: arguments in, text out; what it calls of the API server are the functions of api/. */
import type { Draft } from '../draft.ts';
import type { Json } from '../json.ts';
import { sayNotSimulated } from '../not-simulated.ts';
import type { Streams } from '../streams.ts';
import type { KubectlResult } from './call.ts';

export type { KubectlResult } from './call.ts';

/** Runs `kubectl ARGUMENTS` on the learner's machine; `argv` is without the `kubectl` in front. */
export function kubectl(draft: Draft, argv: readonly string[], streams: Streams): KubectlResult {
  const code = `kubectl-verb:${argv[0] ?? ''}`;
  return { status: sayNotSimulated(draft, streams, { code, message: 'No verb is known yet.' }) };
}

/** Goes on after the editor that `KubectlResult.edit` asked for was closed; `text` is null when it was given up. */
export function editedKubectl(
  draft: Draft,
  _saved: Json,
  _text: string | null,
  streams: Streams,
): KubectlResult {
  return kubectl(draft, [], streams);
}
