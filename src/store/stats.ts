import type { Kysely } from 'kysely';
import { DEFAULT_CLOCK, learnerDay } from '../study/schedule/day.ts';
import type { Tables } from './schema.ts';
import type { Stats } from './store.ts';

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
      learnerDay(now, DEFAULT_CLOCK),
    ),
    topics: topics.map(({ topic, answered, correct }) => ({ topic, answered, correct })),
  };
}

/** How many of `days` (newest first) follow each other without a gap, up to today or yesterday. */
function streak(days: readonly number[], today: number): number {
  const past = days.filter((day) => day <= today);
  const newest = past[0];
  if (newest === undefined || newest < today - 1) return 0;
  const gap = past.findIndex((day, index) => day !== newest - index);
  return gap === -1 ? past.length : gap;
}
