import type { Interaction } from 'discord.js';
import { UserError } from '../../runtime/user-error.ts';
import type { Context } from '../context.ts';
import { anotherAnswers, stopping } from './another-process.ts';
import type { Command } from './command.ts';
import { parseCustomId } from './custom-id.ts';
import { guard, guardAutocomplete } from './guard.ts';
import type { Route } from './route.ts';

/** How many interaction ids are remembered, to ignore one that comes twice. */
const REMEMBERED = 2000;

/** Takes every interaction to its handler, through the guard. */
export interface Router {
  /** Never rejects. Resolves when the handler is through; `seen`: it came before, and nothing was done. */
  handle(interaction: Interaction): Promise<'handled' | 'seen'>;
  /**
   * Tells whoever comes from now on to come again. Resolves when those who came before are served and those who came
   * meanwhile are told: where other processes serve, people never cease to come.
   */
  drain(): Promise<void>;
}

/** @throws RangeError when two commands share a name, or two routes: a mistake in our code. */
export function createRouter(
  commands: readonly Command[],
  allRoutes: readonly Route[],
  context: Context,
): Router {
  const byName = uniqueMap(commands.map((command) => [command.data.name, command] as const));
  const routes = uniqueMap(allRoutes.map((route) => [route.name, route] as const));
  const inFlight = new Set<Promise<void>>();
  const seen = new Set<string>();
  let draining = false;

  function remember(id: string): boolean {
    if (seen.has(id)) return false;
    seen.add(id);
    if (seen.size > REMEMBERED) for (const oldest of seen) return seen.delete(oldest);
    return true;
  }

  return {
    async handle(interaction) {
      if (!remember(interaction.id)) return 'seen';
      const running = draining
        ? turnAway(interaction, context)
        : dispatch(interaction, byName, routes, context);
      inFlight.add(running);
      await running;
      inFlight.delete(running);
      return 'handled';
    },
    async drain() {
      const before = [...inFlight];
      draining = true;
      await Promise.all(before);
      await Promise.all(inFlight);
    },
  };
}

async function dispatch(
  interaction: Interaction,
  commands: ReadonlyMap<string, Command>,
  routes: ReadonlyMap<string, Route>,
  context: Context,
): Promise<void> {
  if (interaction.isAutocomplete()) {
    const command = commands.get(interaction.commandName);
    await guardAutocomplete(interaction, context, nameOf(command), async () => {
      if (command?.autocomplete === undefined) throw new RangeError('no autocomplete for this command');
      await command.autocomplete(interaction, context);
    });
    return;
  }
  if (interaction.isMessageComponent() || interaction.isModalSubmit()) {
    const parsed = parseCustomId(interaction.customId);
    const route = parsed === undefined ? undefined : routes.get(parsed.route);
    const what = route === undefined ? 'unknown route' : `${parsed?.route}`;
    await guard(interaction, context, what, async () => {
      const run = route?.take(interaction, parsed?.args ?? [], context);
      if (run === undefined) throw anotherVersion();
      await run();
    });
    return;
  }
  if (interaction.isChatInputCommand() || interaction.isMessageContextMenuCommand()) {
    const command = commands.get(interaction.commandName);
    await guard(interaction, context, nameOf(command), async () => {
      if (command === undefined) throw unknownCommand(interaction.commandName);
      await command.execute(interaction, context);
    });
    return;
  }
  if (interaction.isRepliable()) {
    await guard(interaction, context, 'unknown interaction', async () => {
      throw unknownCommand('that');
    });
  }
}

/** Never the name that came: what is logged and counted is of ours. */
function nameOf(command: Command | undefined): string {
  return command === undefined ? 'unknown command' : `/${command.data.name}`;
}

async function turnAway(interaction: Interaction, context: Context): Promise<void> {
  const restarting = async (): Promise<never> => {
    await anotherAnswers(context, interaction);
    throw stopping();
  };
  if (interaction.isAutocomplete()) await guardAutocomplete(interaction, context, 'stopping', restarting);
  else if (interaction.isRepliable()) await guard(interaction, context, 'stopping', restarting);
}

function anotherVersion(): UserError {
  return new UserError({
    identifier: 'unknown-route',
    message: 'This button belongs to another version of me. Run the command again to get a fresh one.',
  });
}

function unknownCommand(name: string): UserError {
  return new UserError({
    identifier: 'unknown-command',
    message: `I don't know the command "${name}" any more. Reload Discord to see the current list, or run /help.`,
    context: { command: name },
  });
}

function uniqueMap<V>(entries: readonly (readonly [string, V])[]): ReadonlyMap<string, V> {
  const map = new Map<string, V>();
  for (const [key, value] of entries) {
    if (map.has(key)) throw new RangeError(`two handlers for ${key}`);
    map.set(key, value);
  }
  return map;
}
