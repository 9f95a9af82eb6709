import type { CardFilter } from './library.ts';
import type { Play } from './session.ts';
import type { Scope } from './shelf.ts';

/**
 * What is asked where nobody named a deck or a topic: the deck that the server's managers chose, as far as at least
 * `least` of its cards match. Where it has fewer, or is gone, every deck.
 */
export async function withDefaultDeck(
  { store, shelf }: Pick<Play, 'store' | 'shelf'>,
  scope: Scope,
  filter: CardFilter,
  least = 1,
): Promise<CardFilter> {
  if (scope.guildId === null || filter.deck !== null || filter.topic !== null) return filter;
  const { defaultDeck } = await store.serverSettings(scope.guildId);
  if (defaultDeck === null) return filter;
  const chosen = { ...filter, deck: defaultDeck };
  return (await shelf.count(scope, chosen)) >= least ? chosen : filter;
}
