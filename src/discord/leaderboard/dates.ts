import { UserError } from '../../runtime/user-error.ts';
import type { Season } from '../../store/store.ts';
import { DAY } from '../../study/schedule/day.ts';

/** Longest season, in days. */
const LONGEST = 366;

/** `2026-11-28`, of UTC: a server has no time zone. */
export function isoDate(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** `on now`, or the last day of a season that is over. */
export function lastDayOf({ endedAt }: Season): string {
  return endedAt === null ? 'on now' : `ended ${isoDate(endedAt - 1)}`;
}

/** The end of the last day of a season as it was typed, ms. Throws UserError. */
export function readEnd(typed: string, now: number): number {
  const day = typed.trim();
  const from = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(from) || isoDate(from) !== day) {
    throw new UserError({
      identifier: 'not-a-date',
      message: `That is not a date. Type the last day of the season as year-month-day, for instance ${isoDate(now + 28 * DAY)}, or leave it out.`,
    });
  }
  const end = from + DAY;
  if (end <= now) {
    throw new UserError({
      identifier: 'date-in-the-past',
      message: `${day} is over already: it is ${isoDate(now)} now, in UTC. Type a later day.`,
    });
  }
  if (end > now + LONGEST * DAY) {
    throw new UserError({
      identifier: 'date-too-far',
      message: `A season lasts a year at most. Type a day until ${isoDate(now + (LONGEST - 1) * DAY)}, or leave it out and end it with /season end.`,
    });
  }
  return end;
}
