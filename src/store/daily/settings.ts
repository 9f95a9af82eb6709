import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../tables.ts';
import { beginDate, lastDate, nextMoment } from './dates.ts';
import type { DailySettings, DailyStatus, SetDaily } from './interface.ts';
import { revealBefore } from './reveal.ts';
import { latestRow, settingsRow } from './rows.ts';
import { streakOf } from './streaks.ts';

export async function setDaily(trx: Transaction<Tables>, input: SetDaily): Promise<DailySettings> {
  const { guildId, channelId, minute, zone, deck, seed, userId, now } = input;
  // What has come by now comes, and not only from tomorrow on because of this change.
  await beginDate(trx, guildId, now);
  const latest = await latestRow(trx, guildId);
  const row = {
    channel_id: channelId,
    minute,
    zone,
    deck,
    user_id: userId,
    active: 1,
    due_at: nextMoment({ minute, zone }, lastDate(latest, zone), now),
    trouble: null,
    failed: 0,
  };
  await trx
    .insertInto('daily')
    .values({ guild_id: guildId, seed, ...row })
    // The seed stays: the cards go on in the order in which they come.
    .onConflict((on) => on.column('guild_id').doUpdateSet(row))
    .execute();
  // One that is about to be posted goes to the new channel, unless it may be in the old one already.
  await trx
    .updateTable('daily_questions')
    .set({ channel_id: channelId })
    .where('guild_id', '=', guildId)
    .where('state', '=', 'posting')
    .where('tried_at', 'is', null)
    .execute();
  const set = await settingsRow(trx, guildId);
  if (set === undefined) throw new TypeError('what was set is not there');
  return set;
}

export async function dailyOff(
  trx: Transaction<Tables>,
  { guildId, now }: { readonly guildId: string; readonly now: number },
): Promise<boolean> {
  const set = await settingsRow(trx, guildId);
  if (set === undefined || !set.active) return false;
  await trx
    .updateTable('daily')
    .set({ active: 0, due_at: null, trouble: null, failed: 0 })
    .where('guild_id', '=', guildId)
    .execute();
  await revealBefore(trx, { guildId, day: Number.MAX_SAFE_INTEGER, now });
  await trx
    .updateTable('daily_questions')
    .set({ state: 'skipped', why: 'off', due_at: null })
    .where('guild_id', '=', guildId)
    .where('state', '=', 'posting')
    .where('tried_at', 'is', null)
    .execute();
  return true;
}

export async function dailyStatus(
  db: Kysely<Tables>,
  guildId: string,
  userId: string,
): Promise<DailyStatus | undefined> {
  const settings = await settingsRow(db, guildId);
  if (settings === undefined) return undefined;
  const last = (await latestRow(db, guildId)) ?? null;
  return { settings, last, streak: await streakOf(db, guildId, userId) };
}

/** How often each card was asked in a server. */
export async function dailyAsked(db: Kysely<Tables>, guildId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('daily_questions')
    .where('guild_id', '=', guildId)
    .where('card', 'is not', null)
    .groupBy('card')
    .select('card')
    .select((eb) => eb.fn.countAll<number>().as('times'))
    .execute();
  return new Map(rows.map(({ card, times }) => [card ?? '', Number(times)]));
}
