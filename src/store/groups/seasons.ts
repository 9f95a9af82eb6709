import type { Kysely, Selectable, Transaction } from 'kysely';
import { DAY, MINUTE } from '../../study/schedule/day.ts';
import { due } from '../engine/rows.ts';
import { StoreError } from '../engine/store-error.ts';
import type { GroupStore, Season, StartSeason } from '../store.ts';
import type { Tables } from '../tables.ts';
import type { SeasonsTable } from './tables.ts';

/** A claimed announcement is in the hands of who claimed it for so long: more than a post takes with its retries. */
const TELL_HOLD = MINUTE;
/** An end that could not be told by then is not told any more: the standings are in `/season show`. */
const TELL_WITHIN = DAY;
/** As many seasons as a select shows. */
const MOST_LISTED = 25;

/** Starts a season. Throws StoreError `not-possible` where one is on in this server. */
export async function startSeason(trx: Transaction<Tables>, input: StartSeason): Promise<Season> {
  const { guildId, channelId, name, endsAt, now } = input;
  await endDue(trx, now, guildId);
  const row = await trx
    .insertInto('seasons')
    .values({
      guild_id: guildId,
      channel_id: channelId,
      name,
      started_at: now,
      ends_at: endsAt,
      ended_at: null,
      tell_at: null,
    })
    .onConflict((on) => on.column('guild_id').where('ended_at', 'is', null).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row !== undefined) return toSeason(row);
  const on = await seasonOn(trx, guildId, now);
  throw new StoreError(
    'not-possible',
    `A season is on already${on === undefined ? '' : `: “${on.name}”`}. End it with /season end, then start another one.`,
  );
}

/** Ends the season that is on. Throws StoreError `not-possible` where none is. */
export async function endSeason(
  trx: Transaction<Tables>,
  { guildId, seasonId, now }: Parameters<GroupStore['endSeason']>[0],
): Promise<Season> {
  await endDue(trx, now, guildId);
  const row = await trx
    .updateTable('seasons')
    .set({ ended_at: now })
    .where('guild_id', '=', guildId)
    .where('ended_at', 'is', null)
    .$if(seasonId !== undefined, (query) => query.where('id', '=', seasonId ?? 0))
    .returningAll()
    .executeTakeFirst();
  if (row !== undefined) return toSeason(row);
  throw new StoreError(
    'not-possible',
    'No season is on, or this one has ended already. /season show has the standings; start one with /season start.',
  );
}

/** The season that is on in a server. */
export async function seasonOn(
  db: Kysely<Tables>,
  guildId: string,
  now: number,
): Promise<Season | undefined> {
  const row = await db
    .selectFrom('seasons')
    .selectAll()
    .where('guild_id', '=', guildId)
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', now)]))
    .executeTakeFirst();
  return row === undefined ? undefined : toSeason(row);
}

/** A season of this server. Throws StoreError `season-gone`. */
export async function seasonRow(db: Kysely<Tables>, guildId: string, id: number): Promise<Season> {
  const row = await db
    .selectFrom('seasons')
    .selectAll()
    .where('id', '=', id)
    .where('guild_id', '=', guildId)
    .executeTakeFirst();
  if (row === undefined)
    throw new StoreError('season-gone', 'This season is not known here. /season show lists those that are.');
  return toSeason(row);
}

/** The seasons of a server, the latest first. */
export async function seasonsOf(db: Kysely<Tables>, guildId: string): Promise<readonly Season[]> {
  const rows = await db
    .selectFrom('seasons')
    .selectAll()
    .where('guild_id', '=', guildId)
    .orderBy('id', 'desc')
    .limit(MOST_LISTED)
    .execute();
  return rows.map(toSeason);
}

/** Ends what is due, and gives the seasons whose end is to be told now; each is held, so that nobody else tells it. */
export async function claimSeasons(
  trx: Transaction<Tables>,
  { now, limit }: { readonly now: number; readonly limit: number },
): Promise<readonly Season[]> {
  const over = trx
    .selectFrom('seasons')
    .select(['id', 'guild_id'])
    .where('ended_at', 'is', null)
    .where('ends_at', '<=', now);
  // One that somebody is answering in right now ends the next time.
  for (const { id, guild_id } of await due(trx, over).execute()) await endDue(trx, now, guild_id, id);
  const late = trx
    .selectFrom('seasons')
    .select('id')
    .where('tell_at', '<=', now)
    .where('ended_at', '<=', now - TELL_WITHIN);
  for (const { id } of await due(trx, late).execute()) await seasonTold(trx, id);
  const ended = trx
    .selectFrom('seasons')
    .select('id')
    .where('tell_at', '<=', now)
    .orderBy('tell_at')
    .orderBy('id')
    .limit(limit);
  const claimed: Season[] = [];
  for (const { id } of await due(trx, ended).execute()) {
    const row = await trx
      .updateTable('seasons')
      .set({ tell_at: now + TELL_HOLD })
      .where('id', '=', id)
      .where('tell_at', '<=', now)
      .returningAll()
      .executeTakeFirst();
    if (row !== undefined) claimed.push(toSeason(row));
  }
  return claimed;
}

/** Its end was told, or cannot be. */
export async function seasonTold(trx: Transaction<Tables>, id: number): Promise<void> {
  await trx.updateTable('seasons').set({ tell_at: null }).where('id', '=', id).execute();
}

/** When the next season ends by itself or is to be told; null where none is. */
export async function nextSeasonAt(db: Kysely<Tables>): Promise<number | null> {
  const { ends } = await db
    .selectFrom('seasons')
    .select((eb) => eb.fn.min('ends_at').as('ends'))
    .where('ended_at', 'is', null)
    .where('ends_at', 'is not', null)
    .executeTakeFirstOrThrow();
  const { tell } = await db
    .selectFrom('seasons')
    .select((eb) => eb.fn.min('tell_at').as('tell'))
    .where('tell_at', 'is not', null)
    .executeTakeFirstOrThrow();
  const times = [ends, tell].filter((time) => time !== null);
  return times.length === 0 ? null : Math.min(...times);
}

/** Seasons whose time is over end at that time, however late anybody looks; their end is to be told. */
async function endDue(trx: Transaction<Tables>, now: number, guildId: string, id?: number): Promise<void> {
  await trx
    .updateTable('seasons')
    .set((eb) => ({ ended_at: eb.ref('ends_at'), tell_at: now }))
    .where('guild_id', '=', guildId)
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? 0))
    .where('ended_at', 'is', null)
    .where('ends_at', '<=', now)
    .execute();
}

function toSeason(row: Selectable<SeasonsTable>): Season {
  return {
    id: row.id,
    guildId: row.guild_id,
    channelId: row.channel_id,
    name: row.name,
    startedAt: row.started_at,
    endsAt: row.ends_at,
    endedAt: row.ended_at,
  };
}
