import type { Transaction } from 'kysely';
import type { Tables } from '../tables.ts';
import type { IdentifySlot } from './interface.ts';

/** A slot that is taken for longer than a window was taken by a clock that goes wrong, and holds nobody up. */
export async function takeIdentifySlot(
  trx: Transaction<Tables>,
  { bucket, windowMs, now }: IdentifySlot,
): Promise<number> {
  const slot = await trx
    .selectFrom('identify_slots')
    .select('free_at')
    .where('bucket', '=', bucket)
    .executeTakeFirst();
  const wait = (slot?.free_at ?? now) - now;
  if (wait > 0 && wait <= windowMs) return wait;
  const free_at = now + windowMs;
  await trx
    .insertInto('identify_slots')
    .values({ bucket, free_at })
    .onConflict((on) => on.column('bucket').doUpdateSet({ free_at }))
    .execute();
  return 0;
}
