import { Client, type ClientOptions, GatewayIntentBits, Options } from 'discord.js';

export interface ClientSettings {
  /** Base address of the REST API, without the version. */
  readonly apiUrl: string;
  /** Only tests: replaces the one-IDENTIFY-in-five-seconds queue. */
  readonly buildIdentifyThrottler?: NonNullable<NonNullable<ClientOptions['ws']>['buildIdentifyThrottler']>;
}

/** A request that takes longer is given up: a callback is worth nothing after 3 s. */
const REST_TIMEOUT_MS = 2500;

/**
 * Interaction endpoints are exempt from Discord's 50 requests a second, and nearly all of ours are such; the few
 * calls with the bot's token happen at start. discord.js counts them all together, so its count is put out of reach.
 * A 429 is obeyed whatever this says.
 */
const GLOBAL_REQUESTS_PER_SECOND = 1_000_000;

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
export function createClient(settings: ClientSettings): Client {
  const throttler = settings.buildIdentifyThrottler;
  return new Client({
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
    rest: {
      api: settings.apiUrl,
      timeout: REST_TIMEOUT_MS,
      retries: 2,
      globalRequestsPerSecond: GLOBAL_REQUESTS_PER_SECOND,
      handlerSweepInterval: HANDLER_SWEEP_MS,
    },
    ...(throttler === undefined ? {} : { ws: { buildIdentifyThrottler: throttler } }),
  });
}

/** Drops a channel that came with an interaction and belongs to no server of ours: one a person adds up. */
export function forgetPrivateChannel(client: Client, channelId: string | null): void {
  if (channelId === null) return;
  const channel = client.channels.cache.get(channelId);
  if (channel?.isDMBased() === true) client.channels.cache.delete(channelId);
}
