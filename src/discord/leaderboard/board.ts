import type { RepliableInteraction } from 'discord.js';
import { UserError } from '../../runtime/user-error.ts';
import type { Context } from '../context.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { chosen, type Wanted } from './chosen.ts';
import { standingsPage } from './standings.ts';
import { boardMessage } from './view.ts';

/**
 * A board of this server, for whoever asks with their own place, for everybody without. `asking`: see standingsPage.
 * @throws UserError `only-in-servers`, `no-such-deck`, `no-season`; StoreError `season-gone`.
 */
export async function board(
  interaction: RepliableInteraction,
  context: Context,
  wanted: Wanted & { readonly forAll?: boolean },
  asking: () => Promise<void>,
): Promise<OutgoingMessage> {
  const guildId = serverOf(interaction);
  const { store, now } = context;
  const { id: userId } = interaction.user;
  const of = await chosen(context, guildId, wanted);
  // Whoever looks is there.
  await store.noteMember({ guildId, userId, present: true, now: now() });
  const page = await standingsPage(context, interaction.client.rest, of.board, of.page, asking);
  const own = wanted.forAll === true ? null : await store.boardPlace({ ...of.board, userId });
  const seasons = of.season === null ? [] : await store.seasons(guildId);
  return boardMessage({ ...page, chosen: of, own, seasons });
}

/** @throws UserError `only-in-servers`. */
export function serverOf({ guildId }: RepliableInteraction): string {
  if (guildId !== null) return guildId;
  throw new UserError({
    identifier: 'only-in-servers',
    message: 'A leaderboard belongs to a server. Run /leaderboard there; here, /stats shows your own points.',
  });
}
