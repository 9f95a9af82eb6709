import type { Transaction } from 'kysely';
import { type Card, withIds } from '../../study/deck.ts';
import { inChunks } from '../engine/chunks.ts';
import type { Tables } from '../tables.ts';
import { reviseCards } from './revisions.ts';

/** Cards that are carried over in one transaction: answers come in between. */
const NAMED_AT_ONCE = 200;

/**
 * Names the options of cards that an earlier version kept by their texts, of those given or of some that are left;
 * gives how many it named. Their bodies are kept with the ids from then on, and what hangs on the texts follows.
 */
export async function nameOptions(
  trx: Transaction<Tables>,
  cards: readonly string[] | 'some',
): Promise<number> {
  let named = 0;
  const chunks = cards === 'some' ? [undefined] : inChunks(cards);
  for (const chunk of chunks) {
    const rows = await trx
      .selectFrom('revisions')
      .innerJoin('server_cards', 'server_cards.card', 'revisions.card')
      .select('server_cards.body')
      .where('revisions.asked', 'is', null)
      .$if(chunk !== undefined, (query) => query.where('revisions.card', 'in', chunk ?? []))
      .$if(chunk === undefined, (query) => query.limit(NAMED_AT_ONCE))
      .execute();
    const whole = rows.map(({ body }) => toCard(body));
    await reviseCards(trx, whole);
    for (const card of whole)
      await trx
        .updateTable('server_cards')
        .set({ body: JSON.stringify(card) })
        .where('card', '=', card.key)
        .execute();
    named += whole.length;
  }
  return named;
}

/** A card as it was kept; an earlier version kept options without ids, and a hash for a revision. */
export function toCard(body: string): Card {
  const kept = JSON.parse(body) as Card;
  const revision = typeof kept.revision === 'number' ? kept.revision : 1;
  return {
    ...kept,
    revision,
    options: kept.options.every(({ id }) => id !== undefined) ? kept.options : withIds(kept.options),
  };
}
