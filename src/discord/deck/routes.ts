import { update } from '../platform/respond.ts';
import type { Route } from '../platform/route.ts';
import { deckIds } from './ids.ts';
import { managedServer } from './rights.ts';
import { keptDeck, removedDeck } from './view.ts';

/** The buttons of `/deck remove`. */
export const deckRoutes: readonly Route[] = [
  deckIds.remove.leadsTo(async (interaction, [deck], context) => {
    const guildId = await managedServer(interaction, context);
    const cards = await context.store.removeDeck(guildId, deck);
    await update(interaction, context, removedDeck(cards));
  }),
  deckIds.keep.leadsTo(async (interaction, _args, context) => {
    await update(interaction, context, keptDeck());
  }),
];
