import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../tables.ts';
import type { ServerSettings } from './interface.ts';

/** What a server's managers have set; where they have set nothing, what holds then. */
export async function serverSettings(db: Kysely<Tables>, guildId: string): Promise<ServerSettings> {
  const row = await db
    .selectFrom('server_settings')
    .selectAll()
    .where('guild_id', '=', guildId)
    .executeTakeFirst();
  const channels = await db
    .selectFrom('match_channels')
    .select('channel_id')
    .where('guild_id', '=', guildId)
    .orderBy('channel_id')
    .execute();
  return {
    defaultDeck: row?.default_deck ?? null,
    deckRole: row?.deck_role ?? null,
    matchChannels: channels.map(({ channel_id }) => channel_id),
  };
}

/** Sets what is named and leaves the rest as it is; gives all of it. */
export async function saveServerSettings(
  trx: Transaction<Tables>,
  guildId: string,
  change: Partial<ServerSettings>,
): Promise<ServerSettings> {
  const { defaultDeck, deckRole, matchChannels } = { ...(await serverSettings(trx, guildId)), ...change };
  const columns = { default_deck: defaultDeck, deck_role: deckRole };
  await trx
    .insertInto('server_settings')
    .values({ guild_id: guildId, ...columns })
    .onConflict((on) => on.column('guild_id').doUpdateSet(columns))
    .execute();
  if (change.matchChannels !== undefined) {
    await trx.deleteFrom('match_channels').where('guild_id', '=', guildId).execute();
    const chosen = [...new Set(matchChannels)];
    if (chosen.length > 0)
      await trx
        .insertInto('match_channels')
        .values(chosen.map((channel_id) => ({ guild_id: guildId, channel_id })))
        .execute();
  }
  return serverSettings(trx, guildId);
}

/** Removes what a server's managers have set; gives the number of rows. */
export async function removeServerSettings(trx: Transaction<Tables>, guildId: string): Promise<number> {
  const settings = await trx
    .deleteFrom('server_settings')
    .where('guild_id', '=', guildId)
    .executeTakeFirstOrThrow();
  const channels = await trx
    .deleteFrom('match_channels')
    .where('guild_id', '=', guildId)
    .executeTakeFirstOrThrow();
  return Number(settings.numDeletedRows + channels.numDeletedRows);
}
