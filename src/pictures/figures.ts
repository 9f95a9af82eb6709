import { DAY } from '../study/schedule/day.ts';
import type { Outcomes } from './learner-progress.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const UNITS = ['k', 'M', 'B', 'T'];

/** A whole number in at most six characters: `99,999`, then `100k`, `1.2M`. Rounded down, so never too good. */
export function count(value: number): string {
  if (value < 100_000) return Math.floor(value).toLocaleString('en');
  let [scaled, unit] = [value / 1000, 0];
  while (scaled >= 1000 && unit < UNITS.length - 1) [scaled, unit] = [scaled / 1000, unit + 1];
  const digits = scaled < 10 ? Math.floor(scaled * 10) / 10 : Math.floor(scaled);
  return `${digits.toLocaleString('en')}${UNITS[unit]}`;
}

/** `1 card`, `2 cards`. */
export function counted(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/**
 * True retention as Anki counts it: of all reviews of learned cards, those recalled, in per cent; undefined where
 * there was none. 100 and 0 are said only of all and none.
 */
export function trueRetention({ recalled, forgotten }: Outcomes): number | undefined {
  const all = recalled + forgotten;
  if (all === 0) return undefined;
  const percent = Math.round((100 * recalled) / all);
  if (percent === 100 && forgotten > 0) return 99;
  return percent === 0 && recalled > 0 ? 1 : percent;
}

/** `Mar`, from 0 to 11. */
export function monthName(month: number): string {
  return MONTHS[month] ?? '';
}

/** A learner's day as `2 Mar`, or `2 Mar 2026`. */
export function dateOf(day: number, withYear = false): string {
  const date = new Date(day * DAY);
  const words = `${date.getUTCDate()} ${monthName(date.getUTCMonth())}`;
  return withYear ? `${words} ${date.getUTCFullYear()}` : words;
}

/** `2026-03` as a number that counts months; its remainder by 12 is the month. */
export function monthIndex(month: string): number {
  return 12 * Number(month.slice(0, 4)) + Number(month.slice(5, 7)) - 1;
}

/** The month of a learner's day, as {@link monthIndex} numbers it. */
export function monthOfDay(day: number): number {
  const date = new Date(day * DAY);
  return 12 * date.getUTCFullYear() + date.getUTCMonth();
}
