import type { Kysely, Transaction } from 'kysely';
import { dayStart, isZone, learnerDay } from '../../study/schedule/day.ts';
import { DEFAULT_SETTINGS, type ScheduleSettings, SETTING_LIMITS } from '../../study/schedule/settings.ts';
import { statement } from '../engine/statement.ts';
import { StoreError } from '../engine/store-error.ts';
import type { Tables } from '../tables.ts';

const settingsRow = statement((db, { userId }: { readonly userId: string }) =>
  db.selectFrom('settings').selectAll().where('user_id', '=', userId),
);

/** The person's settings, or the defaults. */
export async function settingsOf(db: Kysely<Tables>, userId: string): Promise<ScheduleSettings> {
  const [row] = await settingsRow(db, { userId });
  if (row === undefined) return DEFAULT_SETTINGS;
  return {
    zone: row.zone,
    rollover: row.rollover,
    newPerDay: row.new_per_day,
    reviewsPerDay: row.reviews_per_day,
    retention: row.retention,
  };
}

/**
 * Changes some settings. They hold from now on: no day, due date or review of the past is touched; a reminder moves
 * to its hour in the new zone. Throws StoreError `not-possible` naming the setting that is out of range.
 */
export async function saveSettings(
  trx: Transaction<Tables>,
  userId: string,
  change: Partial<ScheduleSettings>,
  now: number,
): Promise<ScheduleSettings> {
  const wanted = { ...(await settingsOf(trx, userId)), ...change };
  check(wanted);
  // In hundredths, as it is shown.
  const settings = { ...wanted, retention: Math.round(wanted.retention * 100) / 100 };
  const row = toRow(settings);
  await trx
    .insertInto('settings')
    .values({ user_id: userId, ...row })
    .onConflict((on) => on.column('user_id').doUpdateSet(row))
    .execute();
  const reminder = await trx
    .selectFrom('reminders')
    .select('hour')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (reminder !== undefined && change.zone !== undefined) {
    const next_at = nextHour(reminder.hour, settings.zone, now);
    await trx.updateTable('reminders').set({ next_at }).where('user_id', '=', userId).execute();
  }
  return settings;
}

/** Whether others see this person on boards; they do unless it was switched off. */
export async function shownOnBoards(db: Kysely<Tables>, userId: string): Promise<boolean> {
  const [row] = await settingsRow(db, { userId });
  return row?.board !== 0;
}

/** Others see this person on boards, or do not: everywhere, past and future, from now on. */
export async function showOnBoards(trx: Transaction<Tables>, userId: string, shown: boolean): Promise<void> {
  const board = shown ? 1 : 0;
  await trx
    .insertInto('settings')
    .values({ user_id: userId, ...toRow(DEFAULT_SETTINGS), board })
    .onConflict((on) => on.column('user_id').doUpdateSet({ board }))
    .execute();
}

function toRow(settings: ScheduleSettings) {
  return {
    zone: settings.zone,
    rollover: settings.rollover,
    new_per_day: settings.newPerDay,
    reviews_per_day: settings.reviewsPerDay,
    retention: settings.retention,
  };
}

/** The next moment at which it is `hour` o'clock in the zone. */
export function nextHour(hour: number, zone: string, now: number): number {
  const clock = { zone, rollover: hour };
  return dayStart(learnerDay(now, clock) + 1, clock);
}

function check(settings: ScheduleSettings): void {
  if (!isZone(settings.zone)) {
    throw new StoreError(
      'not-possible',
      `The time zone ${settings.zone} is not known. Pick one from the list, for instance Europe/Berlin.`,
    );
  }
  for (const [name, { least, most }] of Object.entries(SETTING_LIMITS)) {
    const value = settings[name as keyof typeof SETTING_LIMITS];
    const whole = name === 'retention' || Number.isInteger(value);
    if (!(value >= least && value <= most && whole)) {
      throw new StoreError('not-possible', `${name} is ${value}; it must be between ${least} and ${most}.`);
    }
  }
}
