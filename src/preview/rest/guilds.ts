import { memberObject, memberOf } from '../describe.ts';
import { everybody } from '../permissions.ts';
import { refuse } from '../refusal.ts';
import { Issues, isSnowflake } from '../rules/issues.ts';
import type { Json } from '../wire.ts';
import { type Call, param, personOf } from './call.ts';

/** How many servers one page of GET /users/@me/guilds has at most. */
const MOST_GUILDS = 200;

/** The server that the path names, where the bot is. Throws 10004, 50001. */
export function guildOf(call: Call): string {
  const id = param(call, 'guild');
  const place = [...call.world.places.values()].find((one) => one.guild?.id === id);
  if (!place) throw refuse(10004);
  if (!place.guild?.botInside) throw refuse(50001);
  return id;
}

/** A member as Discord gives it to who asks for one: without permissions, which only interactions bring. */
export function memberAt(call: Call): Json {
  const guildId = guildOf(call);
  const { world } = call;
  if (param(call, 'user') === world.bot.id) {
    const own = guildId === world.home.guild?.id ? [world.botRole?.id ?? []].flat() : [];
    const { permissions: _, ...member } = memberOf(everybody(), own);
    return { user: world.bot, ...member, deaf: false, mute: false };
  }
  const person = personOf(call);
  if (!person.member) throw refuse(10007);
  const { permissions: _, ...member } = memberObject(person);
  return member;
}

/** The servers that have the bot, in the order of their ids: at most 200, those after `after` or before `before`. */
export function ownGuilds({ world, query }: Call): Json[] {
  const issues = new Issues();
  const given = Object.fromEntries(query);
  const limit = given.limit === undefined ? MOST_GUILDS : Number(given.limit);
  issues.integer({ limit }, 'limit', [], 1, MOST_GUILDS);
  for (const key of ['before', 'after'])
    if (given[key] !== undefined && !isSnowflake(given[key]))
      issues.add([key], 'NUMBER_TYPE_COERCE', `Value "${given[key]}" is not snowflake.`);
  issues.throwIfAny();
  const names = new Map(
    [...world.places.values()].flatMap(({ guild }) =>
      guild?.botInside ? [[guild.id, guild.name] as const] : [],
    ),
  );
  const ids = [...names.keys()].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  const { after = '0', before } = given;
  const between = ids.filter(
    (id) => BigInt(id) > BigInt(after) && (before === undefined || BigInt(id) < BigInt(before)),
  );
  const page =
    before !== undefined && given.after === undefined ? between.slice(-limit) : between.slice(0, limit);
  return page.map((id) => ({
    id,
    name: names.get(id),
    icon: null,
    banner: null,
    owner: false,
    permissions: everybody(),
    features: [],
  }));
}

/** Whoever gives a role needs Manage Roles and a role above it (topics/permissions, "Permission Hierarchy"). */
export function giveRole(call: Call): null {
  const { world } = call;
  guildOf(call);
  const member = world.people.get(param(call, 'user'));
  if (!member) throw refuse(10007);
  const role = world.roles.get(param(call, 'role'));
  if (!role) throw refuse(10011);
  const highest = world.botRole?.position ?? 0;
  if (!world.botManagesRoles || role.managed || role.position >= highest) throw refuse(50013);
  if (!member.roles.includes(role.id)) member.roles = [...member.roles, role.id];
  return null;
}
