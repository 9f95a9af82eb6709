/** Schedules in cron's five fields, or `@hourly` and its like (github.com/robfig/cron, as the CronJob controller reads them). */

/** Which minutes, hours, days and months; UTC. */
export interface CronSchedule {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
  /** Neither day field is `*`: either of them is enough. */
  readonly eitherDay: boolean;
}

const NAMED: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Reads a schedule; undefined where it is none. */
export function cronSchedule(text: string): CronSchedule | undefined {
  const fields = (NAMED[text.trim()] ?? text).trim().split(/\s+/);
  if (fields.length !== 5) return undefined;
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields;
  const minutes = values(minute, 0, 59);
  const hours = values(hour, 0, 23);
  const days = values(day, 1, 31);
  const months = values(month, 1, 12, MONTHS);
  const weekdays = values(weekday, 0, 7, WEEKDAYS);
  if (!minutes || !hours || !days || !months || !weekdays) return undefined;
  if (weekdays.has(7)) weekdays.add(0);
  const any = (field: string): boolean => /^[*?]/.test(field);
  return { minutes, hours, days, months, weekdays, eitherDay: !any(day) && !any(weekday) };
}

function values(
  field: string,
  least: number,
  most: number,
  names: readonly string[] = [],
): Set<number> | undefined {
  const found = new Set<number>();
  const number = (text: string): number => {
    const named = names.indexOf(text.toLowerCase());
    if (named !== -1) return named + (least === 1 ? 1 : 0);
    return /^\d+$/.test(text) ? Number(text) : Number.NaN;
  };
  for (const part of field.split(',')) {
    const match = /^([^-/]+)(?:-([^-/]+))?(?:\/(\d+))?$/.exec(part);
    if (match === null) return undefined;
    const [, from = '', to, step] = match;
    const all = from === '*' || from === '?';
    const first = all ? least : number(from);
    const last = to !== undefined ? number(to) : all || step !== undefined ? most : first;
    const by = Number(step ?? 1);
    if (!(first >= least && last <= most && first <= last && by > 0)) return undefined;
    for (let value = first; value <= last; value += by) found.add(value);
  }
  return found;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Far enough for 29 February. */
const MOST_DAYS = 366 * 8;

/** The first moment of the schedule after `ms` (both ms since 1970, UTC); undefined where there is none in years. */
export function nextAfter(schedule: CronSchedule, ms: number): number | undefined {
  const from = (Math.floor(ms / MINUTE) + 1) * MINUTE;
  const firstDay = Math.floor(from / DAY) * DAY;
  for (let n = 0; n < MOST_DAYS; n++) {
    const day = firstDay + n * DAY;
    if (!onDay(schedule, new Date(day))) continue;
    for (let minute = n === 0 ? (from - day) / MINUTE : 0; minute < 1440; minute++) {
      if (schedule.hours.has(Math.floor(minute / 60)) && schedule.minutes.has(minute % 60)) {
        return day + minute * MINUTE;
      }
    }
  }
  return undefined;
}

function onDay({ months, days, weekdays, eitherDay }: CronSchedule, date: Date): boolean {
  if (!months.has(date.getUTCMonth() + 1)) return false;
  const [day, weekday] = [days.has(date.getUTCDate()), weekdays.has(date.getUTCDay())];
  return eitherDay ? day || weekday : day && weekday;
}
