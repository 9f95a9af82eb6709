import { everybody, MANAGE_ROLES, memberPermissions } from './permissions.ts';
import type { Stage } from './stage.ts';
import { apiTime } from './time.ts';
import type { Json, User } from './wire.ts';
import { type Person, type Place, type Role, THREAD, type World } from './world.ts';

/** The account as GET /users/@me and READY describe it to itself. */
export function ownAccount(user: User): Json {
  return { ...user, mfa_enabled: false, locale: 'en-US', verified: true, email: null };
}

/** A channel as GET /channels/:id describes it. */
export function channelObject(world: World, place: Place): Json {
  const last = [...world.messages.values()].findLast(({ message }) => message.channel_id === place.id);
  const shared = { id: place.id, last_message_id: last?.message.id ?? null, flags: 0 };
  if (place.type === THREAD) return { ...shared, ...threadOf(world, place) };
  if (place.context === 0) {
    return {
      ...shared,
      type: place.type ?? 0,
      name: place.name,
      guild_id: place.guild?.id,
      parent_id: null,
      topic: null,
      position: 0,
      rate_limit_per_user: 0,
      permission_overwrites: overwritesOf(place),
      nsfw: false,
    };
  }
  const recipients = (place.members ?? []).flatMap((id) => world.people.get(id)?.user ?? []);
  if (place.context === 1) return { ...shared, type: 1, recipients };
  return { ...shared, type: 3, name: place.name, icon: null, owner_id: recipients[0]?.id, recipients };
}

function overwritesOf({ guild, denied = 0n }: Place): Json[] {
  if (denied === 0n) return [];
  return [{ id: guild?.id, type: 0, allow: '0', deny: String(denied) }];
}

/** What a thread has beside what every channel has. */
function threadOf(world: World, { name, guild, parent }: Place): Json {
  return {
    type: THREAD,
    name,
    guild_id: guild?.id,
    parent_id: parent?.id ?? null,
    owner_id: world.bot.id,
    rate_limit_per_user: 0,
    message_count: 0,
    member_count: 1,
    total_message_sent: 0,
    thread_metadata: {
      archived: false,
      archive_timestamp: apiTime(0),
      auto_archive_duration: 1440,
      locked: false,
      create_timestamp: apiTime(0),
    },
  };
}

/** A role as GET /guilds/:id describes it. */
export function roleObject(world: World, role: Role): Json {
  return roleOf(role, role.managed && world.botManagesRoles ? MANAGE_ROLES : '0');
}

/** @everyone, whose id is the server's and who may what members may. */
export function everyoneRole(guildId: string): Json {
  return roleOf({ id: guildId, name: '@everyone', position: 0, managed: false }, everybody());
}

function roleOf({ id, name, position, managed }: Omit<Role, 'guild'>, permissions: string): Json {
  return {
    id,
    name,
    permissions,
    position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed,
    mentionable: false,
    icon: null,
    unicode_emoji: null,
    flags: 0,
  };
}

/** The channel of an interaction: without overwrites, with what whoever acts may do there. */
export function interactionChannel(world: World, person: Person, place: Place): Json {
  const { permission_overwrites: _, ...channel } = channelObject(world, place);
  return { ...channel, permissions: memberPermissions(person) };
}

/** A member as an interaction brings it: with the permissions in its channel. */
export function memberObject(person: Person): Json {
  return {
    user: person.user,
    ...resolvedMember(person),
    deaf: false,
    mute: false,
  };
}

/** A member of `resolved`: "partial Member objects are missing user, deaf and mute fields". */
function resolvedMember(person: Person): Json {
  return memberOf(memberPermissions(person), person.roles);
}

/** What is the same of every member of the preview's servers; `permissions` is a decimal bit set, `roles` are ids. */
export function memberOf(permissions: string, roles: readonly string[] = []): Json {
  return {
    nick: null,
    avatar: null,
    banner: null,
    roles: [...roles],
    joined_at: apiTime(0),
    premium_since: null,
    flags: 0,
    pending: false,
    communication_disabled_until: null,
    permissions,
  };
}

/** `resolved` for what was chosen: people, in a server with their membership, roles and channels. undefined for none. */
export function resolvedChosen(stage: Stage, ids: readonly string[]): Json | undefined {
  const { world, person, place } = stage;
  const people = ids.flatMap((id) => world.people.get(id) ?? []);
  const roles = [...world.roles.values()].filter(({ id }) => ids.includes(id));
  const everyone = place.guild !== null && ids.includes(place.guild.id) ? [place.guild.id] : [];
  const channels = channelsOf(stage).filter(({ id }) => ids.includes(id));
  const members = place.guild === null ? [] : people;
  const resolved = {
    ...entries('users', people, (one) => [one.user.id, one.user]),
    ...entries('members', members, (one) => [one.user.id, resolvedMember(one)]),
    ...entries(
      'roles',
      [...everyone.map(everyoneRole), ...roles.map((one) => roleObject(world, one))],
      (one) => [String(one.id), one],
    ),
    ...entries('channels', channels, (one) => [one.id, interactionChannel(world, person, one)]),
  };
  return Object.keys(resolved).length === 0 ? undefined : resolved;
}

function entries<T>(name: string, list: readonly T[], entry: (one: T) => readonly [string, unknown]): Json {
  return list.length === 0 ? {} : { [name]: Object.fromEntries(list.map(entry)) };
}

/** The roles that a person can choose in a place: those of its server, @everyone among them. */
export function rolesOf({
  world,
  place: { guild },
}: Pick<Stage, 'world' | 'place'>): readonly Pick<Role, 'id' | 'name'>[] {
  if (guild === null) return [];
  const own = [...world.roles.values()].filter((role) => role.guild === guild);
  return [{ id: guild.id, name: '@everyone' }, ...own];
}

/** The channels and threads that a person can choose in a place: those of its server, of these types or of any. */
export function channelsOf(
  { world, place: { guild } }: Stage,
  types: readonly number[] = [],
): readonly Place[] {
  if (guild === null) return [];
  const all = [...world.places.values()].filter((place) => place.guild?.id === guild.id);
  return types.length === 0 ? all : all.filter(({ type = 0 }) => types.includes(type));
}

/** The application as GET /applications/@me describes it. */
export function applicationObject(world: World): Json {
  return {
    id: world.bot.id,
    name: world.bot.global_name,
    icon: null,
    description: '',
    type: null,
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: world.signer.publicKey,
    flags: 0,
    flags_new: '0',
    bot: world.bot,
    owner: world.bot,
    team: null,
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    integration_types_config: { '0': {}, '1': {} },
    approximate_guild_count: 1,
    approximate_user_install_count: [...world.people.values()].filter(({ installed }) => installed).length,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    eligible_oauth2_scopes: [],
  };
}
