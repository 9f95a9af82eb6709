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

/** Those whose name holds what was typed: the one of just that name first, then those whose name begins with it. */
export function fitting<T extends { readonly name: string }>(all: readonly T[], typed: string): T[] {
  const wanted = typed.trim().toLowerCase();
  const rank = ({ name }: T) => {
    const at = name.toLowerCase().indexOf(wanted);
    return at === 0 && name.length === wanted.length ? -1 : Math.min(at, 1);
  };
  return all.filter(({ name }) => name.toLowerCase().includes(wanted)).sort((a, b) => rank(a) - rank(b));
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
