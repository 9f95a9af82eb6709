import type { QuestionKind } from '../study/question.ts';

/** What `/quiz kind:` chooses from: the kinds of cards, and the drills, whatever they draw. */
export type AskedKind = QuestionKind | 'drill';

/** Every kind in words, in the order in which they are offered. */
export const KIND_NAMES: Readonly<Record<AskedKind, string>> = {
  choice: 'One right answer',
  multi: 'Several right answers',
  locate: 'Find the line',
  number: 'Type a number',
  recall: 'Recall from memory',
  repair: 'Fix a manifest',
  fill: 'Fill in a blank',
  predict: 'Predict what is printed',
  drill: 'Drills',
};

/** Every kind, in the order in which they are offered. */
export const ASKED_KINDS = Object.keys(KIND_NAMES) as readonly AskedKind[];
