import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../tables.ts';
import { LAB_LIMITS } from './interface.ts';

/** What a code may look like with what was asked for behind its colon; of any other only the front is counted. */
const HARMLESS = /^[a-z][a-z-]*(?::[a-z0-9][a-z0-9._-]{0,39})?$/;

/** Counts what is not simulated, by its code, of everyone together. */
export async function countMiss(trx: Transaction<Tables>, said: string): Promise<void> {
  const code = HARMLESS.test(said) ? said : (said.split(':')[0] ?? '').slice(0, 40);
  const known = await trx.selectFrom('lab_misses').select('code').where('code', '=', code).executeTakeFirst();
  if (known === undefined) {
    const { codes } = await trx
      .selectFrom('lab_misses')
      .select((eb) => eb.fn.countAll<number>().as('codes'))
      .executeTakeFirstOrThrow();
    if (codes >= LAB_LIMITS.misses) return;
  }
  await trx
    .insertInto('lab_misses')
    .values({ code, count: 1 })
    .onConflict((on) => on.column('code').doUpdateSet((eb) => ({ count: eb('lab_misses.count', '+', 1) })))
    .execute();
}

export async function labMisses(
  db: Kysely<Tables>,
  limit: number,
): Promise<readonly { readonly code: string; readonly count: number }[]> {
  return db
    .selectFrom('lab_misses')
    .selectAll()
    .orderBy('count', 'desc')
    .orderBy('code')
    .limit(limit)
    .execute();
}
