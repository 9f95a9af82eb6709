import type { Command } from './wire.ts';
import type { Interaction, Person, Place, World } from './world.ts';

/** View, send (in threads, too), embed links, attach files, read history, use application commands, external apps. */
const MEMBER =
  (1n << 10n) |
  (1n << 11n) |
  (1n << 14n) |
  (1n << 15n) |
  (1n << 16n) |
  (1n << 31n) |
  (1n << 38n) |
  (1n << 50n);

/** The permission to give roles, as a bit set. */
export const MANAGE_ROLES = String(1n << 28n);
const EXTERNAL_APPS = 1n << 50n;
const ALL = (1n << 53n) - 1n;

/** What @everyone may do in the preview's servers. */
export function everybody(): string {
  return String(MEMBER);
}

/** A person's permissions in a server's channel, as Discord sends them: a decimal bit set. */
export function memberPermissions(person: Person): string {
  const rights = person.admin ? ALL : MEMBER;
  return String(person.mayShowApps ? rights : rights & ~EXTERNAL_APPS);
}

/**
 * Whether Discord shows the answer to one person only, whatever the bot says: in a server where only a user brought
 * it and that user lacks USE_EXTERNAL_APPS (topics/permissions).
 */
export function isHeldBack({ person, place, userInstalledOnly }: Interaction): boolean {
  return userInstalledOnly && place.guild !== null && !person.mayShowApps;
}

/**
 * What the bot may do in a place. In direct messages only what Discord lists for them (interaction structure, note on
 * `app_permissions`): ATTACH_FILES, EMBED_LINKS, MENTION_EVERYONE, and USE_EXTERNAL_EMOJIS in the bot's own.
 */
export function appPermissions(world: World, place: Place): string {
  const managing = world.botManagesRoles && place === world.home ? BigInt(MANAGE_ROLES) : 0n;
  const denied = (place.parent ?? place).denied ?? 0n;
  if (place.context === 0) return String((MEMBER | managing) & ~denied);
  const direct = (1n << 14n) | (1n << 15n) | (1n << 17n);
  return String(place.context === 1 ? direct | (1n << 18n) : direct);
}

/** Who brought the bot to a place: `{"0": server}` by a server's install, `{"1": user}` by the user's own. */
export function owners(person: Person, place: Place): Record<string, string> {
  return {
    ...(place.botInside ? { '0': place.guild?.id ?? '0' } : {}),
    ...(person.installed ? { '1': person.user.id } : {}),
  };
}

/** The commands that Discord would offer to a person in a place, by contexts, install and permissions. */
export function offered(world: World, person: Person, place: Place): Command[] {
  const installs = Object.keys(owners(person, place)).map(Number);
  return [...world.commands.values()].filter((command) => {
    if (command.guild_id && command.guild_id !== place.guild?.id) return false;
    if (command.contexts && !command.contexts.includes(place.context)) return false;
    if (!command.integration_types.some((type) => installs.includes(type))) return false;
    const needed = command.default_member_permissions;
    if (needed === null || place.context !== 0 || person.admin) return true;
    const bits = BigInt(needed);
    return bits !== 0n && (BigInt(memberPermissions(person)) & bits) === bits;
  });
}
