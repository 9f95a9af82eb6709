import { VALUE_INPUT } from '../platform/private-answer.ts';
import { count, onButton, oneOf, onModal, onSelect, routeTable, rowId, text } from '../platform/route.ts';
import { TEXT_INPUT } from '../platform/typed-question.ts';

/** The buttons, selects and modals of a match. The first argument is always the match's id, the second of an answer its round. */
export const matchIds = routeTable('match', {
  join: onButton(rowId),
  leave: onButton(rowId),
  start: onButton(rowId),
  /** The option's letter. */
  answer: onButton(rowId, count, text),
  pick: onSelect(rowId, count),
  type: onButton(rowId, count),
  number: onModal([VALUE_INPUT], rowId, count),
  typed: onModal([TEXT_INPUT], rowId, count),
  controls: onButton(rowId),
  pause: onButton(rowId),
  resume: onButton(rowId),
  skip: onButton(rowId),
  stop: onButton(rowId),
  share: onButton(rowId, oneOf(['on', 'off'])),
  missed: onButton(rowId),
  rematch: onButton(rowId),
});
