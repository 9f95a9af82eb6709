/** A lab in one's own terminal: its state, what is done with it, and the file that it is kept in. */
import { type Cluster, promptAt } from '../../cluster/index.ts';
import { unpackCluster, workOnLab } from '../../play/labs-work.ts';
import type { GoalResult, Lab, LabStep, Typed } from '../../study/labs/index.ts';
import { type KeptLab, readKept, UNDOES, writeKept } from './kept.ts';

/** What came of something typed. */
export interface Done {
  readonly stdout: string;
  readonly stderr: string;
  readonly notSimulated: string | null;
}

export interface Checked {
  readonly results: readonly GoalResult[];
  readonly remark: string | null;
  readonly stepDone: boolean;
  readonly finished: boolean;
}

/** A lab, the file it is kept in, and which lab comes after it. */
interface LabAt {
  readonly lab: Lab;
  readonly path: string;
  readonly next: () => Lab | undefined;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const packed = (state: Uint8Array): string => Buffer.from(state).toString('base64');
const bytes = (text: string): Uint8Array => Buffer.from(text, 'base64');

/** Begun now, or gone on with. */
export class RunningLab {
  readonly lab: Lab;
  readonly #path: string;
  readonly #next: () => Lab | undefined;
  readonly #now: () => number;
  #kept: KeptLab;
  #cluster: Cluster;
  #prompt: string;
  #edit: { readonly path: string; readonly text: string } | null;

  private constructor({ lab, path, next, now }: LabAt, kept: KeptLab) {
    this.lab = lab;
    this.#path = path;
    this.#next = next;
    this.#now = now;
    this.#kept = kept;
    const { cluster, prompt, edit } = shown(kept.state);
    [this.#cluster, this.#prompt, this.#edit] = [cluster, prompt, edit];
  }

  /** The lab as its file has it; a new one where there is none, it is of another revision, or `fresh` is asked for. */
  static open(
    at: LabAt,
    fresh: boolean,
  ): { readonly running: RunningLab; readonly how: 'new' | 'on' | 'changed' | 'broken' } {
    const { lab, path } = at;
    const kept = fresh ? undefined : readKept(path);
    if (kept !== undefined && kept !== 'broken' && kept.lab === lab.id && kept.revision === lab.revision)
      return { running: new RunningLab(at, kept), how: 'on' };
    const start = packed(workOnLab('start', { start: lab.start }).state);
    const begun: KeptLab = {
      format: 1,
      lab: lab.id,
      revision: lab.revision,
      step: 0,
      turn: 0,
      hints: lab.steps.map(() => 0),
      start,
      state: start,
      before: [],
      startedAt: at.now(),
    };
    writeKept(path, begun);
    const how = kept === undefined ? 'new' : kept === 'broken' ? 'broken' : 'changed';
    return { running: new RunningLab(at, begun), how };
  }

  get cluster(): Cluster {
    return this.#cluster;
  }

  get prompt(): string {
    return this.#prompt;
  }

  /** The editor that is open. */
  get edit(): { readonly path: string; readonly text: string } | null {
    return this.#edit;
  }

  /** A shell inside of a container reads what is typed. */
  get inside(): boolean {
    return this.#cluster.shells.length > 0;
  }

  /** From 0; as many as there are once the lab is done. */
  get at(): number {
    return this.#kept.step;
  }

  get step(): LabStep | undefined {
    return this.lab.steps[this.#kept.step];
  }

  /** Milliseconds from its beginning until now, or until it was done; undefined where that was not kept. */
  get took(): number | undefined {
    const { startedAt, finishedAt } = this.#kept;
    if (startedAt === undefined || (this.step === undefined && finishedAt === undefined)) return undefined;
    return (finishedAt ?? this.#now()) - startedAt;
  }

  /** What to do when this one is done; undefined where there is nothing, or an author plays a file. */
  get next(): Lab | undefined {
    return this.#next();
  }

  /** How many hints of this step were taken. */
  get hints(): number {
    return this.#kept.hints[this.#kept.step] ?? 0;
  }

  /** Another window went on with this lab: true, and what it did is taken over. */
  caughtUp(): boolean {
    const there = readKept(this.#path);
    if (there === undefined || there === 'broken' || there.revision !== this.lab.revision) return false;
    if (there.turn === this.#kept.turn && there.state === this.#kept.state) return false;
    this.#show(there);
    return true;
  }

  type(typed: Typed): Done {
    const { after, stdout, stderr, notSimulated } = workOnLab('type', {
      state: bytes(this.#kept.state),
      typed,
    });
    this.#become({
      state: packed(after.state),
      before: [...this.#kept.before, this.#kept.state].slice(-UNDOES),
    });
    return { stdout, stderr, notSimulated };
  }

  /**
   * Takes back the last thing that was done, and says what it was (empty: nothing that is told); undefined: nothing is
   * left. A line that opened an editor goes with what was saved there: here both happen at once.
   */
  undo(): string | undefined {
    const { before } = this.#kept;
    const at = before.findLastIndex((state) => unpackCluster(bytes(state)).editing === null);
    const state = before[at];
    if (state === undefined) return undefined;
    const [now, atStart] = [this.#cluster, this.#kept.state === this.#kept.start];
    this.#become({ state, before: before.slice(0, at) });
    return atStart ? ':reset' : lastDone(this.#cluster, now);
  }

  /** The lab's own cluster and its first step again; what was taken of the hints stays. Undo takes the cluster back. */
  reset(): void {
    const before = [...this.#kept.before, this.#kept.state].slice(-UNDOES);
    this.#become({ state: this.#kept.start, before, step: 0, startedAt: this.#now(), finishedAt: undefined });
  }

  check(): Checked {
    const { step } = this;
    if (step === undefined) return { results: [], remark: null, stepDone: true, finished: true };
    const state = bytes(this.#kept.state);
    const judged = workOnLab('judge', { state, start: bytes(this.#kept.start), step });
    const stepDone = judged.results.every(({ met }) => met);
    if (stepDone) {
      const next = this.#kept.step + 1;
      this.#become({ step: next, ...(next === this.lab.steps.length ? { finishedAt: this.#now() } : {}) });
    }
    return { ...judged, stepDone, finished: stepDone && this.step === undefined };
  }

  /** One more hint of this step; undefined where all are taken, or there is no step. */
  hint(): string | undefined {
    const { step, hints } = this;
    const text = step?.hints[hints];
    if (text === undefined) return undefined;
    const at = this.#kept.step;
    this.#become({ hints: this.#kept.hints.map((taken, index) => (index === at ? taken + 1 : taken)) });
    return text;
  }

  #become(change: Partial<KeptLab>): void {
    const next = { ...this.#kept, ...change, turn: this.#kept.turn + 1 };
    writeKept(this.#path, next);
    this.#show(next);
  }

  #show(kept: KeptLab): void {
    this.#kept = kept;
    const { cluster, prompt, edit } = shown(kept.state);
    [this.#cluster, this.#prompt, this.#edit] = [cluster, prompt, edit];
  }
}

/** The line that was typed between two states. A shell inside a container keeps none. */
function lastDone(before: Cluster, after: Cluster): string {
  const [was, is] = [before.machine.history, after.machine.history];
  return is.length === was.length ? '' : (is.at(-1) ?? '');
}

function shown(state: string): {
  readonly cluster: Cluster;
  readonly prompt: string;
  readonly edit: { readonly path: string; readonly text: string } | null;
} {
  const cluster = unpackCluster(bytes(state));
  const { editing } = cluster;
  const edit = editing === null ? null : { path: editing.path, text: editing.text };
  return { cluster, prompt: promptAt(cluster), edit };
}
