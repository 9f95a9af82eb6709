import { pino } from 'pino';
import type { Bot } from '../../src/discord/bot.ts';
import { openPodium, type PodiumParts } from '../../src/discord/podium.ts';
import { readConfig } from '../../src/runtime/config.ts';
import { openStore } from '../../src/store/index.ts';
import { placeOf } from '../store/place.ts';

/** What the bots that are killed do not share: what they ask, and their clock. */
type Own = Omit<PodiumParts['context'], 'store' | 'config' | 'log' | 'seed'>;

/**
 * In a process of its own, started by `killedBot`: a bot against its preview, which is killed while it serves. DATABASE is
 * an SQLite file, or the address of a PostgreSQL database.
 */
export async function serveUntilKilled(own: Own, client: Partial<PodiumParts['client']> = {}): Promise<Bot> {
  const { PREVIEW_API = '', PREVIEW_CDN = '', PREVIEW_TOKEN = '', DATABASE = '', ...rest } = process.env;
  const { DISCORD_SHARDS = '', DISCORD_SHARD_IDS = '' } = rest;
  const place = placeOf(DATABASE);
  const podium = openPodium({
    token: PREVIEW_TOKEN,
    client: {
      apiUrl: PREVIEW_API,
      identifyWindowMs: 0,
      ...client,
    },
    onEnd: () => process.exit(3),
    context: {
      ...own,
      store: await openStore(place),
      config: readConfig({
        DISCORD_CDN_URL: PREVIEW_CDN,
        DISCORD_SHARDS,
        DISCORD_SHARD_IDS,
        ...('url' in place ? { DATABASE_URL: place.url } : {}),
      }),
      log: pino({ level: 'silent' }),
      seed: () => 1,
    },
  });
  return podium.start();
}
