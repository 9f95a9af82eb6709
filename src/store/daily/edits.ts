import type { Transaction } from 'kysely';
import { DAY, HOUR, MINUTE } from '../../study/schedule/day.ts';
import type { Tables } from '../tables.ts';
import type { DailyStore } from './interface.ts';

/**
 * A message is edited once a second at most, so that many who answer at once cost one edit. Discord allows fewer edits of
 * messages that are older than an hour (error 30046), so those are edited once in two minutes at most.
 */
const EDIT_EVERY_MS = 1000;
const OLD_EDIT_EVERY_MS = 2 * MINUTE;
const OLD_MS = 50 * MINUTE;
/** After trouble it is tried again a minute later; after a refusal not before something has changed, ten minutes later. */
const AGAIN_MS = MINUTE;
const REFUSED_MS = 10 * MINUTE;

/** What is shown of a question has changed: its message is edited soon, at once for a reveal. */
export async function touch(
  trx: Transaction<Tables>,
  id: number,
  now: number,
  { atOnce = false }: { readonly atOnce?: boolean } = {},
): Promise<void> {
  const { posted_at, edited_at, edit_at } = await trx
    .selectFrom('daily_questions')
    .select(['posted_at', 'edited_at', 'edit_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const soon = Math.max(now, edited_at + every(posted_at, now));
  await trx
    .updateTable('daily_questions')
    .set((eb) => ({ version: eb('version', '+', 1), edit_at: atOnce ? now : (edit_at ?? soon) }))
    .where('id', '=', id)
    .execute();
}

function every(postedAt: number | null, now: number): number {
  return now - (postedAt ?? now) < OLD_MS ? EDIT_EVERY_MS : OLD_EDIT_EVERY_MS;
}

export async function dailyEdited(
  trx: Transaction<Tables>,
  { questionId, version, now }: Parameters<DailyStore['dailyEdited']>[0],
): Promise<void> {
  const row = await trx
    .selectFrom('daily_questions')
    .select(['version', 'state', 'posted_at'])
    .where('id', '=', questionId)
    .executeTakeFirst();
  if (row === undefined) return;
  const wait = row.state === 'open' ? every(row.posted_at, now) : EDIT_EVERY_MS;
  const edit_at = row.version > version ? now + wait : null;
  await trx
    .updateTable('daily_questions')
    .set({ edit_at, edited_at: now, held_until: 0 })
    .where('id', '=', questionId)
    .execute();
}

export async function dailyNotEdited(
  trx: Transaction<Tables>,
  { questionId, refused, now }: Parameters<DailyStore['dailyNotEdited']>[0],
): Promise<void> {
  const row = await trx
    .selectFrom('daily_questions')
    .select('revealed_at')
    .where('id', '=', questionId)
    .executeTakeFirst();
  const over = row !== undefined && row.revealed_at !== null && row.revealed_at < now - DAY + HOUR;
  await trx
    .updateTable('daily_questions')
    .set({
      edit_at: refused || over ? null : now + AGAIN_MS,
      edited_at: refused ? now + REFUSED_MS : now,
      held_until: 0,
    })
    .where('id', '=', questionId)
    .execute();
}
