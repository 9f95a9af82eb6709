import { Client, GatewayIntentBits, Options } from 'discord.js';
import type { Context } from '../context.ts';
import { BotRest } from './bot-rest.ts';
import { type IdentifySlots, identifyThrottler } from './identify.ts';
import { openPace, type Pace } from './pace.ts';

export interface ClientSettings {
  /** Base address of the REST API, without the version. */
  readonly apiUrl: string;
  /** Only tests: the time between two sessions of a bucket at a gateway that allows more than Discord's, in ms. */
  readonly identifyWindowMs?: number;
  /** Only tests: what lets calls with the bot's token go by another clock. */
  readonly pace?: Pace;
}

export interface ClientParts extends ClientSettings, Pick<Context, 'config' | 'log' | 'now'> {
  /** Who says when a shard may begin a session. */
  readonly slots: IdentifySlots;
}

/** A request that takes longer is given up: a callback is worth nothing after 3 s. */
const REST_TIMEOUT_MS = 2500;

/** The same where a proxy queues what all processes send. */
const PROXY_TIMEOUT_MS = 15_000;

/**
 * The webhooks of interactions are exempt from Discord's 50 requests a second, so discord.js's count of them is put out of
 * reach. A 429 is obeyed whatever this says.
 */
const UNCOUNTED = 1_000_000;

/**
 * Calls with the bot's token, all processes together: 40 a second and 8 at once, so that no second has 50. The fraction
 * of the shards that a process has is its fraction of them. Through a proxy, which counts for all, each may send so many.
 */
const TOKEN_CALLS = { rate: 40, burst: 8 } as const;

/** Every interaction's webhook gets a REST handler of its own; this often the idle ones are dropped. */
const HANDLER_SWEEP_MS = 10_000;

/** Caches that would grow with the number of people or messages seen; nothing here is ever read from them. */
const NOT_CACHED = {
  ApplicationCommandManager: 0,
  AutoModerationRuleManager: 0,
  DMMessageManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildInviteManager: 0,
  GuildMessageManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadMemberManager: 0,
  VoiceStateManager: 0,
} as const;

/** The client as Podium needs it: the Guilds intent only, no mentions, and memory that does not grow with people. */
export function createClient(parts: ClientParts): Client {
  const { config, log, now, slots, identifyWindowMs } = parts;
  const { shards, shardIds } = config;
  const client = new Client({
    ...(shards === 'auto'
      ? { shards }
      : { shardCount: shards, ...(shardIds === undefined ? {} : { shards: [...shardIds] }) }),
    ws: { buildIdentifyThrottler: identifyThrottler({ slots, log, now, windowMs: identifyWindowMs }) },
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    // Our components are written in the API's own snake_case, so there is nothing to rewrite.
    jsonTransformer: (value: unknown) => value,
    makeCache: Options.cacheWithLimits({
      ...NOT_CACHED,
      UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user.id },
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
    }),
    sweepers: {
      ...Options.DefaultSweeperSettings,
      threads: { interval: 3600, lifetime: 3600 },
    },
    waitGuildTimeout: 5_000,
  });
  // The one that the client made for itself is never used.
  client.rest.clearHandlerSweeper();
  client.rest.clearHashSweeper();
  client.rest = restOf(parts);
  return client;
}

function restOf({ apiUrl, config: { proxyUrl, shards, shardIds }, pace }: ClientParts): BotRest {
  const options = { retries: 2, handlerSweepInterval: HANDLER_SWEEP_MS, version: '10' } as const;
  const share = proxyUrl !== undefined || shardIds === undefined ? 1 : shardIds.length / Number(shards);
  const { rate, burst } = TOKEN_CALLS;
  return new BotRest({
    direct: { ...options, api: apiUrl, timeout: REST_TIMEOUT_MS, globalRequestsPerSecond: UNCOUNTED },
    byToken: {
      ...options,
      api: proxyUrl ?? apiUrl,
      timeout: proxyUrl === undefined ? REST_TIMEOUT_MS : PROXY_TIMEOUT_MS,
    },
    pace: pace ?? openPace({ rate: rate * share, burst: Math.max(1, burst * share) }),
  });
}

/** Drops a channel that came with an interaction and belongs to no server of ours: one a person adds up. */
export function forgetPrivateChannel(client: Client, channelId: string | null): void {
  if (channelId === null) return;
  const channel = client.channels.cache.get(channelId);
  if (channel?.isDMBased() === true) client.channels.cache.delete(channelId);
}
