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
 *   tools/          what is called by name in it: id, ls, grep, su, … in busybox's words or in GNU's
 *   kubectl/        the client: arguments, verbs, printers · completion/: what Tab offers at a place of a line
 *
 * Calls run one way: shell → kubectl → api, programs, settle; settle → controllers → api, settle → kubelet → api,
 * programs, images, files. What a manifest means is asked of manifest/ and judged nowhere else.
 */
import { bootstrap } from './bootstrap.ts';
import { BOUNDS } from './bounds.ts';
import { clusterOf, type Draft, draftOf } from './draft.ts';
import { type Directory, treeKey } from './files/tree.ts';
import { kubectl } from './kubectl/index.ts';
import { withFileAt } from './machine-files.ts';
import { sayNotSimulated } from './not-simulated.ts';
import { advance } from './settle.ts';
import { closeEditor, promptOf, typeIn } from './shell/index.ts';
import type { Cluster } from './state.ts';
import { Collected } from './streams.ts';

export { type Candidate, type CandidateKind, type Completion, complete } from './completion/index.ts';
export { type FileOnMachine, machineFiles } from './machine-files.ts';
export { inPrintedOrder } from './printed.ts';
export { isUnfinished } from './shell/unfinished.ts';
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

export interface ClusterOptions {
  /** What names, hashes and addresses follow from. */
  readonly seed?: number;
  /** Where the simulated clock stands once the cluster is there: ms since 1970. */
  readonly now?: number;
  /** Files on the learner's machine: path (below the home directory unless it begins with a slash) → text. */
  readonly files?: Readonly<Record<string, string>>;
  /** Images of a registry of the cluster's own: reference → the image's USER (empty: it sets none). They only sleep. */
  readonly images?: Readonly<Record<string, string>>;
  /** Applied in this order before the learner comes; what the cluster refuses of them is not there. */
  readonly manifests?: readonly string[];
}

/** A Monday morning in 2026. */
const START = Date.UTC(2026, 0, 5, 9, 0, 0);
/** How old a cluster is when its first manifest is applied, in ms. */
const AGE = 19 * 60_000;
/** How long it takes a person to read an answer and type the next line, in ms of the cluster's clock. */
const PAUSE = 5_000;
/** How long the cluster is left alone after the last manifest, in ms: everything that starts has started. */
const REST = 45_000;

const HOME = '/root';

/** A fresh cluster: the usual namespaces, one node, and what the options put into it. */
export function createCluster(options: ClusterOptions = {}): Cluster {
  const { seed = 1, now = START, files = {}, images = {}, manifests = [] } = options;
  const draft = draftOf(empty(seed, now - REST - PAUSE * manifests.length - AGE));
  bootstrap(draft);
  draft.now += AGE;
  draft.registry = Object.fromEntries(Object.entries(images).map(([name, user]) => [name, { user }]));
  for (const manifest of manifests) {
    kubectl(draft, ['apply', '-f', '-'], new Collected(manifest));
    advance(draft, PAUSE);
    draft.works = BOUNDS.works;
    draft.steps = BOUNDS.steps;
  }
  advance(draft, REST);
  for (const [path, text] of Object.entries(files)) putFile(draft, path, text);
  return clusterOf(draft);
}

const directory: Directory = { type: 'directory', uid: 0, gid: 0, mode: 0o755, mtime: 0, entries: {} };

function empty(seed: number, now: number): Cluster {
  const context = 'kubernetes-admin@kubernetes';
  return {
    seed,
    counter: 0,
    now,
    resourceVersion: 1000,
    objects: {},
    events: {},
    trees: {
      [treeKey.node]: { base: { node: true }, root: directory },
      [treeKey.machine]: { base: { machine: true }, root: directory },
    },
    containers: {},
    sandboxes: {},
    refusals: {},
    registry: {},
    pulled: {},
    due: [],
    machine: {
      user: 'root',
      hostname: 'controlplane',
      cwd: HOME,
      env: {
        HOME,
        LOGNAME: 'root',
        PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
        SHELL: '/bin/bash',
        TERM: 'xterm-256color',
        USER: 'root',
      },
      history: [],
      status: 0,
      kubeconfig: {
        currentContext: context,
        contexts: [{ name: context, cluster: 'kubernetes', user: 'kubernetes-admin' }],
      },
    },
    shells: [],
    editing: null,
  };
}

function putFile(draft: Draft, path: string, text: string): void {
  const tree = draft.trees[treeKey.machine];
  const absolute = path.startsWith('/') ? path : `${HOME}/${path.replace(/^~\//, '')}`;
  const root = withFileAt(tree?.root ?? directory, absolute, text, draft.now);
  draft.trees[treeKey.machine] = { ...tree, root };
}

/** Runs what is typed, and then lets the cluster do what it does until the next line is typed. */
export function run(cluster: Cluster, input: string): Ran {
  const draft = draftOf(cluster);
  const streams = new Collected();
  const status = typed(draft, input, streams);
  return ran(draft, streams, status);
}

function typed(draft: Draft, input: string, streams: Collected): number {
  if (input.length > BOUNDS.inputChars) {
    const message = `At most ${BOUNDS.inputChars} characters can be typed at once; a real terminal takes more.`;
    return sayNotSimulated(draft, streams, { code: 'input:too-long', message });
  }
  if (draft.editing !== null) {
    const message = `The editor is still open on ${draft.editing.path}: save or close it first.`;
    return sayNotSimulated(draft, streams, { code: 'input:editor-open', message });
  }
  return typeIn(draft, input, streams);
}

/** Goes on after `Ran.edit`: `text` is what was saved, null where the editor was closed without saving. */
export function finishEdit(cluster: Cluster, text: string | null): Ran {
  const draft = draftOf(cluster);
  const streams = new Collected();
  return ran(draft, streams, closeEditor(draft, text, streams));
}

/** What stands before the cursor now. */
export function promptAt(cluster: Cluster): string {
  return promptOf(draftOf(cluster));
}

/** What is not shown is said, and why the line ended where that was among it. */
function cutLine({ notSimulated }: Draft): string {
  const stopped = notSimulated.includes('shell:steps')
    ? ' The line was stopped at last: it takes more steps than Podium runs for one line.'
    : '';
  return `podium: More than ${BOUNDS.outputChars / 1024} KiB was printed at once; what came after that is not kept.${stopped}\n`;
}

function ran(draft: Draft, streams: Collected, status: number): Ran {
  advance(draft, PAUSE);
  const { editing } = draft;
  const [notSimulated] = draft.notSimulated;
  return {
    cluster: clusterOf(draft),
    stdout: streams.stdout,
    stderr: streams.stderr + (streams.cut ? cutLine(draft) : ''),
    status,
    prompt: promptOf(draft),
    ...(editing === null ? {} : { edit: { path: editing.path, text: editing.text } }),
    ...(notSimulated === undefined ? {} : { notSimulated }),
  };
}
