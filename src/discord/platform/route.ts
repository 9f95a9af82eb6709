import {
  type AnySelectMenuInteraction,
  type ButtonInteraction,
  ComponentType,
  type ModalSubmitInteraction,
  type StringSelectMenuInteraction,
} from 'discord.js';
import type { Context } from '../context.ts';

/** Whatever a custom_id came with. */
export type RouteInteraction = ButtonInteraction | AnySelectMenuInteraction | ModalSubmitInteraction;

/**
 * Where a button, a select or a modal leads. Its type says which of them it is, what stands behind the route's name
 * in its custom_id and which fields it brings; a custom_id can be forged or come from another version, so all of it
 * is compared before anything is done.
 */
export interface Route {
  readonly on: 'button' | 'select' | 'modal';
  /** What is to be done; undefined where the interaction is not what this route is for. */
  take(
    interaction: RouteInteraction,
    args: readonly string[],
    context: Context,
  ): (() => Promise<void>) | undefined;
}

/** One argument of a custom_id: what it says, or undefined where it is none such. */
export type Arg<T> = (given: string | undefined) => T | undefined;

/** Any text. */
export const text: Arg<string> = (given) => (given === '' ? undefined : given);

/** What the store counts its rows by: a whole number above 0. */
export const rowId: Arg<number> = (given) => {
  const id = given !== undefined && /^[1-9]\d{0,15}$/.test(given) ? Number(given) : undefined;
  return Number.isSafeInteger(id) ? id : undefined;
};

/** One of these words. */
export function oneOf<const W extends string>(words: readonly W[]): Arg<W> {
  return (given) => words.find((word) => word === given);
}

/** An argument that may be left out: null then. */
export function optional<T>(arg: Arg<T>): Arg<T | null> {
  return (given) => (given === undefined ? null : arg(given));
}

type Args = readonly Arg<unknown>[];
/** What a list of arguments gives. */
export type Values<A extends Args> = {
  readonly [K in keyof A]: A[K] extends Arg<infer T> ? Exclude<T, undefined> : never;
};

/** The route of a button. */
export function onButton<const A extends Args>(
  args: A,
  run: (interaction: ButtonInteraction, args: Values<A>, context: Context) => Promise<void>,
): Route {
  return made('button', args, (given) => (given.isButton() ? given : undefined), run);
}

/** The route of a select of texts; what was chosen is in `interaction.values`, and can be forged, too. */
export function onSelect<const A extends Args>(
  args: A,
  run: (interaction: StringSelectMenuInteraction, args: Values<A>, context: Context) => Promise<void>,
): Route {
  return made('select', args, (given) => (given.isStringSelectMenu() ? given : undefined), run);
}

/** The route of a modal with text inputs of these custom_ids; `typed` has what stands in them. */
export function onModal<const A extends Args, const F extends string>(
  args: A,
  inputs: readonly F[],
  run: (
    interaction: ModalSubmitInteraction,
    args: Values<A>,
    context: Context,
    typed: Readonly<Record<F, string>>,
  ) => Promise<void>,
): Route {
  const filled = (given: RouteInteraction): ModalSubmitInteraction | undefined =>
    given.isModalSubmit() &&
    inputs.every((id) => given.fields.fields.get(id)?.type === ComponentType.TextInput)
      ? given
      : undefined;
  return made('modal', args, filled, (interaction, values, context) => {
    const { fields } = interaction;
    const typed = Object.fromEntries(inputs.map((id) => [id, fields.getTextInputValue(id)]));
    return run(interaction, values, context, typed as Record<F, string>);
  });
}

function made<A extends Args, I>(
  on: Route['on'],
  args: A,
  narrowed: (interaction: RouteInteraction) => I | undefined,
  run: (interaction: I, args: Values<A>, context: Context) => Promise<void>,
): Route {
  return {
    on,
    take(given, said, context) {
      const values = read(args, said);
      const interaction = narrowed(given);
      if (values === undefined || interaction === undefined) return undefined;
      return () => run(interaction, values, context);
    },
  };
}

/** The arguments as their types say; undefined where one is not, or where there are too many. */
function read<A extends Args>(args: A, given: readonly string[]): Values<A> | undefined {
  const values = args.map((arg, index) => arg(given[index]));
  return given.length > args.length || values.includes(undefined) ? undefined : (values as Values<A>);
}
