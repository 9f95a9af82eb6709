import type { Kysely, Selectable, Transaction } from 'kysely';
import { DAY, MINUTE } from '../../study/schedule/day.ts';
import { due } from '../engine/rows.ts';
import type { Tables } from '../tables.ts';
import type { ReportNews } from './interface.ts';
import type { ReportNewsTable } from './tables.ts';

/** How long what was claimed is in the hands of who claimed it: more than sending takes with its retries. */
const NEWS_HOLD = MINUTE;
/** What was told is kept this long. */
const KEEP_TOLD = 30 * DAY;
/** Looked at for the next time, those that have waited longest. */
const MOST_LOOKED_AT = 100;
/** What waits for somebody to come by, told at once. */
const MOST_AT_ONCE = 5;

export async function claimReportNews(
  trx: Transaction<Tables>,
  { now, limit }: { readonly now: number; readonly limit: number },
): Promise<readonly ReportNews[]> {
  const waiting = untold(trx, now).where('send_at', '<=', now).orderBy('id').limit(limit);
  return held(trx, await due(trx, waiting).execute(), now);
}

/** When news is to be sent next; what somebody has in hand is looked at again when that is over. */
export async function nextReportNewsAt(db: Kysely<Tables>): Promise<number | null> {
  const rows = await db
    .selectFrom('report_news')
    .select(['send_at', 'held_until'])
    .where('told_at', 'is', null)
    .where('send_at', 'is not', null)
    .orderBy('send_at')
    .limit(MOST_LOOKED_AT)
    .execute();
  const times = rows.map(({ send_at, held_until }) => Math.max(held_until, send_at ?? 0));
  return times.length === 0 ? null : Math.min(...times);
}

export async function takeNewsFor(
  trx: Transaction<Tables>,
  userId: string,
  now: number,
): Promise<readonly ReportNews[]> {
  const mine = untold(trx, now).where('user_id', '=', userId).where('send_at', 'is', null);
  return held(trx, await mine.orderBy('id').limit(MOST_AT_ONCE).execute(), now);
}

/** Whether anything waits for this person: asked before every quiz, so it takes no lock. */
export async function newsWaits(db: Kysely<Tables>, userId: string, now: number): Promise<boolean> {
  const mine = untold(db, now).where('user_id', '=', userId).where('send_at', 'is', null);
  return (await mine.limit(1).execute()).length > 0;
}

function untold(db: Kysely<Tables>, now: number) {
  return db.selectFrom('report_news').selectAll().where('told_at', 'is', null).where('held_until', '<=', now);
}

async function held(
  trx: Transaction<Tables>,
  rows: readonly Selectable<ReportNewsTable>[],
  now: number,
): Promise<readonly ReportNews[]> {
  for (const { id, user_id } of rows)
    await trx
      .updateTable('report_news')
      .set({ held_until: now + NEWS_HOLD })
      .where('user_id', '=', user_id)
      .where('id', '=', id)
      .execute();
  return rows.map((row) => ({
    id: row.id,
    userId: row.user_id,
    card: row.card,
    guildId: row.guild_id,
    note: row.note,
    settledAt: row.settled_at,
  }));
}

export async function newsTold(trx: Transaction<Tables>, ids: readonly number[], now: number): Promise<void> {
  await trx
    .updateTable('report_news')
    .set({ told_at: now, send_at: null })
    .where('id', 'in', ids)
    .where('told_at', 'is', null)
    .execute();
}

export async function newsNotTold(
  trx: Transaction<Tables>,
  ids: readonly number[],
  sendAt: number | null,
): Promise<void> {
  await trx
    .updateTable('report_news')
    .set({ send_at: sendAt, held_until: 0 })
    .where('id', 'in', ids)
    .where('told_at', 'is', null)
    .execute();
}

export async function sweepReports(trx: Transaction<Tables>, now: number): Promise<number> {
  const old = await trx
    .deleteFrom('report_news')
    .where('told_at', '<=', now - KEEP_TOLD)
    .executeTakeFirstOrThrow();
  return Number(old.numDeletedRows);
}
