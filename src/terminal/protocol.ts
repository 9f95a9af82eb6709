/** What the page and the server say to each other: JSON, POSTed to `/api/<name>`. Types alone. */
import type { Completion } from '../cluster/index.ts';
import type { GoalResult, LabKind, Typed } from '../study/labs/index.ts';

/** Something that was typed, and what came of it. */
export interface ShownEntry {
  readonly turn: number;
  readonly typed: Typed;
  readonly prompt: string;
  readonly stdout: string;
  readonly stderr: string;
}

/** A lab as the page shows it. */
export interface ShownLab {
  /** Of the session: another number is a lab that was begun again. */
  readonly session: number;
  /** How many things were done. */
  readonly turn: number;
  readonly lab: {
    readonly id: string;
    readonly title: string;
    readonly kind: LabKind;
    readonly topic: string;
    readonly difficulty: number;
    readonly minutes: number;
    /** Markdown. */
    readonly story: string;
  };
  readonly steps: number;
  /** The step to do; null once all are done, or where there is none. */
  readonly step: ShownStep | null;
  readonly prompt: string;
  /** The editor that is open. */
  readonly edit: { readonly path: string; readonly text: string } | null;
  /** A shell inside of a container reads what is typed. */
  readonly inside: boolean;
  /** What was typed on the learner's machine, oldest first. */
  readonly history: readonly string[];
  readonly finished: boolean;
}

export interface ShownStep {
  /** From 0. */
  readonly at: number;
  readonly title: string;
  /** Markdown. */
  readonly words: string;
  /** What is to be reached, in Markdown. */
  readonly wanted: readonly string[];
  /** The hints that were taken, in Markdown, and how many there are. */
  readonly hints: readonly string[];
  readonly hintCount: number;
  /** Lines that are likely to be typed next. */
  readonly quick: readonly string[];
}

/** A lab in the list. */
export interface ShownRow {
  readonly id: string;
  readonly title: string;
  readonly topic: string;
  readonly difficulty: number;
  readonly minutes: number;
  readonly standing: 'done' | 'open' | '';
  /** Titles of labs to do before. */
  readonly missing: readonly string[];
  readonly next: boolean;
  /** The part of its address behind the host. */
  readonly address: string;
}

/** Each call: what is asked and what is answered. */
export interface Calls {
  /** `entries`: the last ones, for a page that has none yet; else null. `known`: the page has this turn of this session. */
  readonly state: {
    readonly ask: { readonly known: { readonly session: number; readonly turn: number } | null };
    readonly answer: { readonly shown: ShownLab; readonly entries: readonly ShownEntry[] | null };
  };
  readonly type: {
    readonly ask: { readonly session: number; readonly turn: number; readonly typed: Typed };
    /** `entry` is null where something else was done at this turn, in Discord perhaps: load the state anew. */
    readonly answer: { readonly shown: ShownLab; readonly entry: ShownEntry | null };
  };
  readonly complete: {
    readonly ask: { readonly session: number; readonly text: string; readonly cursor: number };
    readonly answer: Completion;
  };
  readonly check: {
    readonly ask: { readonly session: number; readonly step: number };
    readonly answer: {
      readonly shown: ShownLab;
      readonly results: readonly GoalResult[];
      readonly remark: string | null;
      readonly stepDone: boolean;
    };
  };
  readonly hint: {
    readonly ask: { readonly session: number; readonly step: number; readonly taken: number };
    readonly answer: { readonly shown: ShownLab };
  };
  readonly undo: {
    readonly ask: { readonly session: number; readonly turn: number };
    /** What was taken back, in words. */
    readonly answer: { readonly shown: ShownLab; readonly undone: string | null };
  };
  readonly reset: {
    readonly ask: { readonly session: number };
    readonly answer: { readonly shown: ShownLab };
  };
  readonly files: {
    readonly ask: { readonly session: number };
    readonly answer: { readonly files: readonly { readonly path: string; readonly text: string }[] };
  };
  readonly list: {
    readonly ask: Record<string, never>;
    readonly answer: { readonly rows: readonly ShownRow[] };
  };
}

export type CallName = keyof Calls;

/** An answer that is none: a sentence for the person. `gone`: the address is not good any more. */
export interface Failed {
  readonly error: string;
  readonly gone?: true;
}
