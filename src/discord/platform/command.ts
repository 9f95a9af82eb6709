import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  MessageContextMenuCommandInteraction,
  RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { Context } from '../context.ts';
import type { Route } from './route.ts';

export type CommandInteraction = ChatInputCommandInteraction | MessageContextMenuCommandInteraction;

/** One command: what Discord shows, what it does, and what its buttons and modals lead to. */
export interface Command {
  readonly data: RESTPostAPIApplicationCommandsJSONBody;
  /** One or two lines for `/help`. CI fails when it is empty. */
  readonly help: string;
  readonly execute: (interaction: CommandInteraction, context: Context) => Promise<void>;
  /** Answers within 100 ms from memory; the guard answers [] when it throws. */
  readonly autocomplete?: (interaction: AutocompleteInteraction, context: Context) => Promise<void>;
  /** What its buttons, selects and modals lead to. */
  readonly routes?: readonly Route[];
}
