import type { Transaction } from 'kysely';
import type { Tables } from '../tables.ts';

/** Whatever waits for a decision on this deck is void: the deck is not what it was compared with. True where something was. */
export async function voidWaiting(trx: Transaction<Tables>, guildId: string, deck: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('pending_imports')
    .set({ state: 'void', body: null })
    .where('guild_id', '=', guildId)
    .where('deck', '=', deck)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
