import type { Difficulty } from '../../study/index.ts';
import type { Answer, Question, QuestionKind } from '../../study/question.ts';
import type { Grade, Memory } from '../../study/schedule/memory.ts';
import type { Exam } from '../../study/topics.ts';

/** Questions that are put and answered, as use-cases. */
export interface QuestionStore {
  /** Records that a question was put to a person, and gives the id its buttons carry. */
  ask(input: AskInput): Promise<Ask>;
  /** The question behind a button, of this person or (without `userId`) of anybody; undefined once it is gone. */
  findAsk(id: number, userId?: string): Promise<Ask | undefined>;
  /**
   * The same for who pressed it; null where anybody may. Throws StoreError `ask-gone`, or `not-yours` where it was
   * put to somebody else.
   */
  askFor(id: number, userId: string | null): Promise<Ask>;
  /**
   * Records an answer exactly once. A second call for the same ask changes nothing and returns the first outcome.
   * Throws StoreError `not-yours` for another person's question, `ask-gone` for one that is no longer kept,
   * `promise-changed` when it would not lead where its button said.
   */
  recordAnswer(input: AnswerInput): Promise<Outcome>;
  /** The ids of the beliefs that this person's answers have shown, the latest first. */
  beliefsOf(userId: string): Promise<readonly string[]>;
  /** Keeps what was typed and could not be marked, until the question is answered. Throws as {@link askFor}. */
  keepDraft(input: { readonly askId: number; readonly userId: string; readonly text: string }): Promise<void>;
  /** How cards are answered, by key; those never answered are absent. */
  itemStats(cards: readonly string[]): Promise<ReadonlyMap<string, ItemStats>>;
  /** Removes questions answered a week ago, those open for a month, and a paste after a day. Gives how many. */
  sweep(now: number): Promise<number>;
}

export interface AskInput {
  readonly userId: string;
  readonly guildId: string | null;
  readonly channelId: string;
  readonly question: Question;
  /** `/quiz count:` — which of how many this is, and what the next one is drawn from. */
  readonly run: QuizRun;
  readonly now: number;
}

/** A series of questions started by one command. */
export interface QuizRun {
  readonly index: number;
  readonly count: number;
  readonly deck: string | null;
  readonly topic: string | null;
  readonly difficulty?: Difficulty;
  readonly exam?: Exam;
  /** A kind of card, or the drills. */
  readonly kind?: QuestionKind | 'drill';
  /** Keys of cards: of these alone. */
  readonly only?: readonly string[];
  /** Cards of this series that were answered wrong before this question. */
  readonly missed?: readonly string[];
  readonly shared: boolean;
  /** Right answers before this question, for the closing line of the series. */
  readonly right: number;
  /** Asked between two of the series, to tell a belief from the truth: it counts for neither of them. */
  readonly apart?: true;
  /** Cards already asked in this series: they do not come twice. */
  readonly seen: readonly string[];
  /** Set in `/review`, where the schedule draws the card. */
  readonly review?: ReviewRun;
  /** Set where a step of a lesson asks it. */
  readonly lesson?: LessonRun;
}

/** The step of a lesson that a question belongs to. */
interface LessonRun {
  /** Where the person is in it: a LessonRow's id. */
  readonly id: number;
  readonly step: string;
}

/** What a question of `/review` knows of those around it. */
export interface ReviewRun {
  /** The ask answered before, for Undo; null for the first. */
  readonly previous: number | null;
  /** How many cards were left when it was asked, itself included. */
  readonly left: { readonly learning: number; readonly review: number; readonly new: number };
}

export interface Ask extends AskInput {
  readonly id: number;
  /** What was typed as an answer and could not be marked. */
  readonly draft?: string;
  /** Set once it was answered. */
  readonly outcome: Outcome | null;
}

export interface AnswerInput {
  readonly askId: number;
  readonly userId: string;
  readonly answer: Answer;
  readonly correct: boolean;
  /** Labels of the options chosen, for the statistics of the card. */
  readonly chosen?: readonly string[];
  /** Ids of the mistaken beliefs that it shows. */
  readonly beliefs?: readonly string[];
  /** Points it is worth if this is the card's first answer by this person today. */
  readonly points: number;
  readonly now: number;
  /** A drill's: at which difficulty it was asked, from which the person's own is reckoned. */
  readonly difficulty?: number;
  /** How well it was known, where the person says so; by default Good when correct and Again when not. */
  readonly grade?: Grade;
  /** True in `/review`, where a learning step that is due is a review even on the same day. */
  readonly inReview?: boolean;
  /** What the button said it leads to (`promiseOf`); where it leads elsewhere by now, nothing is recorded. */
  readonly promised?: string;
}

export interface Outcome {
  readonly answer: Answer;
  readonly correct: boolean;
  /** 0 when wrong, or when the card already counted today. */
  readonly points: number;
  /** True when the same card was already answered on this day: practice, worth nothing. */
  readonly repeated: boolean;
  readonly answeredAt: number;
  /** The learner's day it was given on. */
  readonly day: number;
  /** False when this call found an earlier answer. */
  readonly first: boolean;
  /** True once it was taken back with Undo. */
  readonly undone: boolean;
  /** What the answer did to the card's schedule; null for practice, and when it is no longer known. */
  readonly review: ReviewOutcome | null;
  /** The mistaken beliefs that it shows. */
  readonly beliefs: readonly BeliefShown[];
}

/** A mistaken belief behind an answer. */
export interface BeliefShown {
  readonly id: string;
  /** How many answers of this person have shown it so far, this one included. */
  readonly times: number;
}

export interface ReviewOutcome {
  readonly grade: Grade;
  readonly before: Memory;
  /** The memory it led to; null when later reviews have changed it since. */
  readonly after: Memory | null;
  /** True when this lapse made the card a leech: it is suspended now. */
  readonly leech: boolean;
}

export interface ItemStats {
  readonly right: number;
  readonly wrong: number;
  /** How often each option was chosen, by its id (a drill's by its misconception); those never chosen are absent. */
  readonly chosen: ReadonlyMap<string, number>;
}
