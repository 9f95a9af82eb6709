import { deflateSync, inflateSync } from 'node:zlib';
import { type Cluster, finishEdit, promptAt, type Ran, run } from '../cluster/index.ts';
import { explain, ManifestError } from '../manifest/index.ts';
import type { LabState, OpenEdit } from '../store/store.ts';
import {
  type GoalResult,
  judge,
  type LabStart,
  type LabStep,
  startLab,
  type Typed,
} from '../study/labs/index.ts';

/** What is to be worked out in a lab. Clusters go in and come out packed: only where they are worked on are they whole. */
export interface LabTasks {
  readonly start: { readonly input: { readonly start: LabStart }; readonly output: LabState };
  /** A cluster of one's own with a manifest that somebody pasted, as it was read. */
  readonly try: { readonly input: { readonly paste: string }; readonly output: Trying };
  readonly type: {
    readonly input: { readonly state: Uint8Array; readonly typed: Typed };
    readonly output: Typing;
  };
  readonly replay: {
    readonly input: { readonly state: Uint8Array; readonly lines: readonly Typed[] };
    readonly output: LabState;
  };
  readonly judge: {
    readonly input: { readonly state: Uint8Array; readonly start: Uint8Array; readonly step: LabStep };
    readonly output: Judged;
  };
}

export type LabTask = {
  readonly [What in keyof LabTasks]: { readonly what: What; readonly input: LabTasks[What]['input'] };
}[keyof LabTasks];

/** A fresh cluster with a pasted manifest in the file {@link TRIED_FILE}. */
interface Trying {
  readonly state: LabState;
  /** It stands there as it was read: lines that are no manifest are gone, lost indentation is back. */
  readonly repaired: boolean;
}

/** The file in the learner's home that holds what is tried. */
export const TRIED_FILE = 'manifest.yaml';

/** What came of something typed. */
interface Typing extends Pick<Ran, 'stdout' | 'stderr' | 'status'> {
  readonly after: LabState;
  readonly notSimulated: string | null;
  /** How long it took, in ms of the machine. */
  readonly took: number;
}

interface Judged {
  readonly results: readonly GoalResult[];
  /** What to tell who made an attempt that is known; null where none fits. */
  readonly remark: string | null;
}

/** Does it, here and now. Pure but for the time it takes. */
export function workOnLab<What extends keyof LabTasks>(
  what: What,
  input: LabTasks[What]['input'],
): LabTasks[What]['output'];
export function workOnLab(what: keyof LabTasks, input: LabTask['input']): LabTasks[keyof LabTasks]['output'] {
  const task = { what, input } as LabTask;
  switch (task.what) {
    case 'start':
      return packed(startLab(task.input));
    case 'try':
      return trying(task.input.paste);
    case 'type':
      return typed(unpackCluster(task.input.state), task.input.typed);
    case 'replay':
      return packed(
        task.input.lines.reduce(
          (cluster, line) => typeOn(cluster, line).cluster,
          unpackCluster(task.input.state),
        ),
      );
    case 'judge':
      return judged(task.input);
  }
}

function trying(paste: string): Trying {
  const manifest = readManifest(paste);
  const files = { [TRIED_FILE]: manifest.endsWith('\n') ? manifest : `${manifest}\n` };
  const state = packed(startLab({ start: { seed: 1, files, images: {}, manifests: [], lines: [] } }));
  return { state, repaired: manifest.trim() !== paste.trim() };
}

/** A paste as /explain reads it: a repaired one can be applied. */
function readManifest(paste: string): string {
  try {
    const { repairs, manifest } = explain(paste);
    return repairs.length === 0 ? paste : manifest;
  } catch (error) {
    if (error instanceof ManifestError) return paste;
    throw error;
  }
}

function typed(cluster: Cluster, what: Typed): Typing {
  const began = performance.now();
  const ran = typeOn(cluster, what);
  const { stdout, stderr, status, notSimulated = null } = ran;
  const after = packed(ran.cluster);
  return { stdout, stderr, status, notSimulated, after, took: performance.now() - began };
}

/**
 * Types a line or closes the editor. A line while an editor is open closes it without saving first: whoever shut the
 * box it was shown in sent nothing.
 */
function typeOn(cluster: Cluster, what: Typed): Ran {
  if (what.kind === 'edit') return finishEdit(cluster, what.text);
  if (cluster.editing === null) return run(cluster, what.text);
  const closed = finishEdit(cluster, null);
  const ran = run(closed.cluster, what.text);
  return { ...ran, stdout: closed.stdout + ran.stdout, stderr: closed.stderr + ran.stderr };
}

function judged({ state, start, step }: LabTasks['judge']['input']): Judged {
  const { results, attempt } = judge(step, unpackCluster(start), unpackCluster(state));
  return { results, remark: attempt?.remark ?? null };
}

/** A cluster as it is kept, with what is shown of it. */
function packed(cluster: Cluster): LabState {
  const { editing, shells } = cluster;
  const edit: OpenEdit | null = editing === null ? null : { path: editing.path, text: editing.text };
  const state = deflateSync(JSON.stringify(cluster));
  return { state, prompt: promptAt(cluster), edit, inside: shells.length > 0 };
}

export function unpackCluster(state: Uint8Array): Cluster {
  return JSON.parse(inflateSync(state).toString('utf8')) as Cluster;
}
