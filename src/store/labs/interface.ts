import type { Typed } from '../../study/labs/lab.ts';
import type { Question } from '../../study/question.ts';
import type { Grade } from '../../study/schedule/memory.ts';
import type { Ask, QuizRun } from '../questions/interface.ts';

/** A run of a lab, and whose it is. */
export interface LabRef {
  readonly id: number;
  readonly userId: string;
}

/** Labs that people do, as use-cases. A session is one run of a lab by one person. */
export interface LabStore {
  /** The session that this person has open in this lab, or the one last used of any lab; undefined where there is none. */
  openLabSession(userId: string, lab: string | 'last'): Promise<LabRow | undefined>;
  /** Every session that this person has open, the one last used first. */
  openLabSessions(userId: string): Promise<readonly OpenLab[]>;
  /** The session behind a button. Throws StoreError `not-yours`, `lab-gone`. */
  labSession(id: number, userId: string): Promise<LabRow>;
  /**
   * Opens a session; gives the one that is open already where there is one. `replaces` is ended first, and what was
   * taken of its hints goes along unless it was finished.
   */
  startLab(input: StartLab): Promise<LabRow>;
  /**
   * Keeps what came of something that was typed, once: by its turn, and where there is one by `once`. `done`: kept now.
   * `again`: that was typed before, and this is what came of it then. `moved`: something else was done since the state
   * it was run on. Throws StoreError `not-yours`, `lab-gone`, `not-possible` beyond {@link LAB_LIMITS}.
   */
  recordTyped(input: RecordTyped): Promise<Recorded>;
  /** What was kept for this `once`; undefined where nothing was. Throws StoreError `not-yours`. */
  typedOnce(
    once: string,
    userId: string,
  ): Promise<{ readonly session: LabRow; readonly entry: LabEntryRow } | undefined>;
  /** The entry of a turn; undefined where there is none. */
  labEntry(of: LabRef, turn: number): Promise<LabEntryRow | undefined>;
  /** What was typed and not taken back, oldest first; at most the last so many. */
  labEntries(of: LabRef, last: number): Promise<readonly LabEntryRow[]>;
  /** The lab's cluster as it was at its start. */
  labStart(of: LabRef): Promise<Uint8Array>;
  /** What Undo would take back, and from where that is played again; undefined where nothing was typed. */
  undoable(of: LabRef): Promise<Undoable | undefined>;
  /** Takes the last entry back; `moved` and `again` as with {@link recordTyped}. */
  recordUndo(input: RecordUndo): Promise<Recorded>;
  /** Notes that so many hints of a step were taken; never fewer than before. Throws StoreError `not-yours`, `lab-gone`. */
  takeLabHint(input: TakeHint): Promise<LabRow>;
  /** The step is done: the next one begins. A second call for the same step changes nothing. */
  passLabStep(input: {
    readonly id: number;
    readonly userId: string;
    readonly step: number;
  }): Promise<LabRow>;
  /** The lab is done: points, the schedule of its own card, what it teaches; all of it once. */
  finishLab(input: FinishLab): Promise<FinishedLab>;
  /** Ends a session without finishing it. */
  leaveLab(id: number, userId: string): Promise<void>;
  /** The labs that this person has finished. */
  labsDone(userId: string): Promise<readonly DoneLab[]>;
  /** Cards of labs (`lab/<id>`) that this person has met. */
  metLabCards(userId: string): Promise<readonly string[]>;
  /** Removes sessions left alone for 30 days, and ended ones after a week; gives how many. */
  sweepLabs(now: number): Promise<number>;
  /** What was asked for and is not simulated, most often first. */
  labMisses(limit: number): Promise<readonly { readonly code: string; readonly count: number }[]>;
}

/** What a session may take. */
export const LAB_LIMITS = {
  /** Things done in one session. */
  turns: 500,
  /** A cluster as it is kept, in bytes. */
  stateBytes: 1024 * 1024,
  /** Entries and checkpoints of one session, in bytes. */
  bytes: 16 * 1024 * 1024,
  /** Sessions that one person has open. */
  open: 40,
  /** Different codes of what is not simulated that are counted. */
  misses: 2_000,
} as const;

/** An editor that waits for its text. */
export interface OpenEdit {
  readonly path: string;
  readonly text: string;
}

/** A cluster as it is kept, and what of it is shown. */
export interface LabState {
  /** zlib of the Cluster as JSON. */
  readonly state: Uint8Array;
  readonly prompt: string;
  readonly edit: OpenEdit | null;
  /** A shell inside of a container reads what is typed. */
  readonly inside: boolean;
}

/** How much help was taken: none, a hint, the answer. */
export type Help = 0 | 1 | 2;

export interface OpenLab {
  readonly id: number;
  readonly userId: string;
  readonly lab: string;
  readonly revision: number;
  /** False once it was left or begun again. */
  readonly open: boolean;
  readonly step: number;
  readonly turn: number;
  readonly startedAt: number;
  readonly usedAt: number;
  readonly finishedAt: number | null;
}

export interface LabRow extends OpenLab, LabState {
  /** Taken of each step, by its number. */
  readonly hints: readonly number[];
  /** The most that was taken, in this run and in those it replaces. */
  readonly helped: Help;
  readonly askId: number | null;
}

export interface StartLab extends LabState {
  readonly userId: string;
  readonly lab: string;
  readonly revision: number;
  /** A question of /review that it answers. */
  readonly askId: number | null;
  /** The session that this one takes the place of. */
  readonly replaces: number | null;
  readonly now: number;
}

export interface LabEntryRow {
  readonly turn: number;
  readonly typed: Typed;
  /** The prompt it was typed at. */
  readonly prompt: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
  /** Code of what is not simulated. */
  readonly notSimulated: string | null;
  readonly at: number;
}

export interface RecordTyped {
  readonly id: number;
  readonly userId: string;
  readonly entry: LabEntryRow;
  /** The cluster after it. */
  readonly after: LabState;
  /** It took long to run: Undo shall not have to do it again. */
  readonly heavy: boolean;
  readonly once: string | null;
}

export type Recorded =
  | { readonly kind: 'done' | 'again'; readonly session: LabRow; readonly entry: LabEntryRow | null }
  | { readonly kind: 'moved'; readonly session: LabRow };

export interface Undoable {
  /** The turn that is taken back. */
  readonly turn: number;
  /** The cluster from which `lines` lead to the state before it. */
  readonly from: LabState;
  readonly lines: readonly Typed[];
}

export interface RecordUndo {
  readonly id: number;
  readonly userId: string;
  /** The turn that the undoing is. */
  readonly turn: number;
  /** The turn taken back. */
  readonly undoes: number;
  readonly after: LabState;
  readonly now: number;
}

export interface TakeHint {
  readonly id: number;
  readonly userId: string;
  readonly step: number;
  /** How many of the step are taken from now on. */
  readonly taken: number;
  readonly help: Help;
}

export interface FinishLab {
  readonly id: number;
  readonly userId: string;
  readonly guildId: string | null;
  readonly channelId: string;
  /** The lab as a card, where no question of /review waits for it. */
  readonly question: Question;
  readonly run: QuizRun;
  readonly grade: Grade;
  /** What the lab is worth to who does it for the first time. */
  readonly points: number;
  readonly teaches: readonly string[];
  readonly now: number;
}

export interface FinishedLab {
  readonly session: LabRow;
  /** The lab as a card, with what this run did to its schedule and the points it brought; null once it is no longer kept. */
  readonly ask: Ask | null;
}

export interface DoneLab {
  readonly lab: string;
  readonly finishedAt: number;
  readonly points: number;
}
