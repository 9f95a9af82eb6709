import { type Client, Events } from 'discord.js';
import { examSource } from '../play/exam-source.ts';
import { openGroups } from '../play/group.ts';
import { openShelf } from '../play/shelf.ts';
import { within } from '../runtime/within.ts';
import type { Context } from './context.ts';
import { startDaily } from './daily/job.ts';
import { type Exams, startExams } from './exam/job.ts';
import { startSeasons } from './leaderboard/job.ts';
import { startMatches } from './match/job.ts';
import { loggableError } from './platform/api-error.ts';
import { type ClientSettings, createClient, forgetPrivateChannel } from './platform/client.ts';
import { type Command, helpOf } from './platform/command.ts';
import type { DueWork } from './platform/due-work.ts';
import { type EndpointSettings, startEndpoint } from './platform/http/endpoint.ts';
import { logInByRest } from './platform/http/login.ts';
import type { SignedServer } from './platform/http/server.ts';
import { startServerSweep } from './platform/http/server-sweep.ts';
import { ownSlots } from './platform/identify.ts';
import { notePresence } from './platform/presence.ts';
import { registerCommands } from './platform/register.ts';
import type { Route } from './platform/route.ts';
import { createRouter } from './platform/router.ts';
import { openServers } from './platform/servers.ts';
import { waitForSessions } from './platform/sessions.ts';
import { gatewayEnd, loginError, portError, type StartError } from './platform/start-error.ts';
import { type Reminders, startReminders } from './reminders/job.ts';
import { type ReportNewsJob, startReportNews } from './reports/job.ts';

/** What only a running bot knows. */
type OfTheBot = 'commands' | 'commandId' | 'groups' | 'servers' | 'shelf' | 'wake';

export interface BotParts {
  readonly token: string;
  readonly client: ClientSettings;
  /** Where interactions come in by HTTP; without it they come over the gateway. */
  readonly endpoint?: EndpointSettings;
  /** Everything but what only a running bot knows. */
  readonly context: Omit<Context, OfTheBot | 'exams'> & Partial<Pick<Context, 'exams'>>;
  readonly commands: readonly Command[];
  readonly routes: readonly Route[];
  /** Called once when Discord ends the connection for good after it stood. */
  readonly onEnd: (reason: StartError) => void;
}

/** A bot that may be stopped from the moment it exists, also while it starts. */
export interface OpenBot {
  /** Its shards are there once they are being connected. */
  readonly client: Client;
  /**
   * Logs in, serves, and registers the commands where they differ. Called once.
   * @throws StartError when Discord refuses the token or cannot be reached, or the endpoint's port cannot be opened; anything when it is stopped meanwhile.
   */
  start(): Promise<Bot>;
  /** Takes no new interactions, waits for those in flight (at most `graceMs`), and leaves the gateway or closes the port. */
  stop(graceMs: number): Promise<void>;
}

/** A bot that serves. */
export interface Bot extends Pick<OpenBot, 'client' | 'stop'> {
  /** Where Discord sends interactions by HTTP: `http://127.0.0.1:3000/interactions`; undefined: over the gateway. */
  readonly interactionsUrl: string | undefined;
  /** Whether the commands had to be sent to Discord. */
  readonly registered: boolean;
  readonly reminders: Reminders;
  readonly matches: DueWork;
  readonly daily: DueWork;
  readonly reportNews: ReportNewsJob;
  readonly exams: Exams;
  readonly seasons: DueWork;
}

