import { isDeepStrictEqual } from 'node:util';
import {
  type APIApplicationCommand,
  ApplicationCommandType,
  type REST,
  type RESTPostAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import { persist } from './post.ts';

export interface Registration {
  /** Whether anything had to be sent. */
  readonly changed: boolean;
  /** Command name → the id Discord knows it by. */
  readonly ids: ReadonlyMap<string, string>;
}

/**
 * Makes Discord's list of commands the same as ours, with one bulk PUT and only when they differ (200 creations a
 * day and server are all Discord allows, and an unchanged list keeps its ids and an admin's overrides).
 * `guildId`: in that server only, at once; null: everywhere.
 */
export async function registerCommands(
  rest: REST,
  applicationId: string,
  guildId: string | null,
  commands: readonly RESTPostAPIApplicationCommandsJSONBody[],
): Promise<Registration> {
  const route =
    guildId === null
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  const wanted = guildId === null ? commands : commands.map(withoutReach);
  const query = new URLSearchParams({ with_localizations: 'true' });
  const known = (await persist(() => rest.get(route, { query }))) as APIApplicationCommand[];
  if (isDeepStrictEqual(comparable(known), comparable(wanted))) return { changed: false, ids: idsOf(known) };
  const registered = (await persist(() => rest.put(route, { body: wanted }))) as APIApplicationCommand[];
  return { changed: true, ids: idsOf(registered) };
}

/** Contexts and integration types belong to global commands only; a server's own are always in that server. */
function withoutReach(
  command: RESTPostAPIApplicationCommandsJSONBody,
): RESTPostAPIApplicationCommandsJSONBody {
  const {
    contexts: _contexts,
    integration_types: _types,
    ...rest
  } = command as typeof command & {
    contexts?: unknown;
    integration_types?: unknown;
  };
  return rest as RESTPostAPIApplicationCommandsJSONBody;
}

function idsOf(commands: readonly APIApplicationCommand[]): ReadonlyMap<string, string> {
  return new Map(commands.map((command) => [command.name, command.id]));
}

/** What Discord adds to a command by itself; it says nothing about what was asked for. */
const ADDED_BY_DISCORD = new Set(['id', 'application_id', 'version', 'guild_id', 'dm_permission', 'handler']);

/** Values that mean the same as leaving the field out, besides null and an empty list. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  required: false,
  autocomplete: false,
  nsfw: false,
  default_permission: true,
};

/** Commands sorted, without ids and without fields at their default, so that equal lists compare equal. */
function comparable(commands: readonly object[]): readonly unknown[] {
  const plain = commands.map((command) => {
    const { type, description, ...rest } = command as Record<string, unknown>;
    return bare({
      ...rest,
      type: type ?? ApplicationCommandType.ChatInput,
      ...(description === '' ? {} : { description }),
    }) as Record<string, unknown>;
  });
  return plain.sort((a, b) => order(a).localeCompare(order(b), 'en'));
}

function order(command: Readonly<Record<string, unknown>>): string {
  return `${String(command.type)} ${String(command.name)}`;
}

function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key, each]) =>
      !ADDED_BY_DISCORD.has(key) &&
      each !== undefined &&
      each !== null &&
      !(Array.isArray(each) && each.length === 0) &&
      DEFAULTS[key] !== each,
  );
  return Object.fromEntries(
    kept.map(([key, each]) => [
      key,
      key === 'contexts' || key === 'integration_types' ? sorted(each) : bare(each),
    ]),
  );
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? [...value].sort() : value;
}
