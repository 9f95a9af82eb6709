import { GRADES, type Grade } from '../../study/schedule/memory.ts';
import { onButton, oneOf, onModal, onSelect, optional, routeTable, rowId, text } from '../platform/route.ts';
import { TEXT_INPUT } from '../platform/typed-question.ts';

/** The text inputs of the modals, as they come back. */
export const NUMBER_INPUT = 'value';
export const REPORT_INPUT = 'text';

/** What an answer may be changed to below the card; Again would be another answer. */
export const REGRADES = ['hard', 'good', 'easy'] as const satisfies readonly Grade[];

/** The buttons, selects and modals of a question. The first argument is always the ask's id. */
export const quizIds = routeTable('quiz', {
  /** The option's letter. */
  answer: onButton(rowId, text),
  pick: onSelect(rowId),
  type: onButton(rowId),
  number: onModal([NUMBER_INPUT], rowId),
  typed: onModal([TEXT_INPUT], rowId),
  reveal: onButton(rowId),
  knew: onButton(rowId, oneOf(['yes', 'no'])),
  next: onButton(rowId),
  report: onButton(rowId),
  reported: onModal([REPORT_INPUT], rowId),
  /** Opens and closes what stands behind More. */
  more: onButton(rowId),
  less: onButton(rowId),
  /** Why not the others. */
  others: onButton(rowId),
  explain: onButton(rowId),
  picture: onButton(rowId),
  /** Asks what tells a belief that came twice from the truth. */
  apart: onButton(rowId),
  /** The cards missed in a series, again. */
  retry: onButton(rowId),
});

/** What `/review` adds to a question. Grades end with what their button says it leads to (`promiseOf`). */
export const reviewIds = routeTable('review', {
  recall: onButton(rowId, oneOf(GRADES), optional(text)),
  regrade: onButton(rowId, oneOf(REGRADES), optional(text)),
  undo: onButton(rowId),
  suspend: onButton(rowId),
  unsuspend: onButton(rowId),
  suspended: onButton(),
  takeIn: onSelect(),
  bury: onButton(rowId),
  info: onButton(rowId),
});
