/** Milliseconds. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** What makes a moment belong to a day of this learner. */
export interface DayClock {
  /** IANA name: `Europe/Berlin`. */
  readonly zone: string;
  /** The hour (0–23) at which the learner's day begins; what is answered before it belongs to the day before. */
  readonly rollover: number;
}

/** UTC, and Anki's default roll-over: who studies past midnight is still in yesterday. */
export const DEFAULT_CLOCK: DayClock = { zone: 'UTC', rollover: 4 };

/** True for a name that this machine's time zone data knows (`Europe/Berlin`, `UTC`). */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Zone offsets change on quarters of an hour only, so one look-up serves a whole quarter. */
const QUARTER = 15 * MINUTE;
const formats = new Map<string, Intl.DateTimeFormat>();
const latest = new Map<string, { readonly quarter: number; readonly offset: number }>();

/**
 * How far the zone's wall clock is ahead of UTC at this moment, in ms (Berlin in winter: +3,600,000).
 * Throws RangeError for an unknown zone or a moment that is no date.
 */
export function zoneOffset(at: number, zone: string): number {
  if (!Number.isFinite(at)) throw new RangeError(`not a moment: ${at}`);
  if (zone === 'UTC') return 0;
  const quarter = Math.floor(at / QUARTER);
  const known = latest.get(zone);
  if (known?.quarter === quarter) return known.offset;
  const offset = readOffset(quarter * QUARTER, zone);
  latest.set(zone, { quarter, offset });
  return offset;
}

function readOffset(at: number, zone: string): number {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  const wall = { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of format.formatToParts(at)) {
    if (type in wall) wall[type as keyof typeof wall] = Number(value);
  }
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second) - at;
}

/**
 * The moment on a clock that reads 00:00 UTC when the learner's day begins: the zone's wall time less the
 * roll-over. The UTC date of what it gives is the learner's date, which is how ts-fsrs counts days.
 */
export function shift(at: number, clock: DayClock): number {
  return at + zoneOffset(at, clock.zone) - clock.rollover * HOUR;
}

/**
 * The moment at which {@link shift} gives `shifted`. A wall time that daylight saving repeats is taken the first
 * time; one that it skips is taken as far after the gap as it lies in it.
 */
export function unshift(shifted: number, clock: DayClock): number {
  const wall = shifted + clock.rollover * HOUR;
  const before = zoneOffset(wall - DAY, clock.zone);
  const after = zoneOffset(wall + DAY, clock.zone);
  if (zoneOffset(wall - before, clock.zone) === before) return wall - before;
  if (zoneOffset(wall - after, clock.zone) === after) return wall - after;
  return wall - before;
}

/** The learner's day as a number: whole days since 1 January 1970 on the learner's own calendar. */
export function learnerDay(at: number, clock: DayClock): number {
  return Math.floor(shift(at, clock) / DAY);
}

/** The moment a learner's day begins. */
export function dayStart(day: number, clock: DayClock): number {
  return unshift(day * DAY, clock);
}
