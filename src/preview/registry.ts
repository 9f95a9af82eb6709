import { type Refusal, refuse } from './refusal.ts';
import { checkCommands } from './rules/commands.ts';
import { Issues, isRecord } from './rules/issues.ts';
import type { Command, Json } from './wire.ts';
import type { World } from './world.ts';

/** The commands of one scope: global (undefined) or one server's. */
export function listCommands(world: World, guildId: string | undefined): Command[] {
  return [...world.commands.values()].filter((command) => command.guild_id === guildId);
}

/** PUT: replaces a whole scope. Ids are kept by name and type. Throws 50035, 30032. */
export function replaceCommands(world: World, guildId: string | undefined, bodies: unknown): Command[] {
  if (!Array.isArray(bodies)) throw notAList();
  const list: readonly unknown[] = bodies;
  checkCommands(list, true);
  const old = listCommands(world, guildId);
  for (const command of old) world.commands.delete(command.id);
  const fresh = list.filter(isRecord).map((body) => make(world, guildId, body, old));
  for (const command of fresh) world.commands.set(command.id, command);
  world.tell({ kind: 'commands' });
  return fresh;
}

/** POST: adds one, or overwrites the one of that name and type; `isNew` says which. */
export function putCommand(
  world: World,
  guildId: string | undefined,
  body: Json,
): { readonly command: Command; readonly isNew: boolean } {
  checkCommands([body], false);
  const command = make(world, guildId, body, listCommands(world, guildId));
  const isNew = !world.commands.has(command.id);
  world.commands.set(command.id, command);
  world.tell({ kind: 'commands' });
  return { command, isNew };
}

/** PATCH. Throws 10063. */
export function patchCommand(world: World, id: string, body: Json): Command {
  const old = findCommand(world, id);
  const merged = { ...old, ...body };
  checkCommands([merged], false);
  const command = { ...make(world, old.guild_id, merged, []), id };
  world.commands.set(id, command);
  world.tell({ kind: 'commands' });
  return command;
}

export function removeCommand(world: World, id: string): void {
  findCommand(world, id);
  world.commands.delete(id);
  world.tell({ kind: 'commands' });
}

export function findCommand(world: World, id: string): Command {
  const command = world.commands.get(id);
  if (!command) throw refuse(10063);
  return command;
}

function notAList(): Refusal {
  const issues = new Issues();
  issues.add([], 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
  return issues.refusal();
}

function make(world: World, guildId: string | undefined, body: Json, old: readonly Command[]): Command {
  const type = Number(body.type ?? 1);
  const same = old.find((one) => one.type === type && one.name === body.name);
  return {
    ...body,
    id: same?.id ?? world.id(),
    application_id: world.bot.id,
    ...(guildId === undefined ? {} : { guild_id: guildId }),
    version: world.id(),
    type,
    name: String(body.name),
    description: String(body.description ?? ''),
    default_member_permissions: (body.default_member_permissions as string | null | undefined) ?? null,
    contexts: (body.contexts as number[] | null | undefined) ?? null,
    integration_types: (body.integration_types as number[] | null | undefined) ?? [0],
    nsfw: body.nsfw === true,
  };
}
