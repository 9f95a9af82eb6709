import type { Choice, Command, CommandOption } from '../wire.ts';

/** What a person can run by typing `/`: a command, or one of its subcommands. */
export interface Runnable {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CommandOption[];
}

/** The choices an option has by itself; undefined for free text and autocomplete. */
export function fixedChoices(option: CommandOption): readonly Choice[] | undefined {
  if (option.type === 5)
    return [
      { name: 'True', value: 1 },
      { name: 'False', value: 0 },
    ];
  return option.choices && option.choices.length > 0 ? option.choices : undefined;
}

/** Slash commands with each subcommand as its own entry: `privacy export`. */
export function runnables(commands: readonly Command[]): Runnable[] {
  const spread = (name: string, description: string, options: readonly CommandOption[]): Runnable[] => {
    const nested = options.filter((option) => option.type <= 2);
    if (nested.length === 0) return [{ name, description, options }];
    return nested.flatMap((option) =>
      spread(`${name} ${option.name}`, option.description, option.options ?? []),
    );
  };
  return commands
    .filter((one) => one.type === 1)
    .flatMap((one) => spread(one.name, one.description, one.options ?? []));
}
