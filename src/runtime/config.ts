import { isIP } from 'node:net';
import { z } from 'zod';

/** Everything the environment decides, validated. Built once, by main.ts. */
export interface Config {
  /** undefined: no account, so the preview is started instead. */
  readonly token: string | undefined;
  /** Base address of Discord's REST API, without the version. */
  readonly apiUrl: string;
  /** The one more host attachments may come from, beside Discord's own; undefined: only those. */
  readonly cdnUrl: string | undefined;
  /** Port of the interactions endpoint; 0 takes any free one; undefined: interactions come over the gateway. */
  readonly interactionsPort: number | undefined;
  /** The address of this machine that it is served at. */
  readonly interactionsHost: string;
  /** The application's key, which Discord signs with: 64 hexadecimal digits. */
  readonly publicKey: string | undefined;
  /** Commands are registered in this server instead of globally. */
  readonly guildId: string | undefined;
  /** How many connections to Discord's gateway the bot has, in all its processes; `auto`: as many as Discord recommends. */
  readonly shards: 'auto' | number;
  /** Those that this process has, in ascending order; undefined: all. Only with a number of `shards`, and on PostgreSQL. */
  readonly shardIds: readonly number[] | undefined;
  /** The proxy that calls with the bot's token go through; undefined: they go to Discord. Without the version, as `apiUrl`. */
  readonly proxyUrl: string | undefined;
  /** The SQLite file; not used where `databaseUrl` is set. */
  readonly databasePath: string;
  /** The PostgreSQL database that is used in its place. */
  readonly databaseUrl: string | undefined;
  /** The most connections to PostgreSQL that this process opens. */
  readonly databaseConnections: number;
  /** Port of the preview on 127.0.0.1; 0 takes any free one. */
  readonly previewPort: number;
  /** Port of labs in the browser on 127.0.0.1; 0 takes any free one; undefined: there are none, but in the preview. */
  readonly terminalPort: number | undefined;
  /** Where people reach labs in the browser, when a proxy of one's own stands before them. */
  readonly terminalUrl: string | undefined;
  /** Port of /metrics, /healthz and /readyz; 0 takes any free one; undefined: there are none. */
  readonly metricsPort: number | undefined;
  /** The address of this machine that they are served at. */
  readonly metricsHost: string;
  readonly logLevel: LogLevel;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
type LogLevel = (typeof LOG_LEVELS)[number];

/** More than any bot has. */
const MOST_SHARDS = 16_384;

/** What `pg` knows; it takes any other one for the strictest without a word. */
const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'];

/** Variables whose value is never shown, wherever it is wrong. */
const SECRETS: ReadonlySet<string> = new Set(['DISCORD_TOKEN', 'DATABASE_URL']);

const url = z
  .string()
  .refine(isHttpUrl, 'an http:// or https:// address without user name, query or #')
  .transform((value) => value.replace(/(?<!\/)\/+$/, ''));

const port = z
  .string()
  .refine((value) => /^\d{1,5}$/.test(value) && Number(value) <= 65_535, 'a port: 0 (any free one) to 65535');

const host = z
  .string()
  .refine(
    (value) => isIP(value) !== 0,
    'an IP address of this machine: 127.0.0.1 (this machine only), or 0.0.0.0 or :: (whoever reaches it)',
  )
  .default('127.0.0.1');

const schema = z.object({
  DISCORD_TOKEN: z
    .string()
    .regex(
      /^(?!Bot\b)[\x21-\x7e]+$/,
      'the bot token of the Developer Portal, without "Bot", spaces or line breaks',
    )
    .optional(),
  DISCORD_API_URL: url.default('https://discord.com/api'),
  DISCORD_CDN_URL: url.optional(),
  DISCORD_GUILD_ID: z
    .string()
    .regex(/^\d{17,20}$/, 'the id of a server: 17 to 20 digits')
    .optional(),
  DISCORD_SHARDS: z
    .string()
    .refine(isShardCount, `auto (as many as Discord recommends), or a number of shards: 1 to ${MOST_SHARDS}`)
    .default('auto')
    .transform((value) => (value === 'auto' ? value : Number(value))),
  DISCORD_SHARD_IDS: z
    .string()
    .refine(
      (value) => readShardIds(value) !== undefined,
      'numbers of shards, each once, as in 0-3 or 0,2,5-7',
    )
    .transform(readShardIds)
    .optional(),
  DISCORD_PROXY_URL: url.optional(),
  INTERACTIONS_PORT: port.transform(Number).optional(),
  INTERACTIONS_HOST: host,
  DISCORD_PUBLIC_KEY: z
    .string()
    .regex(
      /^[0-9a-f]{64}$/i,
      'the public key of the application: 64 digits from 0 to 9 and a to f (Developer Portal, General Information)',
    )
    .optional(),
  DATABASE_PATH: z
    .string()
    .refine((value) => !/[\\/]$/.test(value), 'the path of a file, not of a folder')
    .default('data/podium.db'),
  DATABASE_URL: z
    .string()
    .refine(
      isPostgresUrl,
      'the address of a PostgreSQL database: postgres://user:password@host:5432/database',
    )
    .refine(hasKnownSslMode, `an address whose sslmode is one of ${SSL_MODES.join(', ')}`)
    .optional(),
  DATABASE_CONNECTIONS: z
    .string()
    .refine((value) => /^\d{1,3}$/.test(value) && Number(value) >= 1, 'a number of connections: 1 to 999')
    .default('10')
    .transform(Number),
  PREVIEW_PORT: port.default('8080').transform(Number),
  TERMINAL_PORT: port.transform(Number).optional(),
  TERMINAL_URL: url.optional(),
  METRICS_PORT: port.transform(Number).optional(),
  METRICS_HOST: host,
  LOG_LEVEL: z
    .string()
    .refine(
      (value): value is LogLevel => LOG_LEVELS.some((level) => level === value),
      `one of ${LOG_LEVELS.join(', ')}`,
    )
    .default('info'),
});

/** The names of all variables, in the order of `.env.example`. */
export const VARIABLES: readonly string[] = Object.keys(schema.shape);

/** One or more variables hold what they must not; `message` has one line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * The environment as a Config. A variable that is empty counts as not set.
 * @throws ConfigError with a line per bad variable: its name, what it holds (never a secret's), what it must be.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    VARIABLES.map((name) => [name, environment[name] === '' ? undefined : environment[name]]),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => line(issue, given)).join('\n'));
  const values = parsed.data;
  const conflict = shardConflict(values);
  if (conflict !== undefined) {
    throw new ConfigError(`DISCORD_SHARD_IDS holds ${JSON.stringify(given.DISCORD_SHARD_IDS)}; ${conflict}`);
  }
  // The preview has a key of its own.
  if (
    values.INTERACTIONS_PORT !== undefined &&
    values.DISCORD_TOKEN !== undefined &&
    values.DISCORD_PUBLIC_KEY === undefined
  ) {
    throw new ConfigError(
      'DISCORD_PUBLIC_KEY is not set; with INTERACTIONS_PORT it must be the public key of the application: 64 digits from 0 to 9 and a to f (Developer Portal, General Information).',
    );
  }
  return {
    token: values.DISCORD_TOKEN,
    apiUrl: values.DISCORD_API_URL,
    cdnUrl: values.DISCORD_CDN_URL,
    guildId: values.DISCORD_GUILD_ID,
    shards: values.DISCORD_SHARDS,
    shardIds: values.DISCORD_SHARD_IDS,
    proxyUrl: values.DISCORD_PROXY_URL,
    interactionsPort: values.INTERACTIONS_PORT,
    interactionsHost: values.INTERACTIONS_HOST,
    publicKey: values.DISCORD_PUBLIC_KEY,
    databasePath: values.DATABASE_PATH,
    databaseUrl: values.DATABASE_URL,
    databaseConnections: values.DATABASE_CONNECTIONS,
    previewPort: values.PREVIEW_PORT,
    terminalPort: values.TERMINAL_PORT,
    terminalUrl: values.TERMINAL_URL,
    metricsPort: values.METRICS_PORT,
    metricsHost: values.METRICS_HOST,
    logLevel: values.LOG_LEVEL,
  };
}

/** Why the shards of one process do not go with the other variables; undefined where they do. */
function shardConflict(values: z.infer<typeof schema>): string | undefined {
  const { DISCORD_SHARD_IDS: ids, DISCORD_SHARDS: count, DATABASE_URL: database } = values;
  if (ids === undefined) return undefined;
  if (count === 'auto')
    return 'it must come with a number in DISCORD_SHARDS, the same one for every process of the bot.';
  const beyond = ids.find((id) => id >= count);
  if (beyond !== undefined)
    return `it must be numbers below DISCORD_SHARDS, which is ${count}: the shards are 0 to ${count - 1}, and ${beyond} is none of them.`;
  if (database === undefined)
    return 'it must come with DATABASE_URL: only on PostgreSQL can several processes share what they know.';
  return undefined;
}

function isShardCount(value: string): boolean {
  return value === 'auto' || (/^[1-9]\d{0,4}$/.test(value) && Number(value) <= MOST_SHARDS);
}

/** `0,2,5-7` as numbers in ascending order; undefined where it is none of that, or one stands there twice. */
function readShardIds(value: string): readonly number[] | undefined {
  const ids: number[] = [];
  for (const part of value.split(',')) {
    const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(part.trim()) ?? [];
    if (first === undefined || Number(first) > Number(last) || Number(last) >= MOST_SHARDS) return undefined;
    for (let id = Number(first); id <= Number(last); id += 1) ids.push(id);
  }
  return new Set(ids).size === ids.length ? ids.sort((a, b) => a - b) : undefined;
}

function line(issue: z.core.$ZodIssue, given: Readonly<Record<string, string | undefined>>): string {
  const name = String(issue.path[0]);
  const held = SECRETS.has(name)
    ? 'a value that is not shown here'
    : JSON.stringify(clipped(given[name] ?? ''));
  return `${name} holds ${held}; it must be ${issue.message}.`;
}

function clipped(value: string): string {
  const shown = value.replace(/\/\/[^/@]*@/, '//…@');
  return shown.length > 120 ? `${shown.slice(0, 120)}…` : shown;
}

function isHttpUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const parsed = new URL(value);
  const plain =
    parsed.username === '' && parsed.password === '' && parsed.search === '' && parsed.hash === '';
  return plain && (parsed.protocol === 'http:' || parsed.protocol === 'https:');
}

function hasKnownSslMode(value: string): boolean {
  const mode = URL.canParse(value) ? new URL(value).searchParams.get('sslmode') : null;
  return mode === null || SSL_MODES.includes(mode);
}

function isPostgresUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, pathname, hash } = new URL(value);
  const database = /^\/[^/]+$/.test(pathname);
  return (
    (protocol === 'postgres:' || protocol === 'postgresql:') && hostname !== '' && database && hash === ''
  );
}
