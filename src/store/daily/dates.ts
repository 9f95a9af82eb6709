import { sql, type Transaction } from 'kysely';
import { dateIn, dateStart, momentOf } from '../../study/schedule/clock-time.ts';
import { MINUTE } from '../../study/schedule/day.ts';
import type { Tables } from '../tables.ts';
import type { DailyQuestion, DailySettings } from './interface.ts';
import { revealBefore } from './reveal.ts';
import { latestRow, questionRow, settingsRow } from './rows.ts';

/** What says when the next question comes. */
type Clock = Pick<DailySettings, 'minute' | 'zone'>;

/**
 * The last date that has had its question, on the calendar of this zone: a change of zone makes no second one on the
 * date on which one was posted, whichever of the two calendars it is looked up in.
 */
export function lastDate(latest: DailyQuestion | undefined, zone: string): number {
  if (latest === undefined) return Number.NEGATIVE_INFINITY;
  const posted = latest.postedAt ?? latest.triedAt;
  return posted === null ? latest.day : Math.max(latest.day, dateIn(zone, posted));
}

/** The first moment from `now` on at which a question comes that no date before has had. */
export function nextMoment({ minute, zone }: Clock, last: number, now: number): number {
  for (let day = Math.max(dateIn(zone, now), last + 1); ; day += 1) {
    const at = momentOf(day, minute, zone);
    // A zone that crosses the date line leaves a date out.
    if (at >= now && dateIn(zone, at) === day) return at;
  }
}

/**
 * Takes a server on to the date that it is there, where the time has come: the row of the date is what makes it once,
 * whoever else does the same. What is open from before is revealed with it.
 */
export async function beginDate(trx: Transaction<Tables>, guildId: string, now: number): Promise<void> {
  const set = await settingsRow(trx, guildId);
  if (set === undefined || set.dueAt === null || set.dueAt > now) return;
  const { zone, minute, channelId, deck } = set;
  const last = lastDate(await latestRow(trx, guildId), zone);
  const today = dateIn(zone, now);
  const come = today > last && momentOf(today, minute, zone) <= now;
  if (come && (await isPending(trx, guildId, now))) {
    await trx
      .updateTable('daily')
      .set({ due_at: now + MINUTE })
      .where('guild_id', '=', guildId)
      .execute();
    return;
  }
  if (come) {
    await trx
      .insertInto('daily_questions')
      .values({
        guild_id: guildId,
        day: today,
        channel_id: channelId,
        state: 'posting',
        until: dateStart(today + 1, zone),
        deck,
        due_at: now,
      })
      .onConflict((on) => on.columns(['guild_id', 'day']).doNothing())
      .execute();
    await revealBefore(trx, { guildId, day: today, now });
  }
  const due_at = nextMoment({ minute, zone }, come ? today : last, now);
  await trx.updateTable('daily').set({ due_at }).where('guild_id', '=', guildId).execute();
}

/**
 * Whether one of a date that is not over yet on its own calendar may still be posted: the zone was changed meanwhile. It is
 * given up, or looked for, before the next one comes, so that no date of either calendar has both. That its date was cut
 * short shows in `until`, which is the moment it was due again then.
 */
async function isPending(trx: Transaction<Tables>, guildId: string, now: number): Promise<boolean> {
  const pending = await trx
    .selectFrom('daily_questions')
    .select('id')
    .where('guild_id', '=', guildId)
    .where('state', '=', 'posting')
    .where((eb) => eb.or([eb('until', '>', now), eb('until', '=', sql<number>`due_at`)]))
    .execute();
  for (const { id } of pending)
    await trx.updateTable('daily_questions').set({ until: now, due_at: now }).where('id', '=', id).execute();
  return pending.length > 0;
}

/** Whether the answer to a question is to be told by now: a later date has begun, or there will be none. */
export async function isOver(trx: Transaction<Tables>, id: number): Promise<boolean> {
  const { guildId, day } = await questionRow(trx, id);
  const latest = await latestRow(trx, guildId);
  const set = await settingsRow(trx, guildId);
  return (latest !== undefined && latest.day > day) || set === undefined || !set.active;
}
