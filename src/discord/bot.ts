import { type Client, Events, Status } from 'discord.js';
import { examSource } from '../play/exam-source.ts';
import { openGroups } from '../play/group.ts';
import { openShelf } from '../play/shelf.ts';
import { within } from '../runtime/within.ts';
import type { PresentInput } from '../store/store.ts';
import type { Context } from './context.ts';
import { startDaily } from './daily/job.ts';
import { type Exams, startExams } from './exam/job.ts';
import { startSeasons } from './leaderboard/job.ts';
import { startMatches } from './match/job.ts';
import { loggableError } from './platform/api-error.ts';
import { type ClientSettings, createClient, forgetPrivateChannel } from './platform/client.ts';
import { type Command, helpOf } from './platform/command.ts';
import type { DueWork } from './platform/due-work.ts';
import { registerCommands } from './platform/register.ts';
import type { Route } from './platform/route.ts';
import { createRouter } from './platform/router.ts';
import { gatewayEnd, loginError, type StartError } from './platform/start-error.ts';
import { type Reminders, startReminders } from './reminders/job.ts';
import { type ReportNewsJob, startReportNews } from './reports/job.ts';

export interface BotParts {
  readonly token: string;
  readonly client: ClientSettings;
  /** Everything but what only a running bot knows. */
  readonly context: Omit<Context, 'commands' | 'commandId' | 'groups' | 'shelf' | 'wake' | 'exams'> &
    Partial<Pick<Context, 'exams'>>;
  readonly commands: readonly Command[];
  readonly routes: readonly Route[];
  /** Called once when Discord ends the connection for good after it stood. */
  readonly onEnd: (reason: StartError) => void;
}

/** A bot that may be stopped from the moment it exists, also while it starts. */
export interface OpenBot {
  /**
   * Logs in, serves, and registers the commands where they differ. Called once.
   * @throws StartError when Discord refuses the token or cannot be reached; anything when it is stopped meanwhile.
   */
  start(): Promise<Bot>;
  /** Takes no new interactions, waits for those in flight (at most `graceMs`), and leaves the gateway. */
  stop(graceMs: number): Promise<void>;
}

/** A bot that serves. */
export interface Bot extends Pick<OpenBot, 'stop'> {
  readonly client: Client;
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
export function openBot({ token, client: settings, context, commands, routes, onEnd }: BotParts): OpenBot {
  const { log, store, config } = context;
  let ids: ReadonlyMap<string, string> = new Map();
  const shelf = openShelf(context.questions, store, context.labs);
  const full: Context = {
    exams: examSource(() => []),
    ...context,
    shelf,
    groups: openGroups(store, context.questions, context.labs, context.now),
    wake: (what) => (what === 'daily' ? daily : matches)?.wake(),
    commands: commands.map(helpOf),
    commandId: (name) => ids.get(name),
  };
  const router = createRouter(commands, routes, full);

  async function noted(work: Promise<void>, guild: string, what: string): Promise<void> {
    await work.then(
      () => log.info({ guild }, what),
      (error: unknown) => log.error({ guild, what, error: loggableError(error) }, 'this was not noted'),
    );
  }

  const client = createClient(settings);

  client.on(Events.InteractionCreate, async (interaction) => {
    await router.handle(interaction);
    forgetPrivateChannel(client, interaction.channelId);
  });
  client.on(Events.GuildDelete, async (guild) => {
    await noted(store.guildLeft(guild.id, context.now()), guild.id, 'a server removed the bot');
  });
  client.on(Events.GuildCreate, async (guild) => {
    await noted(store.guildJoined(guild.id), guild.id, 'a server has the bot');
  });
  client.on(Events.Error, (error) => log.error({ error: loggableError(error) }, 'client error'));
  client.on(Events.ShardError, (error) => log.warn({ error: loggableError(error) }, 'gateway error'));
  client.on(Events.ShardReconnecting, () => log.info('the gateway connection is lost; reconnecting'));
  client.on(Events.ShardResume, (_id, replayed) => log.info({ replayed }, 'the gateway session goes on'));
  client.rest.on('invalidRequestWarning', ({ count }) => {
    log.warn({ count }, 'many requests were refused; past 10,000 in ten minutes Discord blocks this address');
  });

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

  async function stop(graceMs: number): Promise<void> {
    stopped = true;
    const jobs = [reminders, matches, daily, exams, seasons, reportNews];
    await within(graceMs, Promise.all([router.drain(), ...jobs.map((job) => job?.stop())]), undefined);
    // Leaving is no loss of the connection.
    client.removeAllListeners(Events.ShardReconnecting);
    await within(500, client.destroy(), undefined);
  }

  return {
    async start() {
      await logIn(client, token, settings.apiUrl, onEnd);
      await store.guildsPresent(presence(client, context.now()));
      const registered = await register();
      if (stopped) throw new Error('stopped while starting');
      reminders = startReminders(client, full);
      matches = startMatches(client, full);
      reportNews = startReportNews(client, full);
      daily = startDaily(client, full);
      exams = startExams(client, full);
      seasons = startSeasons(client, full);
      return { client, registered, reminders, matches, daily, exams, seasons, reportNews, stop };
    },
    stop,
  };
}

/** The servers that this client's shards have: all of them, those in an outage too, once it is ready. */
function presence(client: Client, now: number): PresentInput {
  const shards = [...client.ws.shards.values()].filter(({ status }) => status === Status.Ready);
  return {
    guildIds: [...client.guilds.cache.keys()],
    shards: shards.map(({ id }) => id),
    shardCount: client.options.shardCount ?? 1,
    now,
  };
}

async function logIn(
  client: Client,
  token: string,
  apiUrl: string,
  onEnd: (reason: StartError) => void,
): Promise<void> {
  let ready = false;
  await new Promise<void>((resolve, reject) => {
    client.once(Events.ClientReady, () => {
      ready = true;
      resolve();
    });
    client.on(Events.ShardDisconnect, ({ code }) => {
      const end = gatewayEnd(code);
      if (end === undefined) return;
      if (ready) onEnd(end);
      else reject(end);
    });
    client.login(token).catch((error: unknown) => reject(loginError(error, apiUrl)));
  });
}
