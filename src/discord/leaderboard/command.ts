import { ApplicationCommandOptionType, ApplicationCommandType, type RepliableInteraction } from 'discord.js';
import { UserError } from '../../runtime/user-error.ts';
import type { Period } from '../../store/store.ts';
import type { Context } from '../context.ts';
import type { Command } from '../platform/command.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { serversOnly } from '../platform/reach.ts';
import { reply, update } from '../platform/respond.ts';
import type { Route } from '../platform/route.ts';
import { leaderboardIds } from './ids.ts';
import { leaderboardMessage, PERIOD_NAMES } from './view.ts';

/** People shown; more would not be read. */
const ROWS = 15;

export const leaderboard: Command = {
  data: {
    name: 'leaderboard',
    description: 'Who has the most points in this server',
    type: ApplicationCommandType.ChatInput,
    ...serversOnly(),
    options: [
      {
        name: 'period',
        description: 'This week, this month or all time',
        type: ApplicationCommandOptionType.String,
        choices: Object.entries(PERIOD_NAMES).map(([value, name]) => ({ name, value })),
      },
    ],
  },
  help: 'Shows the points of this server, for this week, this month or all time.',
  execute: async (interaction, context) => {
    if (!interaction.isChatInputCommand()) throw new TypeError('/leaderboard is a chat input command');
    const shown = await board(interaction, context, interaction.options.getString('period') ?? 'week');
    await reply(interaction, context, shown, { ephemeral: false });
  },
};

/** The buttons below the board. */
export const leaderboardRoutes: readonly Route[] = [
  leaderboardIds.show.leadsTo(async (interaction, [period], context) => {
    await update(interaction, context, await board(interaction, context, period));
  }),
];

async function board(
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
