import { memberPermissions } from './permissions.ts';
import { apiTime } from './time.ts';
import type { Json, User } from './wire.ts';
import type { Person, Place, World } from './world.ts';

/** The account as GET /users/@me and READY describe it to itself. */
export function ownAccount(user: User): Json {
  return { ...user, mfa_enabled: false, locale: 'en-US', verified: true, email: null };
}

/** A channel as GET /channels/:id describes it. */
export function channelObject(world: World, place: Place): Json {
  const last = [...world.messages.values()].findLast(({ message }) => message.channel_id === place.id);
  const shared = { id: place.id, last_message_id: last?.message.id ?? null, flags: 0 };
  if (place.context === 0) {
    return {
      ...shared,
      type: 0,
      name: place.name,
      guild_id: place.guild?.id,
      parent_id: null,
      topic: null,
      position: 0,
      rate_limit_per_user: 0,
      permission_overwrites: [],
      nsfw: false,
    };
  }
  const recipients = (place.members ?? []).flatMap((id) => world.people.get(id)?.user ?? []);
  if (place.context === 1) return { ...shared, type: 1, recipients };
  return { ...shared, type: 3, name: place.name, icon: null, owner_id: recipients[0]?.id, recipients };
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

/** What is the same of every member of the preview's servers; `permissions` is a decimal bit set. */
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

/** `resolved` for people that were chosen; in a server with their membership. undefined when there are none. */
export function resolvedPeople(world: World, place: Place, ids: readonly string[]): Json | undefined {
  const people = ids.flatMap((id) => world.people.get(id) ?? []);
  if (people.length === 0) return undefined;
  const users = Object.fromEntries(people.map((one) => [one.user.id, one.user]));
  if (place.guild === null) return { users };
  return { users, members: Object.fromEntries(people.map((one) => [one.user.id, resolvedMember(one)])) };
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
    verify_key: '0'.repeat(64),
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
