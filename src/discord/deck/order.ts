import type { ChatInputCommandInteraction } from 'discord.js';
import { findDeck } from '../../play/filter.ts';
import { UserError } from '../../runtime/user-error.ts';
import type { Context } from '../context.ts';
import { managedServer } from '../platform/deck-rights.ts';
import { reply } from '../platform/respond.ts';
import { deckOrderMessage } from './view.ts';

/**
 * `/deck order`: puts a deck at a place of those that come first, takes it out, or just shows the order, which everybody
 * may see.
 */
export async function orderDecks(interaction: ChatInputCommandInteraction, context: Context): Promise<void> {
  const { guildId, user, options } = interaction;
  const typed = options.getString('deck');
  const place = options.getInteger('place');
  if (guildId === null)
    throw new UserError({
      identifier: 'only-in-servers',
      message: 'Each server has an order of its own. Run this command there.',
    });
  if (typed === null && place !== null)
    throw new UserError({
      identifier: 'no-deck-to-place',
      message: `Choose the deck for place ${place}: /deck order deck:… place:${place}.`,
    });
  const decks = await context.shelf.decks({ userId: user.id, guildId });
  const order =
    typed === null
      ? await context.store.deckOrder(guildId)
      : await context.store.placeDeck(
          await managedServer(interaction, context),
          findDeck(decks, typed).id,
          place,
        );
  const titles = order.flatMap((id) => decks.find((deck) => deck.id === id)?.title ?? []);
  await reply(interaction, context, deckOrderMessage(titles), { ephemeral: true });
}
