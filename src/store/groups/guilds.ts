import type { Kysely, Transaction } from 'kysely';
import { DAY } from '../../study/schedule/day.ts';
import { deleteGuild } from '../people/people.ts';
import type { PresentInput } from '../store.ts';
import type { Tables } from '../tables.ts';

/** What belongs to a server that removed the bot is kept this long: it may have been a mistake. */
const GUILD_GRACE = 7 * DAY;

/** A server has the bot (again). */
export async function guildJoined(trx: Transaction<Tables>, guildId: string): Promise<void> {
  await trx
    .insertInto('guilds')
    .values({ guild_id: guildId, left_at: null })
    .onConflict((on) => on.column('guild_id').doUpdateSet({ left_at: null }))
    .execute();
}

/** A server removed the bot. */
export async function guildLeft(trx: Transaction<Tables>, guildId: string, now: number): Promise<void> {
  await trx
    .insertInto('guilds')
    .values({ guild_id: guildId, left_at: now })
    .onConflict((on) => on.column('guild_id').doUpdateSet({ left_at: now }))
    .execute();
}

/**
 * The servers that some shards have when their sessions begin: those that removed the bot while it was away are noticed
 * here. A server of a shard that is not among `shards` is another process's, or not known yet, and is left alone.
 */
export async function guildsPresent(
  trx: Transaction<Tables>,
  { guildIds, shards, shardCount, now }: PresentInput,
): Promise<void> {
  const present = new Set(guildIds);
  const ours = new Set(shards);
  const known = await trx.selectFrom('guilds').selectAll().execute();
  const there = new Set<string>();
  for (const { guild_id, left_at } of known) {
    if (left_at === null && present.has(guild_id)) there.add(guild_id);
    const gone = left_at === null && !present.has(guild_id) && ours.has(shardOf(guild_id, shardCount));
    if (gone) await guildLeft(trx, guild_id, now);
  }
  // Nearly always all of them are known: writing them anew would have shards that start together wait for each other.
  for (const guildId of present) if (!there.has(guildId)) await guildJoined(trx, guildId);
}

/** The servers that have the bot, as far as it was noted. */
export async function guildsKept(db: Kysely<Tables>): Promise<readonly string[]> {
  const kept = await db.selectFrom('guilds').select('guild_id').where('left_at', 'is', null).execute();
  return kept.map(({ guild_id }) => guild_id);
}

/** The shard that Discord sends a server's events to: https://discord.com/developers/docs/events/gateway#sharding */
function shardOf(guildId: string, shardCount: number): number {
  return Number((BigInt(guildId) >> 22n) % BigInt(shardCount));
}

/** Removes what belongs to servers that removed the bot a week ago and have not taken it back; gives their ids. */
export async function purgeGuilds(trx: Transaction<Tables>, now: number): Promise<readonly string[]> {
  const gone = await trx
    .selectFrom('guilds')
    .select('guild_id')
    .where('left_at', '<=', now - GUILD_GRACE)
    .execute();
  for (const { guild_id } of gone) {
    await deleteGuild(trx, guild_id);
    await trx.deleteFrom('guilds').where('guild_id', '=', guild_id).execute();
  }
  return gone.map(({ guild_id }) => guild_id);
}
