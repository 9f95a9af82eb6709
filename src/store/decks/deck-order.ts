import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../tables.ts';

/** The decks that a server wants first, in its order. */
export async function deckOrder(db: Kysely<Tables>, guildId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('deck_order')
    .select('deck')
    .where('guild_id', '=', guildId)
    .orderBy('place')
    .execute();
  return rows.map(({ deck }) => deck);
}

/** Puts a deck at a place, counted from 1 and at most the last, or takes it out with null. */
export async function placeDeck(
  trx: Transaction<Tables>,
  guildId: string,
  deck: string,
  place: number | null,
): Promise<readonly string[]> {
  const others = (await deckOrder(trx, guildId)).filter((each) => each !== deck);
  const order = place === null ? others : others.toSpliced(place - 1, 0, deck);
  await trx.deleteFrom('deck_order').where('guild_id', '=', guildId).execute();
  if (order.length > 0)
    await trx
      .insertInto('deck_order')
      .values(order.map((each, index) => ({ guild_id: guildId, place: index + 1, deck: each })))
      .execute();
  return order;
}
