/**
 * What a lab IS: a cluster to begin with, steps whose goals are predicates over the STATE of a cluster (never over what
 * was typed), hints, and a solution that the check plays. Read from `questions/labs/*.yaml` by decks/labs/, judged by
 * `judge.ts` here, played by play/. All of it is plain data.
 */
import type { Exam } from '../topics.ts';
import type { Goal } from './goal.ts';

/** guided: step by step, with words · fix: something is broken, mend it · task: an exam task against the clock. */
export type LabKind = 'guided' | 'fix' | 'task';

export interface Lab {
  /** Lower-case, hyphenated, stable for ever: sessions, points and the card in review hang on it. */
  readonly id: string;
  /** Raised by the author when an open session of the old text could no longer be judged; 1 to begin with. */
  readonly revision: number;
  readonly title: string;
  /** One of the topics of the decks. */
  readonly topic: string;
  readonly kind: LabKind;
  readonly difficulty: 1 | 2 | 3 | 4 | 5;
  /** How long it takes somebody who knows the matter; for a task the time there is. */
  readonly minutes: number;
  readonly exams: readonly Exam[];
  /** Markdown: what this is about, in few words. */
  readonly story: string;
  /** Ids of labs to have done before. */
  readonly after: readonly string[];
  /** Keys (`<deck>/<card>`) of the cards that a finished lab feeds. */
  readonly teaches: readonly string[];
  readonly start: LabStart;
  readonly steps: readonly LabStep[];
}

/** The cluster a lab begins with: given to `createCluster`, then `lines` are typed before the learner comes. */
export interface LabStart {
  readonly seed: number;
  /** Files on the learner's machine: path below /root, or absolute → text. */
  readonly files: Readonly<Record<string, string>>;
  /** Images of the cluster's own registry: reference → USER. */
  readonly images: Readonly<Record<string, string>>;
  readonly manifests: readonly string[];
  /** What somebody has typed before: waits, labels, a config set-context; kept out of the learner's history. */
  readonly lines: readonly string[];
}

export interface LabStep {
  readonly id: string;
  readonly title: string;
  /** Markdown: what to do, and what to look at. */
  readonly words: string;
  readonly goals: readonly Goal[];
  /** From a nudge to the answer: always three, and the last one is the answer. */
  readonly hints: readonly [string, string, string];
  /** Lines that the step is likely to need next, offered as buttons: at most four, each at most 80 characters. */
  readonly quick: readonly string[];
  /** What the check types to reach the goals. */
  readonly solution: readonly Move[];
  /** Attempts that miss in a known way; the check proves that the goals named stay unmet and what is then said. */
  readonly attempts: readonly Attempt[];
}

/** One thing a learner does at the terminal: a line (or several), or the end of an edit (null: closed without saving). */
export type Typed =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'edit'; readonly text: string | null };

/** As an author writes down what is done: as typed, or as what is changed (from → to) of the text in the editor. */
export type Move = Typed | { readonly kind: 'change'; readonly replace: Readonly<Record<string, string>> };

export interface Attempt {
  readonly id: string;
  readonly typed: readonly Move[];
  /** Ids of the goals that stay unmet after it. */
  readonly unmet: readonly string[];
  /** The remark a learner gets who tries this: at most 300 characters. Shown when `unmet` fits and `when` holds. */
  readonly remark: string;
  /** How the attempt is recognised in the state: goals in the same language, all of which hold after it. */
  readonly when: readonly Goal[];
}

/** What the judge says of one goal. */
export interface GoalResult {
  /** Id of the goal in its step. */
  readonly id: string;
  readonly met: boolean;
  /** What is to be, in one line of Markdown: the author's own words, or what follows from the predicate. */
  readonly wanted: string;
  /** What is there instead, in one line; null where the goal is met. */
  readonly found: string | null;
}
