import { type Doors, NOBODY_WAITS } from '../engine/doors.ts';
import { deckOrder, placeDeck } from './deck-order.ts';
import { nameOptions } from './earlier-decks.ts';
import type { DeckStore, ImportedDeck } from './interface.ts';
import { cancelImport, proposeImport, replaceDeck, sweepImports } from './pending.ts';
import { reviseCards } from './revisions.ts';
import {
  importDeck,
  metServerCards,
  metServerDecks,
  removeDeck,
  serverCard,
  serverDeck,
  serverDecks,
  serverPool,
} from './server-decks.ts';

/** The use-cases of `decks/`. */
export function deckStore({ read, commit, removing, sweeping }: Doors): DeckStore {
  return {
    serverDecks: async (guildId) => read((from) => serverDecks(from, guildId)),
    serverDeck: async (guildId, deck) => read((from) => serverDeck(from, guildId, deck)),
    serverPool: async (input) => read((from) => serverPool(from, input)),
    deckOrder: async (guildId) => read((from) => deckOrder(from, guildId)),
    placeDeck: (guildId, deck, place) => commit((trx) => placeDeck(trx, guildId, deck, place)),
    metServerCards: async (userId, filter) => read((from) => metServerCards(from, userId, filter)),
    metServerDecks: async (userId) => read((from) => metServerDecks(from, userId)),
    serverCard: async (card) => read((from) => serverCard(from, card)),
    importDeck: (guildId, deck, at) => removing((trx) => importDeck(trx, guildId, deck, at), replaces),
    proposeImport: (input) =>
      removing(
        (trx) => proposeImport(trx, input),
        ({ voided, ...proposed }) => voided || (proposed.kind === 'imported' && replaces(proposed.result)),
      ),
    replaceDeck: (decision) =>
      removing(
        (trx) => replaceDeck(trx, decision),
        () => true,
      ),
    cancelImport: (decision) =>
      removing(
        (trx) => cancelImport(trx, decision),
        () => true,
      ),
    sweepImports: (at) => sweeping((trx) => sweepImports(trx, at)),
    removeDeck: (guildId, deck) =>
      removing(
        (trx) => removeDeck(trx, guildId, deck),
        (cards) => cards !== undefined,
      ),
    async reviseCards(cards) {
      while ((await commit((trx) => nameOptions(trx, 'some'), NOBODY_WAITS)) > 0);
      return (await commit((trx) => reviseCards(trx, cards), NOBODY_WAITS)).anew.length;
    },
  };
}

/** Whether cards that were there were written anew or taken away. */
function replaces({ changed, kept, removed }: ImportedDeck): boolean {
  return changed + kept + removed > 0;
}
