import { DAY } from '../../study/schedule/day.ts';

/** `2026-03-29` for a day counted from 1970-01-01. */
export function isoDay(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** The day that was typed as year-month-day (`2026-12-24`), counted from 1970-01-01; undefined where that is no date. */
export function readDay(typed: string): number | undefined {
  const written = typed.trim();
  const date = /^\d{4}-\d{2}-\d{2}$/.test(written) ? Date.parse(`${written}T00:00:00Z`) : Number.NaN;
  const day = date / DAY;
  return Number.isNaN(date) || isoDay(day) !== written ? undefined : day;
}
