// First, because what follows loads the database.
import './runtime/require-node.ts';
import { randomInt } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { config as loadDotenv } from 'dotenv';
import { type Logger, pino } from 'pino';
import type { Bot } from './discord/bot.ts';
import { loggableError } from './discord/platform/api-error.ts';
import { gatewayState, gatewayTrouble, watchGateway } from './discord/platform/gateway-state.ts';
import type { EndpointSettings } from './discord/platform/http/endpoint.ts';
import { portError, StartError } from './discord/platform/start-error.ts';
import { openPodium, type Podium } from './discord/podium.ts';
import { openShipped } from './discord/shipped.ts';
import { overdue, storeTrouble, watchedLabWork, watchedStore } from './discord/watched.ts';
import type { LabPlay } from './play/labs.ts';
import { openLabWork } from './play/labs-in-thread.ts';
import type { Preview } from './preview/server.ts';
import { type Config, ConfigError, readConfig } from './runtime/config.ts';
import { EXIT } from './runtime/exit-code.ts';
import type { MetricsServer } from './runtime/metrics/server.ts';
import type { Watch } from './runtime/metrics/watch.ts';
import { packageVersion } from './runtime/package-file.ts';
import { stopOnSignals } from './runtime/signals.ts';
import { V8_FLAGS } from './runtime/v8-flags.ts';
import { locationOf, openStore, placeOf, type Store, StoreError } from './store/index.ts';
import type { Terminal } from './terminal/server.ts';

/** Handlers in flight get this long to finish when the bot is stopped. */
const GRACE_MS = 3000;

/** What was opened so far, to be closed in the opposite order. */
interface Running {
  podium?: Podium;
  /** Set once it serves. */
  bot?: Bot;
  metrics?: MetricsServer;
  preview?: Preview;
  terminal?: Terminal;
  store?: Store;
}

const running: Running = {};
/** Set once stopping has begun; what fails in the start from then on fails because of it. */
let stopping: Promise<void> | undefined;

for (const flag of V8_FLAGS) setFlagsFromString(flag);

async function start(): Promise<void> {
  loadDotenv({ quiet: true });
  const config = readConfig(process.env);
  const log = pino({ level: config.logLevel, base: null });
  stopOnSignals({
    stop: async () => {
      await stop();
      log.info('Podium stopped');
    },
    target: process,
    onTrouble: (error) => log.error({ error: loggableError(error) }, 'stopping did not go well'),
  });
  process.on('uncaughtException', (error) => {
    log.fatal({ error: loggableError(error) }, 'an error nobody caught');
    process.exit(EXIT.failed);
  });

  const watch = await watchOf(config, log);
  const opened = await openStore({
    ...placeOf(config),
    onMigrated: (copy) =>
      log.info({ copy }, 'the database was brought up to date; a copy as it was before is kept for a week'),
  });
  running.store = opened;
  const store = watch === undefined ? opened : watchedStore(opened, watch);
  const shipped = await openShipped((errors, what) => log.warn({ errors }, what));
  const home = await whereDiscordIs(config, log);
  const labThread = openLabWork();
  const labWork = watch === undefined ? labThread : watchedLabWork(labThread, watch);
  const play = { store, now: Date.now, labs: shipped.labs, labWork };
  const terminal = await terminalOf(config, home, play, log);
  if (terminal !== undefined) running.terminal = terminal;
  running.podium = openPodium({
    token: home.token,
    client: { apiUrl: home.apiUrl },
    ...endpointOf(config, home),
    labWork,
    onEnd: (reason) => void stop().finally(() => fail(reason)),
    context: {
      store,
      config: { ...config, apiUrl: home.apiUrl, cdnUrl: home.cdnUrl },
      ...shipped,
      labAddress: (userId, lab) => running.terminal?.link(userId, lab) ?? null,
      log,
      ...(watch === undefined ? {} : { watch }),
      now: Date.now,
      seed: () => randomInt(2 ** 32),
    },
  });
  const bot = await running.podium.start();
  running.bot = bot;
  if (watch !== undefined) watchGateway(bot.client, watch);
  // What whoever runs the bot does in the Developer Portal.
  if (bot.interactionsUrl !== undefined && running.preview !== undefined) {
    const endpoint = fromHere(bot.interactionsUrl);
    await running.preview.driver.setEndpoint(endpoint);
    log.info({ endpoint }, 'the preview sends interactions by HTTP');
  }
  const user = bot.client.user?.tag;
  log.info(
    {
      user,
      commandsSent: bot.registered,
      decks: shipped.questions.whole.length,
      database: locationOf(placeOf(config)),
    },
    'Podium serves',
  );
  if (home.page !== undefined) {
    log.warn({ page: home.page }, 'no DISCORD_TOKEN is set, so this is the preview and not Discord');
    process.stdout.write(`\nNo DISCORD_TOKEN, so this is the preview. Open ${home.page} in a browser.\n\n`);
  }
}

/** An address of this process as this machine reaches it: what listens everywhere has no address of its own. */
function fromHere(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}

