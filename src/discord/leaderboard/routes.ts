import { type ButtonInteraction, MessageFlags, type StringSelectMenuInteraction } from 'discord.js';
import type { Context } from '../context.ts';
import { deferOnce, reply, update } from '../platform/respond.ts';
import type { Route } from '../platform/route.ts';
import { board } from './board.ts';
import type { Wanted } from './chosen.ts';
import { leaderboardIds } from './ids.ts';
import { endNow } from './season.ts';

/** What stands below a board leads to another one: in the place of one's own, else to one for whoever presses alone. */
export const leaderboardRoutes: readonly Route[] = [
  leaderboardIds.show.leadsTo((interaction, [span, deck], context) =>
    show(interaction, context, { span, deck, page: 0 }),
  ),
  leaderboardIds.page.leadsTo((interaction, [span, page, deck], context) =>
    show(interaction, context, { span, deck, page }),
  ),
  leaderboardIds.season.leadsTo((interaction, _args, context) =>
    show(interaction, context, { span: interaction.values[0] ?? 'season', deck: null, page: 0 }),
  ),
  leaderboardIds.end.leadsTo((interaction, [id], context) => endNow(interaction, context, id)),
  leaderboardIds.share.leadsTo(async (interaction, [span, page, deck], context) => {
    const asking = () => deferOnce(interaction, context, { ephemeral: false });
    const shown = await board(interaction, context, { span, deck, page, forAll: true }, asking);
    await reply(interaction, context, shown, { ephemeral: false });
  }),
];

async function show(
  interaction: ButtonInteraction | StringSelectMenuInteraction,
  context: Context,
  wanted: Wanted,
): Promise<void> {
  const inPlace = interaction.message.flags.has(MessageFlags.Ephemeral);
  const asking = () => deferOnce(interaction, context, { ephemeral: true, inPlace });
  const shown = await board(interaction, context, wanted, asking);
  if (inPlace) await update(interaction, context, shown);
  else await reply(interaction, context, shown, { ephemeral: true });
}
