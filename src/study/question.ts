import type { Mend } from './mends/mend.ts';

/**
 * A card as it is asked once: everything needed to show it, to grade it and to explain the outcome.
 * Plain JSON, so that the store can keep it while the question is open and a restart changes nothing.
 */

/** What the person sees a curated card as; a drill draws one of these. */
const QUESTION_KINDS = [
  'choice',
  'multi',
  'number',
  'locate',
  'recall',
  'repair',
  'fill',
  'predict',
] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** Kinds that are answered by typing a text. */
export const TEXT_KINDS: readonly QuestionKind[] = ['repair', 'fill', 'predict'];

/** Option letters, in the order shown. `locate` shows numbered lines instead and uses the line number as key. */
export interface QuestionOption {
  /** `A`…`E` for choice and multi, the 1-based line of `manifest` for locate. */
  readonly key: string;
  /** The option's id in its card, wherever it is shown; drills have none. */
  readonly id?: string;
  readonly text: string;
  readonly correct: boolean;
  /** Why it is right or wrong, one or two sentences; empty where an imported deck does not say. */
  readonly why: string;
  /** Drills: the named misconception that leads to this option. */
  readonly misconception?: string;
  /** Ids of the beliefs that lead to it, of which `misconception` is the words: see belief-id.ts. */
  readonly beliefs?: readonly string[];
}

export interface SourceLink {
  readonly title: string;
  readonly url: string;
}

export interface Question {
  /** `<deck id>/<card id>`; for a drill `drill/<generator id>`; the unit of scheduling and of scoring. */
  readonly card: string;
  /** The author's count of right answers, or the drill's version; an open question is graded by itself all the same. */
  readonly revision: string;
  /** What it was drawn with: the same card, revision and seed give the same question for ever. */
  readonly seed: number;
  readonly kind: QuestionKind;
  readonly deckTitle: string;
  readonly topic: string;
  readonly difficulty: 1 | 2 | 3 | 4 | 5;
  readonly prompt: string;
  /** YAML shown under the prompt. */
  readonly manifest?: string;
  /** choice, multi, locate. */
  readonly options?: readonly QuestionOption[];
  /** number: the right value. */
  readonly number?: number;
  /** number: which value of the manifest is asked for, where the card proves it; a wrong one is diagnosed by it. */
  readonly measures?: Measured;
  /** What the images of the manifest set as their USER, by container (`"*"`: all the rest). */
  readonly imageUsers?: Readonly<Record<string, string>>;
  /** recall: the back of the card. */
  readonly answer?: string;
  /** repair, fill: what the manifest is to be mended to. */
  readonly mend?: Mend;
  /** fill: what belongs in the blank. */
  readonly blank?: string;
  /** predict: what is typed on a cluster that has taken the manifest, and what it prints. */
  readonly predict?: { readonly line: string; readonly prints: string };
  /** Why the right answer is right; empty where an imported deck does not say. */
  readonly explanation: string;
  readonly source?: SourceLink;
  /** Kubernetes version from which this holds, where it matters. */
  readonly since?: string;
  /** Set where `manifest` is a person's own paste, which is kept only while the question is open. */
  readonly pasted?: Pasted;
}

/** A value that the engine finds in a manifest: the first process's UID, or its primary GID. */
export interface Measured {
  readonly of: 'runAsUser' | 'runAsGroup';
  readonly container: string;
  /** Its name, or its index from 0; the first one when left out. */
  readonly pod?: string | number;
}

/** What belongs to a paste. */
interface Pasted {
  /** What its owner said of the images, as typed: `app=101`. */
  readonly imageUsers: string;
}

/**
 * A question about a paste as it is kept once it was answered: which card it was and nothing that came from the
 * paste, neither the manifest nor the options and sentences that name its containers.
 */
export function forgetPaste(question: Question): Question {
  const { card, revision, seed, kind, deckTitle, topic, difficulty, source } = question;
  return {
    card,
    revision,
    seed,
    kind,
    deckTitle,
    topic,
    difficulty,
    ...(source === undefined ? {} : { source }),
    prompt: 'A question about a manifest of your own.',
    explanation: 'I kept the manifest only until you answered; what was asked of it went with it.',
    pasted: { imageUsers: '' },
  };
}

/** True for a question about a paste that is no longer kept. */
export function isForgotten({ pasted, manifest }: Question): boolean {
  return pasted !== undefined && manifest === undefined;
}

/**
 * What a person answered: option keys, a number as typed, for recall whether they knew it, or a text: the mended
 * manifest, what belongs in the blank, what is printed.
 */
export type Answer =
  | { readonly kind: 'options'; readonly keys: readonly string[] }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'recall'; readonly knew: boolean }
  | { readonly kind: 'text'; readonly text: string };
