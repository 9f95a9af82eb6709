import { setTimeout as sleep } from 'node:timers/promises';
import { type REST, type RESTAPIPartialCurrentUserGuild, Routes } from 'discord.js';
import type { Context } from '../../context.ts';
import { API_CODE, apiCode, loggableError } from '../api-error.ts';
import { persist } from '../post.ts';

/** So often it is looked, in ms, and up to so much later, so that many processes do not ask at one moment. */
const EVERY_MS = 3600_000;
const SPREAD_MS = 600_000;
/** After a sweep that did not go through. */
const AGAIN_MS = 300_000;
/** The most that Discord gives at once (resources/user, "Get Current User Guilds"). */
const PAGE = 200;

/**
 * Looks regularly which servers have the bot, where no gateway tells of it: the names are learned, those that are new
 * are noted, and those that removed it. Gives what ends it.
 */
export function startServerSweep(
  rest: REST,
  context: Pick<Context, 'store' | 'servers' | 'log' | 'now'>,
): () => Promise<void> {
  const stopping = new AbortController();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const wait = await sweepServers(rest, context, stopping.signal).then(
        () => EVERY_MS + Math.random() * SPREAD_MS,
        (error: unknown) => {
          if (!stopping.signal.aborted)
            context.log.warn(
              { error: loggableError(error) },
              'which servers have the bot could not be found out; it is tried again in five minutes',
            );
          return AGAIN_MS;
        },
      );
      await sleep(wait, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
    }
  };
  const running = run();
  return () => {
    stopping.abort();
    return running;
  };
}

/**
 * One look at all servers. Nothing is noted unless every page came. A server that is missing then is asked for by its
 * id, and only where Discord says that it is none of the bot's it counts as gone: one that is in an outage, or joined
 * while the pages were read, does not.
 */
async function sweepServers(
  rest: REST,
  { store, servers, log, now }: Pick<Context, 'store' | 'servers' | 'log' | 'now'>,
  signal?: AbortSignal,
): Promise<void> {
  const before = new Set(await store.guildsKept());
  const present = new Map<string, string>();
  for (let after = '0'; ; ) {
    signal?.throwIfAborted();
    const page = await pageOf(rest, after);
    for (const { id, name } of page) present.set(id, name);
    if (page.length < PAGE) break;
    after = page.reduce((most, { id }) => (BigInt(id) > BigInt(most) ? id : most), after);
  }
  servers.learn(present);
  const fresh = [...present.keys()].filter((id) => !before.has(id));
  if (fresh.length > 0) await store.guildsPresent({ guildIds: fresh, shards: [], shardCount: 1, now: now() });
  const missing = [...before].filter((id) => !present.has(id));
  let left = 0;
  for (const id of missing) {
    signal?.throwIfAborted();
    if (!(await isRemoved(rest, id))) continue;
    await store.guildLeft(id, now());
    log.info({ guild: id }, 'a server removed the bot');
    left += 1;
  }
  log.debug({ servers: present.size, fresh: fresh.length, left }, 'which servers have the bot was looked up');
}

async function pageOf(rest: REST, after: string): Promise<readonly RESTAPIPartialCurrentUserGuild[]> {
  const query = new URLSearchParams({ after, limit: String(PAGE) });
  const page = await persist(() => rest.get(Routes.userGuilds(), { query }));
  if (!Array.isArray(page)) throw new TypeError('Discord gave no list of servers');
  return page;
}

async function isRemoved(rest: REST, guildId: string): Promise<boolean> {
  try {
    await persist(() => rest.get(Routes.guild(guildId)));
    return false;
  } catch (error) {
    const code = apiCode(error);
    if (code === API_CODE.unknownGuild || code === API_CODE.missingAccess) return true;
    throw error;
  }
}
