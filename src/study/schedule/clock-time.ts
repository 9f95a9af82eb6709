import { DAY, learnerDay, MINUTE, zoneOffset } from './day.ts';

/** Zones change their offset on quarters of an hour only. */
const QUARTER = 15 * MINUTE;

/** The date of a moment on the calendar of a zone, in days since 1 January 1970. Throws RangeError for an unknown zone. */
export function dateIn(zone: string, at: number): number {
  return learnerDay(at, { zone, rollover: 0 });
}

/**
 * The moment at which the clocks of a zone read this minute (0 to 1439) of this date (days since 1 January 1970). A time
 * that daylight saving repeats is taken the first time; one that it skips is the first minute after the gap, or where
 * the date ends in the gap (Nuuk, in March) the last one before it. A date that a zone leaves out altogether (Apia,
 * 30 December 2011) is the first moment after it. Throws RangeError for an unknown zone.
 */
export function momentOf(day: number, minute: number, zone: string): number {
  const wall = day * DAY + minute * MINUTE;
  const before = zoneOffset(wall - DAY, zone);
  const after = zoneOffset(wall + DAY, zone);
  if (zoneOffset(wall - before, zone) === before) return wall - before;
  if (zoneOffset(wall - after, zone) === after) return wall - after;
  const over = gapEnd(wall - after, wall - before, after, zone);
  return dateIn(zone, over) !== day && dateIn(zone, over - MINUTE) === day ? over - MINUTE : over;
}

/** The moment, between two, from which on this offset holds. */
function gapEnd(from: number, to: number, offset: number, zone: string): number {
  for (let at = Math.ceil(from / QUARTER) * QUARTER; at < to; at += QUARTER)
    if (zoneOffset(at, zone) === offset) return at;
  return to;
}

/** The moment at which a date begins in a zone: midnight, or the first minute after it where there is none. */
export function dateStart(day: number, zone: string): number {
  return momentOf(day, 0, zone);
}

/** `09:05` of the 545th minute of a day. */
export function clockTime(minute: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

const CLOCK = /^(\d{1,2})(?:[:.h](\d{2}))? ?(am|pm|h)?$/;

/** The minute of the day that a person types as `9:30`, `09.30`, `18`, `18h`, `9 am`, `9:30pm`; undefined where it is none. */
export function readClock(typed: string): number | undefined {
  const [whole, hours, minutes = '0', half] = CLOCK.exec(typed.trim().toLowerCase()) ?? [];
  if (whole === undefined) return undefined;
  const twelve = half === 'am' || half === 'pm';
  const [hour, minute] = [Number(hours), Number(minutes)];
  if (minute > 59 || (twelve ? hour < 1 || hour > 12 : hour > 23)) return undefined;
  const of24 = twelve ? (hour % 12) + (half === 'pm' ? 12 : 0) : hour;
  return of24 * 60 + minute;
}
