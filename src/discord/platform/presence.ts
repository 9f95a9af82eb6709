import { type Client, Events, type GatewayReadyDispatchData } from 'discord.js';
import type { Context } from '../context.ts';
import { loggableError } from './api-error.ts';

/** Which servers have the bot, as the gateway tells it. */
export interface Presence {
  /** Resolves when what was told so far is noted. Throws where some of it could not be. */
  noted(): Promise<void>;
}

/**
 * Notes from now on which servers have the bot. READY lists those of its shard, also those in an outage: whoever removed the
 * bot while that shard had no session is noticed then, and no server of another shard is touched. One after
 * another, so that what came later stays.
 */
export function notePresence(
  client: Client,
  { store, log, now }: Pick<Context, 'store' | 'log' | 'now'>,
): Presence {
  let last: Promise<void> = Promise.resolve();
  let failed: { readonly error: unknown } | undefined;

  function note(of: object, what: string, work: () => Promise<void>): void {
    last = last.then(work).then(
      () => log.info(of, what),
      (error: unknown) => {
        failed = { error };
        log.error({ ...of, what, error: loggableError(error) }, 'this was not noted');
      },
    );
  }

  client.on(Events.GuildDelete, ({ id: guild }) => {
    note({ guild }, 'a server removed the bot', () => store.guildLeft(guild, now()));
  });
  client.on(Events.GuildCreate, ({ id: guild }) => {
    note({ guild }, 'a server has the bot', () => store.guildJoined(guild));
  });
  client.on(Events.Raw, (packet: { readonly t: string | null; readonly d: unknown }, shard: number) => {
    if (packet.t !== 'READY') return;
    const { guilds, shard: [, shardCount] = [0, 1] } = packet.d as GatewayReadyDispatchData;
    const guildIds = guilds.map(({ id }) => id);
    note(
      { shard, shards: shardCount, servers: guildIds.length },
      'a shard has a session at the gateway',
      () => store.guildsPresent({ guildIds, shards: [shard], shardCount, now: now() }),
    );
  });

  return {
    async noted() {
      await last;
      if (failed !== undefined) throw failed.error;
    },
  };
}
