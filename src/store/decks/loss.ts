import type { Transaction } from 'kysely';
import { saysTheSame } from '../../decks/card-text.ts';
import type { Deck } from '../../study/deck.ts';
import { inChunks } from '../engine/chunks.ts';
import type { Tables } from '../tables.ts';
import { nameOptions } from './earlier-decks.ts';
import type { DeckLoss } from './interface.ts';
import { wouldBeAnew } from './revisions.ts';
import { deckRow, keysOf, serverDeck, serverKey } from './server-decks.ts';

/** What importing this deck would drop or change of the server's deck of its id; undefined where it is nothing. */
export async function lossOf(
  trx: Transaction<Tables>,
  guildId: string,
  deck: Deck,
): Promise<DeckLoss | undefined> {
  const row = await deckRow(trx, guildId, deck.id);
  if (row === undefined) return undefined;
  await nameOptions(trx, await keysOf(trx, row.id));
  const there = (await serverDeck(trx, guildId, deck.id))?.cards ?? [];
  const coming = new Map(deck.cards.map((card) => [card.id, card]));
  const dropped = there.filter(({ id }) => !coming.has(id));
  const pairs = there.flatMap((before) => {
    const after = coming.get(before.id);
    return after === undefined || saysTheSame(before, after) ? [] : [{ before, after }];
  });
  if (dropped.length + pairs.length === 0) return undefined;
  const anew = await wouldBeAnew(
    trx,
    pairs.map(({ before, after }) => ({ ...after, key: before.key })),
  );
  const changed = pairs.map((pair) => ({ ...pair, anew: anew.has(pair.before.key) }));
  const kept = there.length - dropped.length;
  return {
    title: row.title,
    dropped,
    changed,
    added: deck.cards.length - kept,
    same: kept - changed.length,
    learners: {
      dropped: await learnersOf(
        trx,
        dropped.map(({ id }) => serverKey(guildId, `${deck.id}/${id}`)),
      ),
      anew: await learnersOf(trx, [...anew]),
    },
  };
}

/** People who are learning one of these cards. */
async function learnersOf(trx: Transaction<Tables>, cards: readonly string[]): Promise<number> {
  const people = new Set<string>();
  for (const chunk of inChunks(cards)) {
    const rows = await trx
      .selectFrom('cards')
      .select('user_id')
      .distinct()
      .where('card', 'in', chunk)
      .where('state', '>', 0)
      .execute();
    for (const { user_id } of rows) people.add(user_id);
  }
  return people.size;
}
