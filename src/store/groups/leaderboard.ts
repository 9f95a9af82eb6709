import type { Kysely } from 'kysely';
import type { LeaderboardInput, LeaderboardRow } from '../store.ts';
import type { Tables } from '../tables.ts';
import { bucket } from './periods.ts';

/**
 * Who has points in a server in the week, month or all time that `now` falls into, most points first.
 * Equal points share a rank and the next rank is skipped (1, 2, 2, 4); among equals, more right answers come first.
 */
export async function leaderboard(
  db: Kysely<Tables>,
  { guildId, period, limit, now }: LeaderboardInput,
): Promise<readonly LeaderboardRow[]> {
  const rows = await db
    .selectFrom('scores')
    .select(['user_id', 'points', 'answered', 'correct'])
    .where('guild_id', '=', guildId)
    .where('period', '=', bucket(period, now))
    .where('points', '>', 0)
    .orderBy('points', 'desc')
    .orderBy('correct', 'desc')
    .orderBy('user_id')
    .limit(limit)
    .execute();
  return rows.map(({ user_id: userId, points, answered, correct }) => {
    const rank = rows.findIndex((row) => row.points === points) + 1;
    return { rank, userId, points, answered, correct };
  });
}