/** Begins to serve METRICS_PORT, before anything else: whoever starts the bot sees it start. */
async function watchOf(config: Config, log: Logger): Promise<Watch | undefined> {
  const { metricsPort: port, metricsHost: host } = config;
  if (port === undefined) return undefined;
  const [{ openMetrics }, { startMetricsServer }] = await Promise.all([
    import('./runtime/metrics/metrics.ts'),
    import('./runtime/metrics/server.ts'),
  ]);
  const { watch, expose } = openMetrics(
    { version: packageVersion(), database: config.databaseUrl === undefined ? 'sqlite' : 'postgres' },
    {
      ready: async () => (await unready()) === null,
      gateway: () => gatewayState(running.podium?.client),
      overdueMs: async () => (running.store === undefined ? {} : overdue(running.store, Date.now())),
    },
  );
  try {
    running.metrics = await startMetricsServer({
      port,
      host,
      metrics: expose,
      unready,
      onError: (error) => log.error({ error: loggableError(error) }, 'the metrics could not be told'),
    });
  } catch (error) {
    throw portError(error, { port, host, variables: ['METRICS_PORT', 'METRICS_HOST'] });
  }
  log.info({ url: running.metrics.url }, 'metrics are served');
  return watch;
}

/** Why people cannot be served now; null when they can. */
async function unready(): Promise<string | null> {
  const { store, bot } = running;
  if (stopping !== undefined) return 'Podium is stopping.';
  if (store === undefined || bot === undefined) {
    // With several shards that takes a while, so it is said which are waited for.
    const client = running.podium?.client;
    const shards = (client?.ws.shards.size ?? 0) > 1 ? gatewayTrouble(client) : null;
    return ['Podium is starting: it is not logged in to Discord yet.', shards ?? []].flat().join(' ');
  }
  const trouble = bot.interactionsUrl === undefined ? gatewayTrouble(bot.client) : null;
  return trouble ?? storeTrouble(store);
}

interface Home {
  readonly token: string;
  readonly apiUrl: string;
  readonly cdnUrl: string | undefined;
  /** What requests by HTTP are signed with. */
  readonly publicKey: string | undefined;
  /** The preview's page. */
  readonly page?: string;
}

async function whereDiscordIs(config: Config, log: Logger): Promise<Home> {
  const { token, apiUrl, cdnUrl, publicKey, previewPort: port } = config;
  if (token !== undefined) return { token, apiUrl, cdnUrl, publicKey };
  const { startPreview } = await import('./preview/server.ts');
  try {
    const preview = await startPreview({
      port,
      log: (line) => log.warn(line),
      pages: (userId) => {
        const address = running.terminal?.link(userId, '*');
        return address === undefined ? [] : [{ label: 'Labs in the browser', address }];
      },
    });
    running.preview = preview;
    const { url: page } = preview;
    return {
      token: preview.token,
      apiUrl: preview.apiUrl,
      cdnUrl: preview.cdnUrl,
      publicKey: preview.publicKey,
      page,
    };
  } catch (error) {
    throw portError(error, { port, variables: ['PREVIEW_PORT'] });
  }
}

/** Where interactions come in by HTTP, when they do. */
function endpointOf(
  { interactionsPort: port, interactionsHost: host }: Config,
  { publicKey }: Home,
): { readonly endpoint?: EndpointSettings } {
  return port === undefined || publicKey === undefined ? {} : { endpoint: { port, host, publicKey } };
}

/** Labs in the browser: where they are asked for, and always beside the preview. */
async function terminalOf(
  config: Config,
  home: Home,
  play: LabPlay,
  log: Logger,
): Promise<Terminal | undefined> {
  const { terminalPort, terminalUrl: url, previewPort } = config;
  const beside = previewPort === 0 || previewPort === 65_535 ? 0 : previewPort + 1;
  const port = terminalPort ?? (home.page === undefined ? undefined : beside);
  if (port === undefined) return undefined;
  const { startTerminal } = await import('./terminal/server.ts');
  const start = (on: number): Promise<Terminal> =>
    startTerminal({
      play,
      port: on,
      url,
      secret: home.token,
      onError: (error) => log.error({ error: loggableError(error) }, 'labs in the browser'),
    });
  try {
    return await start(port);
  } catch (error) {
    // Nobody asked for that very port.
    if (terminalPort === undefined) return start(0);
    throw portError(error, { port, variables: ['TERMINAL_PORT'] });
  }
}

function stop(): Promise<void> {
  stopping ??= close();
  return stopping;
}

async function close(): Promise<void> {
  await running.terminal?.close();
  await running.podium?.stop(GRACE_MS);
  await running.preview?.close();
  await running.store?.close();
  await running.metrics?.close();
}

/** One line for what whoever runs the bot can put right, and the exit code that says which kind it is. */
function fail(error: unknown): never {
  if (error instanceof ConfigError) return exitWith(error.message, EXIT.badConfig);
  if (error instanceof StartError) return exitWith(error.message, error.exitCode);
  if (error instanceof StoreError) return exitWith(error.message, EXIT.failed);
  const { type, message, stack } = loggableError(error);
  return exitWith(`Podium could not start: ${type}: ${message ?? 'no message'}\n${stack}`, EXIT.failed);
}

function exitWith(line: string, code: number): never {
  process.stderr.write(`${line}\n`);
  process.exit(code);
}

try {
  await start();
} catch (error) {
  // Stopped while starting: whoever stopped it ends the process, too.
  if (stopping === undefined) {
    await stop().catch(() => undefined);
    fail(error);
  }
}
