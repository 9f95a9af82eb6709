import type { Answer, Question } from '../study/question.ts';

/** What a person can choose a deck by. */
export interface DeckSummary {
  readonly id: string;
  readonly title: string;
  readonly topics: readonly string[];
}

/** Which cards a question may come from; `seen` cards do not come again. */
export interface DrawFilter {
  /** A deck's id. */
  readonly deck: string | null;
  readonly topic: string | null;
  readonly seen: readonly string[];
}

/** What /quiz needs of the decks: all in memory, so that autocomplete answers at once. */
export interface QuestionSource {
  readonly decks: readonly DeckSummary[];
  /** How many cards match, those seen left out. */
  count(filter: DrawFilter): number;
  /** A card that matches with its options in the order the seed decides; undefined when none is left. */
  draw(filter: DrawFilter, seed: number): Question | undefined;
  /** Whether the answer is right. */
  grade(question: Question, answer: Answer): boolean;
}
