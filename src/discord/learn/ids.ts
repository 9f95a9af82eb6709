import { count, onButton, onSelect, routeTable, rowId, text } from '../platform/route.ts';

/** The buttons and selects of `/learn`; those that others lead to stand in `platform/entries.ts`. */
export const learnIds = routeTable('learn', {
  /** Lesson's id. */
  open: onButton(text),
  list: onButton(),
  choose: onSelect(count),
  /** The row of the person's lesson, the step. */
  explain: onButton(rowId, text),
});
