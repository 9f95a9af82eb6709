import { channelObject, everyoneRole, memberOf, roleObject } from './describe.ts';
import { everybody } from './permissions.ts';
import { apiTime } from './time.ts';
import type { Json } from './wire.ts';
import { THREAD, type World } from './world.ts';

/** A server as GET /guilds/:id describes it. */
export function guildObject(world: World, id: string): Json {
  const places = [...world.places.values()].filter((place) => place.guild?.id === id);
  const [owner = world.bot] = [...world.people.values()].map((person) => person.user);
  return {
    id,
    name: places[0]?.guild?.name ?? '',
    icon: null,
    description: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    features: [],
    banner: null,
    owner_id: owner.id,
    application_id: null,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    system_channel_id: null,
    system_channel_flags: 0,
    widget_enabled: false,
    widget_channel_id: null,
    verification_level: 0,
    roles: rolesIn(world, id),
    default_message_notifications: 0,
    mfa_level: 0,
    explicit_content_filter: 0,
    max_presences: null,
    max_members: 25_000_000,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: 'en-US',
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    public_updates_channel_id: null,
    premium_progress_bar_enabled: false,
    nsfw: false,
    nsfw_level: 0,
    emojis: [],
    stickers: [],
    incidents_data: null,
  };
}

/** The channels of a server, as GET /guilds/:id/channels lists them. */
export function guildChannels(world: World, id: string): Json[] {
  const places = [...world.places.values()].filter(
    (place) => place.guild?.id === id && place.type !== THREAD,
  );
  return places.map((place, position) => ({ ...channelObject(world, place), position }));
}

/** The same server as GUILD_CREATE brings it: with its channels and, of its members, the bot. */
export function guildCreate(world: World, id: string): Json {
  const own = id === world.home.guild?.id ? [world.botRole?.id ?? []].flat() : [];
  const { permissions: _, ...member } = memberOf(everybody(), own);
  return {
    ...guildObject(world, id),
    joined_at: apiTime(0),
    large: false,
    unavailable: false,
    member_count: world.people.size + 1,
    channels: guildChannels(world, id),
    members: [{ user: world.bot, ...member, deaf: false, mute: false }],
    threads: threadsIn(world, id),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** @everyone, and the server's own. */
function rolesIn(world: World, id: string): Json[] {
  const own = [...world.roles.values()].filter((role) => role.guild.id === id);
  return [everyoneRole(id), ...own.map((role) => roleObject(world, role))];
}

function threadsIn(world: World, id: string): Json[] {
  const threads = [...world.places.values()].filter(({ guild, type }) => guild?.id === id && type === THREAD);
  return threads.map((place) => channelObject(world, place));
}
