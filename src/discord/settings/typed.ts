import { UserError } from '../../runtime/user-error.ts';
import { type ScheduleSettings, SETTING_LIMITS } from '../../study/schedule/settings.ts';
import { typedZone } from '../platform/time-zones.ts';
import { typedRetention } from './options.ts';

type Limits = { readonly least: number; readonly most: number };

/** What the box of the schedule says; what was left empty is absent. Throws UserError for what cannot be meant. */
export function typedSchedule(
  typed: Readonly<Record<'zone' | 'rollover' | 'new-cards' | 'reviews' | 'retention', string>>,
  now: number,
): Partial<ScheduleSettings> {
  const { zone, rollover, 'new-cards': fresh, reviews, retention } = typed;
  return {
    ...(zone.trim() === '' ? {} : { zone: typedZone(zone, now) }),
    ...(rollover.trim() === '' ? {} : { rollover: typedHour(rollover) }),
    ...(fresh.trim() === ''
      ? {}
      : { newPerDay: typedCount('New cards a day', fresh, SETTING_LIMITS.newPerDay) }),
    ...(reviews.trim() === ''
      ? {}
      : { reviewsPerDay: typedCount('Reviews a day', reviews, SETTING_LIMITS.reviewsPerDay) }),
    ...(retention.trim() === '' ? {} : { retention: typedRetention(retention) }),
  };
}

/** A full hour as a person types it: `4`, `04:00`, `18 h`. Throws UserError. */
function typedHour(typed: string): number {
  const [, hour] = /^(\d{1,2}) ?(?::?00|h)?$/.exec(typed.trim()) ?? [];
  if (hour !== undefined && Number(hour) <= SETTING_LIMITS.rollover.most) return Number(hour);
  throw new UserError({
    identifier: 'not-an-hour',
    message: `“${typed.trim().slice(0, 20)}” is not a full hour. Type one from 00:00 to 23:00, for instance 18:00.`,
  });
}

/** The hour of the reminder, or `off`. Throws UserError. */
export function typedReminder(typed: string): string {
  return /^(off|none|no|never)$/i.test(typed.trim()) ? 'off' : String(typedHour(typed));
}

function typedCount(what: string, typed: string, { least, most }: Limits): number {
  const count = /^\d{1,5}$/.test(typed.trim()) ? Number(typed.trim()) : Number.NaN;
  if (count >= least && count <= most) return count;
  throw new UserError({
    identifier: 'not-a-count',
    message: `${what} must be a number from ${least} to ${most}.`,
  });
}
