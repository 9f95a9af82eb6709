import type { Kysely, Transaction } from 'kysely';
import { serverOf } from '../../study/server-of.ts';
import { StoreError } from '../engine/store-error.ts';
import type { Tables } from '../tables.ts';
import type { RetireInput } from './interface.ts';

export async function retireCard(
  trx: Transaction<Tables>,
  { guildId, card, now }: RetireInput,
): Promise<void> {
  const owner = serverOf(card);
  if (owner !== null && owner !== guildId)
    throw new StoreError('not-possible', 'That card is of another server’s deck: only they can retire it.');
  await trx
    .insertInto('retired_cards')
    .values({ guild_id: guildId, card, retired_at: now })
    .onConflict((on) => on.columns(['guild_id', 'card']).doNothing())
    .execute();
}

export async function bringBack(
  trx: Transaction<Tables>,
  guildId: string,
  retiredId: number,
): Promise<string> {
  const [row] = await trx
    .deleteFrom('retired_cards')
    .where('id', '=', retiredId)
    .where('guild_id', '=', guildId)
    .returning('card')
    .execute();
  if (row !== undefined) return row.card;
  throw new StoreError('not-possible', 'That card is asked here already. Run /reports to see how it stands.');
}

export async function retiredCards(db: Kysely<Tables>, guildId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('retired_cards')
    .select('card')
    .where('guild_id', '=', guildId)
    .orderBy('id')
    .execute();
  return rows.map(({ card }) => card);
}
