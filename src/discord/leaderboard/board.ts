import type { RepliableInteraction } from 'discord.js';
import { UserError } from '../../runtime/user-error.ts';
import type { Period } from '../../store/store.ts';
import type { Context } from '../context.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { leaderboardMessage } from './view.ts';

/** People shown; more would not be read. */
const ROWS = 15;

/** The board of this server for the period that is wanted (any other word: this week). Throws UserError outside of servers. */
export async function board(
  interaction: RepliableInteraction,
  context: Context,
  wanted: string,
): Promise<OutgoingMessage> {
  const { guildId } = interaction;
  if (guildId === null) {
    throw new UserError({
      identifier: 'only-in-servers',
      message:
        'A leaderboard belongs to a server. Run /leaderboard there; here, /stats shows your own points.',
    });
  }
  const period: Period = wanted === 'month' || wanted === 'all' ? wanted : 'week';
  const rows = await context.store.leaderboard({ guildId, period, limit: ROWS, now: context.now() });
  return leaderboardMessage(rows, period);
}
