import { DAY } from '../../study/schedule/day.ts';
import type { Period } from '../store.ts';

/**
 * The leaderboard bucket a moment falls into: `2026-W48` (ISO 8601 week), `2026-11`, `all`.
 * A server has no time zone, so its weeks and months are those of UTC.
 */
export function bucket(period: Period, at: number): string {
  if (period === 'all') return 'all';
  if (period === 'month') return new Date(at).toISOString().slice(0, 7);
  // The week belongs to the year that its Thursday is in; 1 January 1970 was a Thursday.
  const day = Math.floor(at / DAY);
  const thursday = day - ((day + 3) % 7) + 3;
  const year = new Date(thursday * DAY).getUTCFullYear();
  const week = Math.floor((thursday - Date.UTC(year, 0, 1) / DAY) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

export const PERIODS: readonly Period[] = ['week', 'month', 'all'];
