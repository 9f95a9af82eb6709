import type { Answer } from '../../src/study/question.ts';

/** What a person saw of one question, and what they did to it. */
export interface Entry {
  readonly askId: number;
  /** Every answer that they sent, however it went. */
  readonly tried: Answer[];
  /** The outcome that they saw; null while they saw none. */
  shown: { readonly correct: boolean; readonly points: number } | null;
  /** They were left without an answer, or told something that leaves open whether it is recorded. */
  doubtful: boolean;
  /** `maybe`: they were left without an answer to Undo. */
  undone: 'no' | 'yes' | 'maybe';
}

/** The entry of a question, made at first. */
export function entryOf(ledger: Map<number, Entry>, askId: number): Entry {
  const entry = ledger.get(askId) ?? { askId, tried: [], shown: null, doubtful: false, undone: 'no' };
  ledger.set(askId, entry);
  return entry;
}

/** How often something happened to a crowd, and how long they waited. */
export interface Seen {
  /** Answers whose outcome was shown, each counted once. */
  acknowledged: number;
  /** Told that nothing was recorded. */
  refused: number;
  /** Told that nobody can say, or that it cannot be looked at. */
  unknown: number;
  /** Left without an answer: "This interaction failed". */
  failed: number;
  /** Told to come again, for the bot is being restarted. */
  turnedAway: number;
  /** Answers taken back. */
  undone: number;
  /** Anything else that people were told in place of what they wanted; a mistake of ours. */
  readonly odd: string[];
  /** From the press to the acknowledgement of each answer, in ms. */
  readonly waits: number[];
}

export function nothingSeen(): Seen {
  return {
    acknowledged: 0,
    refused: 0,
    unknown: 0,
    failed: 0,
    turnedAway: 0,
    undone: 0,
    odd: [],
    waits: [],
  };
}
