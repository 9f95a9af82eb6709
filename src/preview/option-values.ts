import { resolvedPeople } from './describe.ts';
import { storeFile, type Upload } from './files.ts';
import { roleObjects } from './guild.ts';
import { NotPossible, type Stage } from './stage.ts';
import type { Attachment, Command, CommandOption, Json } from './wire.ts';
import type { World } from './world.ts';

/** Option name → what a person put in; ids for user, channel and role options. */
export type OptionValues = Readonly<Record<string, string | number | boolean | Upload>>;

const SUBCOMMAND = 1;
const GROUP = 2;

/**
 * Turns what a person filled in into the `options` of an interaction, checked as Discord's client does
 * (required, choices, limits). With `focused` nothing is checked: autocomplete sends half-filled commands.
 * Throws NotPossible.
 */
export function fillOptions(
  stage: Stage,
  command: Command,
  path: readonly string[],
  values: OptionValues,
  focused?: string,
): { options: Json[]; resolved: Json | undefined } {
  const levels: CommandOption[] = [];
  let known = command.options ?? [];
  for (const step of path) {
    const found = known.find((one) => one.name === step && (one.type === SUBCOMMAND || one.type === GROUP));
    if (!found) throw new NotPossible(`/${command.name} has no subcommand “${step}”.`);
    levels.push(found);
    known = found.options ?? [];
  }
  if (known.some((one) => one.type <= GROUP)) throw new NotPossible(`/${command.name} needs a subcommand.`);
  const odd = Object.keys(values).find((name) => !known.some((one) => one.name === name));
  if (odd) throw new NotPossible(`/${command.name} has no option “${odd}”.`);
  const attachments: Record<string, Attachment> = {};
  const chosen: string[] = [];
  let options: Json[] = [];
  for (const option of known) {
    const value = values[option.name];
    if (value === undefined) {
      if (option.required && focused === undefined)
        throw new NotPossible(`The option “${option.name}” is required.`);
      continue;
    }
    const isFocused = option.name === focused;
    const sent = focused === undefined ? checked(stage, option, value, attachments, chosen) : value;
    options.push({
      name: option.name,
      type: option.type,
      value: sent,
      ...(isFocused ? { focused: true } : {}),
    });
  }
  for (const level of levels.reverse()) options = [{ name: level.name, type: level.type, options }];
  const resolved = {
    ...(Object.keys(attachments).length > 0 ? { attachments } : {}),
    ...resolvedPeople(stage.world, stage.place, chosen),
    ...resolvedRoles(stage.world, options),
  };
  return { options, resolved: Object.keys(resolved).length > 0 ? resolved : undefined };
}

/** `resolved` for the roles that were chosen; nothing where none was. */
function resolvedRoles(world: World, options: readonly Json[]): Json {
  const flat = options.flatMap((option) => (option.options as readonly Json[] | undefined) ?? [option]);
  const ids = flat.filter(({ type }) => type === 8).map(({ value }) => value);
  const roles = roleObjects(world).filter(({ id }) => ids.includes(id));
  return roles.length === 0 ? {} : { roles: Object.fromEntries(roles.map((role) => [role.id, role])) };
}

function checked(
  stage: Stage,
  option: CommandOption,
  value: OptionValues[string],
  attachments: Record<string, Attachment>,
  people: string[],
): unknown {
  const wrong = (what: string) => new NotPossible(`The option “${option.name}” ${what}.`);
  if (option.type === 11) {
    if (typeof value !== 'object') throw wrong('takes a file');
    const attachment = storeFile(stage.world, stage.world.id(), value, true);
    attachments[attachment.id] = attachment;
    return attachment.id;
  }
  if (option.type === 5) {
    if (typeof value !== 'boolean') throw wrong('is True or False');
    return value;
  }
  if (option.type === 4 || option.type === 10) {
    if (typeof value !== 'number' || (option.type === 4 && !Number.isInteger(value)))
      throw wrong('takes a number');
    if (value < (option.min_value ?? -(2 ** 53))) throw wrong(`is at least ${option.min_value}`);
    if (value > (option.max_value ?? 2 ** 53)) throw wrong(`is at most ${option.max_value}`);
  } else {
    if (typeof value !== 'string') throw wrong('takes text');
    if (option.type === 3) {
      const length = [...value].length;
      if (length < (option.min_length ?? 0)) throw wrong(`has at least ${option.min_length} characters`);
      if (length > (option.max_length ?? 6000))
        throw wrong(`has at most ${option.max_length ?? 6000} characters`);
    }
    if (option.type === 6 || option.type === 9) people.push(value);
    if (option.type === 8 && !stage.world.roles.has(value)) throw wrong('takes a role');
  }
  if (
    option.choices &&
    option.choices.length > 0 &&
    !option.choices.some((choice) => choice.value === value)
  ) {
    throw wrong(`is one of ${option.choices.map((choice) => choice.name).join(', ')}`);
  }
  return value;
}
