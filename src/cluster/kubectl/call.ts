/** The way into kubectl/ and what comes out beside the two streams. */
import type { Json } from '../json.ts';
import type { OpenShell } from '../state.ts';

export interface KubectlResult {
  readonly status: number;
  /** An editor is to be opened; `editedKubectl(draft, saved, text, streams)` goes on once it is closed. */
  readonly edit?: { readonly path: string; readonly text: string; readonly saved: Json };
  /** What is typed next goes to this shell. */
  readonly shell?: OpenShell;
}
