import type { RepliableInteraction } from 'discord.js';
import type { DeckSummary } from '../../play/library.ts';
import type { Context } from '../context.ts';
import { channelsOf, rolesOf, type Standing } from '../platform/server-parts.ts';

/** A server's settings as they stand, with what they name looked up. */
export interface ServerState {
  readonly decks: readonly DeckSummary[];
  /** null: every deck. `gone`: one was chosen that the server no longer has. */
  readonly defaultDeck: DeckSummary | 'gone' | null;
  /** The decks that come first, in their order. */
  readonly order: readonly DeckSummary[];
  readonly matchChannels: Standing;
  readonly deckRole: Standing;
  /** Names of the commands there are. */
  readonly commands: readonly string[];
}

/** Reads them anew: somebody else may have changed them. */
export async function serverState(
  interaction: RepliableInteraction,
  { store, shelf, commands, servers }: Context,
  guildId: string,
): Promise<ServerState> {
  const [settings, decks, order, parts] = await Promise.all([
    store.serverSettings(guildId),
    shelf.decks({ userId: interaction.user.id, guildId }),
    store.deckOrder(guildId),
    servers.partsOf(guildId),
  ]);
  const { defaultDeck, matchChannels, deckRole } = settings;
  const deckOf = (id: string): DeckSummary | undefined => decks.find((deck) => deck.id === id);
  return {
    decks,
    defaultDeck: defaultDeck === null ? null : (deckOf(defaultDeck) ?? 'gone'),
    order: order.flatMap((id) => deckOf(id) ?? []),
    matchChannels: channelsOf(parts, matchChannels),
    deckRole: rolesOf(parts, deckRole === null ? [] : [deckRole]),
    commands: commands.map(({ name }) => name),
  };
}
