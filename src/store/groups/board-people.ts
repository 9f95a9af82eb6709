import type { Kysely, Transaction } from 'kysely';
import { HOUR } from '../../study/schedule/day.ts';
import { inChunks } from '../engine/chunks.ts';
import type { Tables } from '../tables.ts';

/** For so long it is believed that somebody is in a server before Discord is asked again. */
const BELIEVED = HOUR;

/** Those of these people of whom it is not known, or was known too long ago, whether they are in the server. */
export async function uncheckedMembers(
  db: Kysely<Tables>,
  input: { readonly guildId: string; readonly userIds: readonly string[]; readonly now: number },
): Promise<readonly string[]> {
  const { guildId, userIds, now } = input;
  if (userIds.length === 0) return [];
  const known = await db
    .selectFrom('board_members')
    .select('user_id')
    .where('guild_id', '=', guildId)
    .where('user_id', 'in', [...userIds])
    .where((eb) => eb.or([eb('present', '=', 0), eb('checked_at', '>', now - BELIEVED)]))
    .execute();
  const ids = new Set(known.map(({ user_id }) => user_id));
  return userIds.filter((id) => !ids.has(id));
}

/** Keeps whether somebody is in a server. */
export async function noteMember(
  trx: Transaction<Tables>,
  input: {
    readonly guildId: string;
    readonly userId: string;
    readonly present: boolean;
    readonly now: number;
  },
): Promise<void> {
  const set = { present: input.present ? 1 : 0, checked_at: input.now };
  await trx
    .insertInto('board_members')
    .values({ guild_id: input.guildId, user_id: input.userId, ...set })
    .onConflict((on) => on.columns(['guild_id', 'user_id']).doUpdateSet(set))
    .execute();
}

/** What is kept of a person in seasons, with the name of each. */
export async function exportSeasons(db: Kysely<Tables>, userId: string): Promise<readonly object[]> {
  return db
    .selectFrom('season_scores')
    .innerJoin('seasons', 'seasons.id', 'season_scores.season_id')
    .selectAll('season_scores')
    .select(['seasons.guild_id', 'seasons.name'])
    .where('user_id', '=', userId)
    .orderBy('season_scores.id')
    .execute();
}

/** Takes a person out of the season that is on; in those that are over their places stay, as somebody's. Gives how many rows. */
export async function forgetSeasons(trx: Transaction<Tables>, userId: string): Promise<number> {
  const running = trx.selectFrom('seasons').select('id').where('ended_at', 'is', null);
  const gone = await trx
    .deleteFrom('season_scores')
    .where('user_id', '=', userId)
    .where('season_id', 'in', running)
    .executeTakeFirstOrThrow();
  const columns = ['season_id', 'deck', 'points', 'answered', 'correct'] as const;
  const kept = await trx
    .deleteFrom('season_scores')
    .where('user_id', '=', userId)
    .returning(columns)
    .execute();
  // Written anew, not changed: a row does not go from one person to another where people are on different machines.
  for (const chunk of inChunks(kept))
    await trx
      .insertInto('season_scores')
      .values(chunk.map((row) => ({ ...row, user_id: '' })))
      .execute();
  return Number(gone.numDeletedRows) + kept.length;
}
