import type { Transaction } from 'kysely';
import type { ReportInput } from '../store.ts';
import type { Tables } from '../tables.ts';

/** Keeps what a person says is wrong with a card; gives the number it can be spoken of by. */
export async function reportMistake(
  trx: Transaction<Tables>,
  input: ReportInput,
): Promise<{ readonly id: number }> {
  return trx
    .insertInto('reports')
    .values({
      ask_id: input.askId,
      card: input.card,
      user_id: input.userId,
      guild_id: input.guildId,
      text: input.text,
      created_at: input.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
}
