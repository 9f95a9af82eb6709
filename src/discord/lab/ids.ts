import { count, onButton, onModal, onSelect, routeTable, rowId, text } from '../platform/route.ts';

/** The text inputs of the modals, as they come back. */
export const LINE_INPUT = 'line';
export const TEXT_INPUT = 'text';
export const PATH_INPUT = 'path';

/**
 * The buttons, selects and modals of a lab. The first argument is the session's id. What changes it says the turn (or
 * the step) that the person saw, so that a second press and an old message do nothing twice.
 */
export const labIds = routeTable('lab', {
  /** Lab's id. */
  open: onButton(text),
  list: onButton(),
  choose: onSelect(count),
  /** Turn, step, which of its quick lines. */
  quick: onButton(rowId, count, count, count),
  exit: onButton(rowId, count),
  type: onButton(rowId, count),
  typed: onModal([LINE_INPUT], rowId, count),
  /** The editor that is open. */
  edit: onButton(rowId, count),
  edited: onModal([TEXT_INPUT], rowId, count),
  close: onButton(rowId, count),
  files: onButton(rowId),
  file: onSelect(rowId, count),
  newFile: onButton(rowId, count),
  saved: onModal([PATH_INPUT, TEXT_INPUT], rowId, count),
  /** Step. */
  check: onButton(rowId, count),
  /** Step, how many are taken from then on. */
  hint: onButton(rowId, count, count),
  /** The same for the answer, which is asked about first. */
  askAnswer: onButton(rowId, count),
  show: onButton(rowId),
  more: onButton(rowId),
  output: onButton(rowId),
  undo: onButton(rowId, count),
  askReset: onButton(rowId),
  reset: onButton(rowId),
  leave: onButton(rowId),
  share: onButton(rowId),
});
