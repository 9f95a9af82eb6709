import type { Kysely } from 'kysely';
import { learnerDay } from '../../study/schedule/day.ts';
import { breaksOf, isBreak } from '../memory/breaks.ts';
import type { Break } from '../memory/interface.ts';
import { settingsOf } from '../memory/settings.ts';
import type { Stats } from '../store.ts';
import type { Tables } from '../tables.ts';

/** One person's sums, streak and topics, from the counters. */
export async function stats(db: Kysely<Tables>, userId: string, now: number): Promise<Stats> {
  const topics = await db
    .selectFrom('topics')
    .select(['topic', 'points', 'answered', 'correct'])
    .where('user_id', '=', userId)
    .where('answered', '>', 0)
    .orderBy('answered', 'desc')
    .orderBy('topic')
    .execute();
  const days = await db
    .selectFrom('days')
    .select('day')
    .where('user_id', '=', userId)
    .where('answered', '>', 0)
    .orderBy('day', 'desc')
    .execute();
  const sum = (of: 'points' | 'answered' | 'correct') => topics.reduce((total, row) => total + row[of], 0);
  return {
    points: sum('points'),
    answered: sum('answered'),
    correct: sum('correct'),
    streak: streak(
      days.map((row) => row.day),
      await breaksOf(db, userId),
      learnerDay(now, await settingsOf(db, userId)),
    ),
    topics: topics.map(({ topic, answered, correct }) => ({ topic, answered, correct })),
  };
}

/**
 * How many of `days` (newest first) follow each other without a gap, up to today or yesterday. Days of a break are
 * no gap, and no days of study either.
 */
function streak(days: readonly number[], breaks: readonly Break[], today: number): number {
  let length = 0;
  // Today may still come, so a day missing only there breaks nothing.
  let expected = today - 1;
  for (const day of days) {
    if (day > today) continue;
    while (expected > day && isBreak(breaks, expected)) expected -= 1;
    if (day < expected) break;
    length += 1;
    expected = day - 1;
  }
  return length;
}
