import { VALUE_INPUT } from '../platform/private-answer.ts';
import {
  count,
  onButton,
  oneOf,
  onModal,
  onSelect,
  optional,
  routeTable,
  rowId,
  text,
} from '../platform/route.ts';
import { TEXT_INPUT } from '../platform/typed-question.ts';

/** The buttons, selects and modals of an exam. The first argument is always the exam's id, the second its task, from 0. */
export const examIds = routeTable('exam', {
  /** The id of the role that the person was told of and wants. */
  begin: onButton(rowId, optional(text)),
  drop: onButton(rowId),
  task: onButton(rowId, count),
  flag: onButton(rowId, count, oneOf(['on', 'off'])),
  /** The option's letter. */
  answer: onButton(rowId, count, text),
  pick: onSelect(rowId, count),
  type: onButton(rowId, count),
  number: onModal([VALUE_INPUT], rowId, count),
  typed: onModal([TEXT_INPUT], rowId, count),
  /** The task that one came from. */
  overview: onButton(rowId, count),
  /** Which of the selects: each has 25 tasks. */
  jump: onSelect(rowId, count),
  askSubmit: onButton(rowId, count),
  submit: onButton(rowId),
  report: onButton(rowId),
  /** A task of the report. */
  marked: onButton(rowId, count),
  list: onButton(),
  /** One of the list. */
  earlier: onSelect(),
});
