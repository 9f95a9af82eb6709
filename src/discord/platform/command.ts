import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  MessageContextMenuCommandInteraction,
  RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import { ApplicationCommandType } from 'discord.js';
import type { CommandHelp, Context } from '../context.ts';

export type CommandInteraction = ChatInputCommandInteraction | MessageContextMenuCommandInteraction;

/** One command: what Discord shows and what it does. What its buttons lead to stands among the routes. */
export interface Command {
  readonly data: RESTPostAPIApplicationCommandsJSONBody;
  /** One or two lines for `/help`. CI fails when it is empty. */
  readonly help: string;
  readonly execute: (interaction: CommandInteraction, context: Context) => Promise<void>;
  /** Answers within 100 ms from memory; the guard answers [] when it throws. */
  readonly autocomplete?: (interaction: AutocompleteInteraction, context: Context) => Promise<void>;
}

/** A command as `/help` tells of it. */
export function helpOf({ data, help }: Command): CommandHelp {
  return { name: data.name, onMessage: data.type === ApplicationCommandType.Message, help };
}
