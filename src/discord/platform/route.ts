import {
  type AnySelectMenuInteraction,
  type ButtonInteraction,
  type ChannelSelectMenuInteraction,
  ComponentType,
  type ModalSubmitInteraction,
  type RoleSelectMenuInteraction,
  type StringSelectMenuInteraction,
} from 'discord.js';
import type { Context } from '../context.ts';
import { customId } from './custom-id.ts';

/** Whatever a custom_id came with. */
export type RouteInteraction = ButtonInteraction | AnySelectMenuInteraction | ModalSubmitInteraction;

/** What a custom_id may belong to. */
type RouteKind = 'button' | 'select' | 'channels' | 'role' | 'modal';

/** One line of a feature's table with what is done there: see {@link TableRoute.leadsTo}. */
export interface Route {
  /** The part of the custom_id before its arguments: `quiz:answer`. */
  readonly name: string;
  readonly on: RouteKind;
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

/** A whole number from 0. */
export const count: Arg<number> = (given) =>
  given !== undefined && /^(?:0|[1-9]\d{0,8})$/.test(given) ? Number(given) : undefined;

/** One of these words. */
export function oneOf<const W extends string>(words: readonly W[]): Arg<W> {
  return (given) => words.find((word) => word === given);
}

/** An argument that may be left out: null then. Only further ones of this kind may follow it. */
export function optional<T>(arg: Arg<T>): Arg<T | null> {
  return (given) => (given === undefined ? null : arg(given));
}

type Args = readonly Arg<unknown>[];
/** What a list of arguments gives, and what it is built of. */
type Values<A extends Args> = {
  readonly [K in keyof A]: A[K] extends Arg<infer T> ? Exclude<T, undefined> : never;
};

/** What a line of a table says of its route: what it is for and its arguments. */
interface Shape<A extends Args, I extends RouteInteraction, Typed extends readonly unknown[]> {
  readonly on: RouteKind;
  readonly args: A;
  /** The interaction where it is of this kind, with what the person filled in. */
  readonly match: (given: RouteInteraction) => { readonly interaction: I; readonly typed: Typed } | undefined;
}

/** The route of a button. */
export function onButton<const A extends Args>(...args: A): Shape<A, ButtonInteraction, []> {
  return {
    on: 'button',
    args,
    match: (given) => (given.isButton() ? { interaction: given, typed: [] } : undefined),
  };
}

/** The route of a select of texts; what was chosen is in `interaction.values`, and can be forged, too. */
export function onSelect<const A extends Args>(...args: A): Shape<A, StringSelectMenuInteraction, []> {
  return {
    on: 'select',
    args,
    match: (given) => (given.isStringSelectMenu() ? { interaction: given, typed: [] } : undefined),
  };
}

/** The route of a select of channels; what was chosen is in `interaction.channels`, and can be forged, too. */
export function onChannels<const A extends Args>(...args: A): Shape<A, ChannelSelectMenuInteraction, []> {
  return {
    on: 'channels',
    args,
    match: (given) => (given.isChannelSelectMenu() ? { interaction: given, typed: [] } : undefined),
  };
}

/** The route of a select of a role; what was chosen is in `interaction.roles`, and can be forged, too. */
export function onRole<const A extends Args>(...args: A): Shape<A, RoleSelectMenuInteraction, []> {
  return {
    on: 'role',
    args,
    match: (given) => (given.isRoleSelectMenu() ? { interaction: given, typed: [] } : undefined),
  };
}

/** The route of a modal with text inputs of these custom_ids, which come back as a record. */
export function onModal<const F extends string, const A extends Args>(
  inputs: readonly F[],
  ...args: A
): Shape<A, ModalSubmitInteraction, [Readonly<Record<F, string>>]> {
  return {
    on: 'modal',
    args,
    match(given) {
      if (!given.isModalSubmit()) return undefined;
      const { fields } = given;
      if (!inputs.every((id) => fields.fields.get(id)?.type === ComponentType.TextInput)) return undefined;
      const typed = Object.fromEntries(inputs.map((id) => [id, fields.getTextInputValue(id)]));
      return { interaction: given, typed: [typed as Record<F, string>] };
    },
  };
}

/** A line of a feature's table: builds its custom_ids, and says what they lead to. */
interface TableRoute<A extends Args, I extends RouteInteraction, Typed extends readonly unknown[]> {
  readonly name: string;
  readonly on: RouteKind;
  /**
   * The custom_id with these arguments; those at the end that are null are left out.
   * @throws RangeError when it is longer than 100 characters.
   */
  id(...values: Values<A>): string;
  /**
   * The route. A custom_id can be forged or come from another version, so its kind, its arguments and a modal's fields
   * are compared with the table before anything is done.
   */
  leadsTo(run: (interaction: I, args: Values<A>, context: Context, ...typed: Typed) => Promise<void>): Route;
}

type AnyShape = Shape<Args, RouteInteraction, readonly unknown[]>;
type Table<T extends Readonly<Record<string, AnyShape>>> = {
  readonly [K in keyof T]: T[K] extends Shape<infer A, infer I, infer Typed>
    ? TableRoute<A, I, Typed>
    : never;
};

/**
 * A feature's routes. The key `askDelete` of `privacy` is `privacy:ask-delete` in a custom_id, which stays: messages
 * with it are in people's channels.
 */
export function routeTable<const T extends Readonly<Record<string, AnyShape>>>(
  feature: string,
  shapes: T,
): Table<T> {
  const entries = Object.entries(shapes).map(([key, shape]) => [
    key,
    tableRoute(`${feature}:${kebab(key)}`, shape),
  ]);
  return Object.fromEntries(entries) as Table<T>;
}

function tableRoute<A extends Args, I extends RouteInteraction, Typed extends readonly unknown[]>(
  name: string,
  { on, args, match }: Shape<A, I, Typed>,
): TableRoute<A, I, Typed> {
  return {
    name,
    on,
    id(...values) {
      const said: readonly unknown[] = values;
      const count = said.findLastIndex((value) => value !== null) + 1;
      return customId(name, ...said.slice(0, count).map(String));
    },
    leadsTo: (run) => ({
      name,
      on,
      take(given, said, context) {
        const values = read(args, said);
        const matched = match(given);
        if (values === undefined || matched === undefined) return undefined;
        return () => run(matched.interaction, values, context, ...matched.typed);
      },
    }),
  };
}

function kebab(key: string): string {
  return key.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
}

/** The arguments as their types say; undefined where one is not, or where there are too many. */
function read<A extends Args>(args: A, given: readonly string[]): Values<A> | undefined {
  const values = args.map((arg, index) => arg(given[index]));
  return given.length > args.length || values.includes(undefined) ? undefined : (values as Values<A>);
}
