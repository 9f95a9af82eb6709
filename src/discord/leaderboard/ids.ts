import { onButton, routeTable, text } from '../platform/route.ts';

/** The buttons of `/leaderboard`: a period. */
export const leaderboardIds = routeTable('leaderboard', { show: onButton(text) });
