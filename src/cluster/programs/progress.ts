/** What kubelet/ and kubectl/ ask of the programs inside containers (shell/, tools/, images/), and what they get. */
import type { Json } from '../json.ts';
import type { OpenShell } from '../state.ts';

/** How far the program of a container came in one go. Its output went to the container's log (`appendLog`). */
export type Progress =
  /** Process 1 ended. `signal`: by which; the status is then 128 plus it. */
  | { readonly kind: 'exited'; readonly status: number; readonly signal?: number }
  /** It goes on at that moment (ms of the cluster's clock), with `wakeProgram`. */
  | { readonly kind: 'sleeping'; readonly until: number; readonly program: Json }
  /** It does nothing more by itself: a server, `sleep infinity`, a shell that reads a terminal. */
  | { readonly kind: 'waiting'; readonly program: Json }
  /** The runtime could not start it; the words after `exec: `, for instance `"foo": executable file not found in $PATH`. */
  | { readonly kind: 'unstartable'; readonly message: string; readonly status: 127 | 126 | 128 };

/** What came of running something in a container beside its program. */
export type Executed =
  | { readonly kind: 'ended'; readonly status: number }
  /** A shell that reads what is typed: kubectl leaves it open (`Cluster.shells`). */
  | { readonly kind: 'shell'; readonly shell: OpenShell }
  /** As in `Progress`. */
  | { readonly kind: 'unstartable'; readonly message: string }
  /** It would never end (`tail -f`): what it wrote is out, Ctrl-C was pressed for the learner. */
  | { readonly kind: 'interrupted' };
