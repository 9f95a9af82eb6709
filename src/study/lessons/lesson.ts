/**
 * What a lesson IS: a few words at a time, and where it helps a manifest whose meaning the engine computes, a picture,
 * what a terminal prints, a question of our decks, a piece of a lab. Read from `questions/lessons/*.yaml` by
 * decks/lessons/, which proves what it says; shown by whoever shows it. All of it is plain data.
 */
import type { Claim } from '../claim.ts';
import type { LabStart } from '../labs/index.ts';

/** levels: both levels and what is inherited · refusals: who refuses what · volume: rwx and setgid before and after. */
type PictureKind = 'levels' | 'refusals' | 'volume';

export interface Lesson {
  /** Lower-case, hyphenated, stable for ever: progress hangs on it. */
  readonly id: string;
  /** Where it stands in the course; lessons are taken in this order. */
  readonly place: number;
  readonly title: string;
  /** One sentence: what somebody can do who has been through it. */
  readonly summary: string;
  /** How long it takes somebody who is new to it. */
  readonly minutes: number;
  /** Ids of the lessons to have done before; each has an earlier place. */
  readonly after: readonly string[];
  /** The cluster that the steps' terminals stand on. */
  readonly start: LabStart;
  readonly steps: readonly LessonStep[];
}

export interface LessonStep {
  readonly id: string;
  readonly title: string;
  /** Markdown without blocks of code: what is not computed or proved stands in nobody's mouth but the author's. */
  readonly words: string;
  readonly manifest?: LessonManifest;
  /** Drawn from the manifest shown last, in this step or before it. */
  readonly picture?: PictureKind;
  /** What is typed and what comes of it, one after the other, on one cluster for the whole lesson. */
  readonly terminal: readonly Exchange[];
  /** Key (`<deck>/<card>`) of the card that is asked. */
  readonly question?: string;
  /** "Now do it." */
  readonly lab?: LabPiece;
}

export interface LessonManifest {
  readonly text: string;
  /** Saved under this name on the learner's machine before the step's terminal is used. */
  readonly file?: string;
  /** Container name → the image's USER (`""`: sets none; `"*"` as a name stands for all the rest). */
  readonly imageUsers: Readonly<Record<string, string>>;
  /** Fields that the table is to have beside those that the manifest sets. */
  readonly fields: readonly string[];
  /** What the lesson says of it, for the engine to prove. */
  readonly claims: readonly Claim[];
}

export interface Exchange {
  readonly line: string;
  /** All that is printed, without blanks at the ends; `…` stands for what is left out, alone on a line for lines. */
  readonly prints: string;
}

interface LabPiece {
  readonly lab: string;
  /** Id of the step. */
  readonly step: string;
}
