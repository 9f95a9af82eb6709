import { count, onButton, onModal, routeTable, rowId } from '../platform/route.ts';

/** The text input of the modal, as it comes back. */
export const NOTE_INPUT = 'note';

/** The buttons of `/reports`. The last argument is the place in the list, from 0. */
export const reportIds = routeTable('reports', {
  page: onButton(count),
  /** The newest report that was shown: those up to it are settled. */
  resolve: onButton(rowId, count),
  resolved: onModal([NOTE_INPUT], rowId, count),
  /** One of the card's reports. */
  retire: onButton(rowId, count),
  /** The row by which it is retired. */
  back: onButton(rowId, count),
});
