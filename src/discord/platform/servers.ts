import {
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  type APIOverwrite,
  type APIRole,
  ChannelType,
  type Client,
  type Guild,
  type PermissionsBitField,
  Routes,
} from 'discord.js';
import { API_CODE, apiCode, isGone } from './api-error.ts';
import { permissionsIn } from './permissions.ts';
import { persist } from './post.ts';

/** A role as far as it matters here. */
export interface ServerRole {
  readonly id: string;
  /** Higher is above; Discord breaks ties by the older id. */
  readonly position: number;
  /** It belongs to an integration. */
  readonly managed: boolean;
  /** A decimal bit set. */
  readonly permissions: string;
}

/** What a server consists of. */
export interface ServerParts {
  readonly id: string;
  readonly ownerId: string;
  /** Without threads. */
  readonly channels: ReadonlySet<string>;
  readonly roles: ReadonlyMap<string, ServerRole>;
  /** The roles that the bot has, @everyone not among them. */
  readonly ownRoles: readonly string[];
}

/** A channel as far as it matters here. */
interface ServerChannel {
  readonly id: string;
  readonly type: number;
  /** Of a thread: the channel that it hangs below. */
  readonly parentId: string | null;
}

/**
 * What is asked about servers beyond what an interaction brings. Where the gateway tells of a server the client knows
 * it; of any other (all of them, without a gateway) Discord is asked.
 */
export interface Servers {
  /** A server's name; undefined where the bot is not in it, or where Discord does not say. Never rejects. */
  nameOf(guildId: string): Promise<string | undefined>;
  /** undefined where the bot is not in it. Rejects where Discord does not say. */
  partsOf(guildId: string): Promise<ServerParts | undefined>;
  /** undefined where it is gone, or not for the bot to see. Rejects where Discord does not say. */
  channel(channelId: string): Promise<ServerChannel | undefined>;
  /** What the bot may do in a channel or thread of a server; undefined and rejects as {@link Servers.channel}. */
  rightsIn(channelId: string): Promise<Readonly<PermissionsBitField> | undefined>;
  /** Keeps what was learned of servers' names elsewhere. */
  learn(names: Iterable<readonly [guildId: string, name: string]>): void;
}

/** A name that Discord was asked for, also that there is none, is good for so long. */
const NAME_HOLDS_MS = 10 * 60_000;
/** One that was learned is, until it is learned again. */
const LEARNED_HOLDS_MS = 2 * 3600_000;

interface KnownName {
  readonly name: string | undefined;
  readonly until: number;
}

/** Servers as this client knows them or Discord says of them. Names are kept in memory. */
export function openServers(client: Client, now: () => number): Servers {
  const names = new Map<string, KnownName>();
  const { rest } = client;

  const cached = (guildId: string): Guild | undefined => {
    const guild = client.guilds.cache.get(guildId);
    return guild?.available === true ? guild : undefined;
  };
  const fetchChannel = (channelId: string): Promise<APIChannel | undefined> =>
    found(persist(() => rest.get(Routes.channel(channelId)) as Promise<APIChannel>));

  async function partsOf(guildId: string): Promise<ServerParts | undefined> {
    const guild = cached(guildId);
    if (guild !== undefined) return partsOfCached(guild);
    const me = client.user?.id ?? '';
    const [asked, channels, member] = await Promise.all([
      found(persist(() => rest.get(Routes.guild(guildId)) as Promise<APIGuild>)),
      found(persist(() => rest.get(Routes.guildChannels(guildId)) as Promise<APIChannel[]>)),
      found(persist(() => rest.get(Routes.guildMember(guildId, me)) as Promise<APIGuildMember>)),
    ]);
    if (asked === undefined || channels === undefined || member === undefined) return undefined;
    return {
      id: guildId,
      ownerId: asked.owner_id,
      channels: new Set(channels.map(({ id }) => id)),
      roles: new Map(asked.roles.map((role) => [role.id, roleOf(role)])),
      ownRoles: member.roles,
    };
  }

  return {
    partsOf,
    async nameOf(guildId) {
      const known = cached(guildId)?.name;
      if (known !== undefined) return known;
      const kept = names.get(guildId);
      if (kept !== undefined && kept.until > now()) return kept.name;
      try {
        const guild = await found(rest.get(Routes.guild(guildId)) as Promise<APIGuild>);
        names.set(guildId, { name: guild?.name, until: now() + NAME_HOLDS_MS });
        return guild?.name;
      } catch {
        return kept?.name;
      }
    },
    learn(learned) {
      const until = now() + LEARNED_HOLDS_MS;
      for (const [guildId, name] of learned) names.set(guildId, { name, until });
    },
    async channel(channelId) {
      const known = client.channels.cache.get(channelId);
      if (known !== undefined) {
        return { id: channelId, type: known.type, parentId: known.isThread() ? known.parentId : null };
      }
      const asked = await fetchChannel(channelId);
      return asked === undefined
        ? undefined
        : { id: channelId, type: asked.type, parentId: threadParentOf(asked) };
    },
    async rightsIn(channelId) {
      const known = client.channels.cache.get(channelId);
      if (known !== undefined && !known.isDMBased()) {
        const { me } = known.guild.members;
        return me === null ? undefined : (known.permissionsFor(me) ?? undefined);
      }
      const asked = await fetchChannel(channelId);
      if (asked === undefined || !('guild_id' in asked) || asked.guild_id === undefined) return undefined;
      const [parts, ruling] = await Promise.all([
        partsOf(asked.guild_id),
        isThreadType(asked.type) ? fetchChannel(threadParentOf(asked) ?? '') : asked,
      ]);
      if (parts === undefined || ruling === undefined) return undefined;
      return permissionsIn(parts, client.user?.id ?? '', overwritesOf(ruling));
    },
  };
}

/** What was asked for; undefined where Discord says that there is none for this bot. */
async function found<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    const code = apiCode(error);
    if (code !== undefined && (isGone(code) || NONE.has(code))) return undefined;
    throw error;
  }
}

const NONE: ReadonlySet<number> = new Set([API_CODE.unknownGuild, API_CODE.unknownMember]);

function partsOfCached(guild: Guild): ServerParts {
  const channels = guild.channels.cache.filter((channel) => !channel.isThread());
  const roles = guild.roles.cache.map(({ id, rawPosition, managed, permissions }) => ({
    id,
    position: rawPosition,
    managed,
    permissions: String(permissions.bitfield),
  }));
  return {
    id: guild.id,
    ownerId: guild.ownerId,
    channels: new Set(channels.keys()),
    roles: new Map(roles.map((role) => [role.id, role])),
    ownRoles: [...(guild.members.me?.roles.cache.keys() ?? [])].filter((id) => id !== guild.id),
  };
}

function roleOf({ id, position, managed, permissions }: APIRole): ServerRole {
  return { id, position, managed, permissions };
}

/** Whether a channel of this type is a thread (resources/channel, "Channel Types"). */
export function isThreadType(type: number | undefined): boolean {
  return type !== undefined && THREADS.has(type);
}

const THREADS: ReadonlySet<number> = new Set([
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
]);

function threadParentOf(channel: APIChannel): string | null {
  return isThreadType(channel.type) && 'parent_id' in channel ? (channel.parent_id ?? null) : null;
}

function overwritesOf(channel: APIChannel): readonly APIOverwrite[] {
  return 'permission_overwrites' in channel ? (channel.permission_overwrites ?? []) : [];
}
