import { serverDeckId } from '../../play/shelf.ts';
import { managedServer } from '../platform/deck-rights.ts';
import { update } from '../platform/respond.ts';
import type { Route } from '../platform/route.ts';
import { deckIds } from './ids.ts';
import { keptDeck, removedDeck } from './view.ts';
import { importedDeck } from './view-import.ts';
import { cancelledImport } from './view-replace.ts';

/** The buttons of `/deck remove`, and of an import that waits for a decision. */
export const deckRoutes: readonly Route[] = [
  deckIds.remove.leadsTo(async (interaction, [deck], context) => {
    const guildId = await managedServer(interaction, context);
    const cards = await context.store.removeDeck(guildId, deck);
    await update(interaction, context, removedDeck(cards));
  }),
  deckIds.replace.leadsTo(async (interaction, [id], context) => {
    const guildId = await managedServer(interaction, context);
    const decision = { id, guildId, userId: interaction.user.id, now: context.now() };
    const { deck, result, remarks } = await context.store.replaceDeck(decision);
    const shown = importedDeck(deck, result, remarks, serverDeckId(guildId, deck.id));
    await update(interaction, context, shown);
  }),
  deckIds.cancel.leadsTo(async (interaction, [id], context) => {
    const guildId = await managedServer(interaction, context);
    const userId = interaction.user.id;
    await context.store.cancelImport({ id, guildId, userId, now: context.now() });
    await update(interaction, context, cancelledImport());
  }),
  deckIds.keep.leadsTo(async (interaction, _args, context) => {
    await update(interaction, context, keptDeck());
  }),
];
