import type { Transaction } from 'kysely';
import { inChunks } from './chunks.ts';
import type { Tables } from './schema.ts';

/**
 * Takes note of the right answers that cards have now. A card that had another one is learned anew by everyone: its
 * memories become those of a new card (only the count of repetitions goes on, which tells earlier grades from later
 * ones), its statistics begin again, and a question still open is answered as practice. Gives the changed cards.
 */
export async function reviseCards(
  trx: Transaction<Tables>,
  cards: readonly { readonly key: string; readonly revision: string }[],
): Promise<readonly string[]> {
  const known = new Map<string, string>();
  for (const chunk of inChunks(cards)) {
    const rows = await trx
      .selectFrom('revisions')
      .selectAll()
      .where(
        'card',
        'in',
        chunk.map(({ key }) => key),
      )
      .execute();
    for (const { card, revision } of rows) known.set(card, revision);
  }
  const other = cards.filter(({ key, revision }) => known.get(key) !== revision);
  for (const chunk of inChunks(other)) {
    await trx
      .insertInto('revisions')
      .values(chunk.map(({ key, revision }) => ({ card: key, revision })))
      .onConflict((on) => on.column('card').doUpdateSet((eb) => ({ revision: eb.ref('excluded.revision') })))
      .execute();
  }
  const changed = other.map(({ key }) => key).filter((key) => known.has(key));
  for (const chunk of inChunks(changed)) await startAgain(trx, chunk);
  return changed;
}

async function startAgain(trx: Transaction<Tables>, cards: readonly string[]): Promise<void> {
  await trx
    .updateTable('cards')
    .set((eb) => ({
      state: 0,
      stability: 0,
      difficulty: 0,
      due: 0,
      due_day: 0,
      step: 0,
      reps: eb('reps', '+', 1),
      lapses: 0,
      scheduled_days: 0,
      last_review: null,
      last_day: null,
    }))
    .where('card', 'in', cards)
    .where('state', '>', 0)
    .execute();
  await trx
    .updateTable('asks')
    .set({ stale: 1 })
    .where('card', 'in', cards)
    .where('closed_at', 'is', null)
    .execute();
  await trx.deleteFrom('item_counts').where('card', 'in', cards).execute();
}