/** The bot, not yet logged in. Interactions are served as soon as Discord sends them, before `start` is through. */
export function openBot(parts: BotParts): OpenBot {
  const { token, client: settings, endpoint, context, commands, routes, onEnd } = parts;
  const { log, store, config } = context;
  let ids: ReadonlyMap<string, string> = new Map();
  const shelf = openShelf(context.questions, store, context.labs);
  const slots = config.databaseUrl === undefined ? ownSlots() : store;
  const client = createClient({ ...settings, config, log, now: context.now, slots });
  const servers = openServers(client, context.now);
  const full: Context = {
    exams: examSource(() => []),
    ...context,
    shelf,
    servers,
    groups: openGroups(store, context.questions, context.labs, context.now),
    wake: (what) => (what === 'daily' ? daily : matches)?.wake(),
    commands: commands.map(helpOf),
    commandId: (name) => ids.get(name),
  };
  const router = createRouter(commands, routes, full);

  const presence = notePresence(client, context);
  const leaving = new AbortController();
  const calls = { apiUrl: settings.apiUrl, proxyUrl: config.proxyUrl };

  client.on(Events.InteractionCreate, async (interaction) => {
    await router.handle(interaction);
    forgetPrivateChannel(client, interaction.channelId);
  });
  client.on(Events.Error, (error) => log.error({ error: loggableError(error) }, 'client error'));
  client.on(Events.ShardError, (error, shard) => {
    log.warn({ shard, error: loggableError(error) }, 'gateway error');
  });
  client.on(Events.ShardReconnecting, (shard) => {
    log.info({ shard }, 'the gateway connection is lost; reconnecting');
  });
  client.on(Events.ShardResume, (shard, replayed) => {
    log.info({ shard, replayed }, 'the gateway session goes on');
  });
  client.rest.on('invalidRequestWarning', ({ count }) => {
    log.warn({ count }, 'many requests were refused; past 10,000 in ten minutes Discord blocks this address');
  });

  let door: SignedServer | undefined;
  let endSweep: (() => Promise<void>) | undefined;
  let reminders: Reminders | undefined;
  let matches: DueWork | undefined;
  let daily: DueWork | undefined;
  let reportNews: ReportNewsJob | undefined;
  let exams: Exams | undefined;
  let seasons: DueWork | undefined;
  let stopped = false;

  async function register(): Promise<boolean> {
    try {
      const application = client.application?.id ?? '';
      const data = commands.map((command) => command.data);
      const result = await registerCommands(client.rest, application, config.guildId ?? null, data);
      ids = result.ids;
      return result.changed;
    } catch (error) {
      log.error(
        { error: loggableError(error) },
        'the commands could not be registered; those of before stay',
      );
      return false;
    }
  }

  async function logIn(): Promise<void> {
    const { shards, shardIds } = config;
    const failed = (error: unknown): StartError => loginError(error, calls);
    client.rest.setToken(token);
    const needed = (recommended: number): number =>
      shardIds?.length ?? (shards === 'auto' ? recommended : shards);
    await waitForSessions({ rest: client.rest, log, needed, signal: leaving.signal }).catch(
      (error: unknown) => {
        throw failed(error);
      },
    );
    let ready = false;
    await new Promise<void>((resolve, reject) => {
      client.once(Events.ClientReady, () => {
        ready = true;
        resolve();
      });
      client.on(Events.ShardDisconnect, ({ code }, shard) => {
        const end = gatewayEnd(code, shard);
        if (end === undefined) return;
        if (ready) onEnd(end);
        else reject(end);
      });
      client.login(token).catch((error: unknown) => reject(failed(error)));
    });
  }

  /** Opens the port, and looks from now on which servers there are: no gateway tells. */
  async function openDoor(at: EndpointSettings): Promise<void> {
    const sentTo = await logInByRest(client, token, { ...calls, publicKey: at.publicKey });
    if (stopped) throw new Error('stopped while starting');
    const joined = async (guildId: string, name: string): Promise<void> => {
      servers.learn([[guildId, name]]);
      await store.guildJoined(guildId);
      log.info({ guild: guildId }, 'a server has the bot');
    };
    door = await startEndpoint(at, { client, router, context: full, joined }).catch((error: unknown) => {
      throw portError(error, {
        port: at.port,
        host: at.host,
        variables: ['INTERACTIONS_PORT', 'INTERACTIONS_HOST'],
      });
    });
    log.info({ url: `${door.url}/interactions` }, 'interactions are served');
    if (sentTo === null)
      log.info(
        'no Interactions Endpoint URL is set yet: until it is, in the Developer Portal (General Information), Discord sends interactions over the gateway',
      );
    endSweep = startServerSweep(client.rest, full);
  }

  async function stop(graceMs: number): Promise<void> {
    stopped = true;
    leaving.abort();
    // What comes on connections that stand is served like any, until they are closed.
    const drained = (door?.close(graceMs) ?? Promise.resolve()).then(() => router.drain());
    const jobs = [reminders, matches, daily, exams, seasons, reportNews];
    await within(graceMs, Promise.all([drained, endSweep?.(), ...jobs.map((job) => job?.stop())]), undefined);
    // Leaving is no loss of the connection.
    client.removeAllListeners(Events.ShardReconnecting);
    await within(500, client.destroy(), undefined);
  }

  return {
    client,
    async start() {
      if (endpoint === undefined) {
        await logIn();
        await presence.noted();
      } else await openDoor(endpoint);
      const registered = await register();
      if (stopped) throw new Error('stopped while starting');
      reminders = startReminders(client, full);
      matches = startMatches(client, full);
      reportNews = startReportNews(client, full);
      daily = startDaily(client, full);
      exams = startExams(client, full);
      seasons = startSeasons(client, full);
      const interactionsUrl = door === undefined ? undefined : `${door.url}/interactions`;
      const jobs = { reminders, matches, daily, exams, seasons, reportNews };
      return { client, interactionsUrl, registered, ...jobs, stop };
    },
    stop,
  };
}
