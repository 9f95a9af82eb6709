import { update } from '../platform/respond.ts';
import type { Route } from '../platform/route.ts';
import { board } from './board.ts';
import { leaderboardIds } from './ids.ts';

/** The buttons below the board. */
export const leaderboardRoutes: readonly Route[] = [
  leaderboardIds.show.leadsTo(async (interaction, [period], context) => {
    await update(interaction, context, await board(interaction, context, period));
  }),
];
