import { count, onButton, onSelect, optional, routeTable, rowId, text } from '../platform/route.ts';

/**
 * What stands below a board. The first argument is its span (a period, `season`, or `season-` and an id), the last its deck
 * as chosen.ts has it.
 */
export const leaderboardIds = routeTable('leaderboard', {
  show: onButton(text, optional(text)),
  /** The page, from 0. */
  page: onButton(text, count, optional(text)),
  share: onButton(text, count, optional(text)),
  /** Ends this season: a yes to `/season end`. */
  end: onButton(rowId),
  /** Another season; its span is what is chosen. */
  season: onSelect(),
});
