/**
 * A cluster in memory, and a terminal on it: a state and what is typed → the next state and what is printed. Pure: no
 * clock, no randomness, no network, no disk; the same lines give the same bytes.
 *
 *   state.ts        the cluster as plain data (a row in the store); draft.ts: how one line changes a copy of it
 *   chance.ts       names, hashes, UIDs from the seed · clock.ts, settle.ts: the simulated clock and what is due on it
 *   bounds.ts       what a cluster may grow to and a line may cost · streams.ts: what commands read and write
 *   not-simulated.ts  the one way to say that something is not simulated
 *   api/            the API server: discovery, defaults, admission, validation, patches, deletion, garbage
 *   controllers/    Deployment → ReplicaSet → Pods, StatefulSet, DaemonSet, Job, CronJob, namespaces, claims
 *   kubelet/        scheduling, pulling, starting, restarting; phases, states, conditions, events; volumes, identities
 *   files/          trees of files, mounts, who may do what · images/: what images hold · identity.ts: who a process is
 *   programs/       what runs inside containers · shell/: the one shell, inside and on the learner's machine
 *   kubectl/        the client: arguments, verbs, printers
 *
 * Calls run one way: shell → kubectl → api, programs, settle; settle → controllers → api, settle → kubelet → api,
 * programs, images, files. What a manifest means is asked of manifest/ and judged nowhere else.
 */
import { clusterOf, draftOf } from './draft.ts';
import { advance } from './settle.ts';
import { promptOf, typeIn } from './shell/index.ts';
import type { Cluster } from './state.ts';
import { Collected } from './streams.ts';

export type { Cluster } from './state.ts';

/** What came of an input. */
export interface Ran {
  readonly cluster: Cluster;
  readonly stdout: string;
  readonly stderr: string;
  /** Exit status of the last command. */
  readonly status: number;
  /** What stands before the cursor now. */
  readonly prompt: string;
  /** An editor was opened: show it, then call `finishEdit`. */
  readonly edit?: { readonly path: string; readonly text: string };
  /** Code of the first thing that was asked for and is not simulated. */
  readonly notSimulated?: string;
}

/** How long it takes a person to read an answer and type the next line, in ms of the cluster's clock. */
const PAUSE = 5_000;

/** Runs what is typed, and then lets the cluster do what it does until the next line is typed. */
export function run(cluster: Cluster, input: string): Ran {
  const draft = draftOf(cluster);
  const streams = new Collected();
  const status = typeIn(draft, input, streams);
  advance(draft, PAUSE);
  const { editing } = draft;
  const [notSimulated] = draft.notSimulated;
  return {
    cluster: clusterOf(draft),
    stdout: streams.stdout,
    stderr: streams.stderr,
    status,
    prompt: promptOf(draft),
    ...(editing === null ? {} : { edit: { path: editing.path, text: editing.text } }),
    ...(notSimulated === undefined ? {} : { notSimulated }),
  };
}
