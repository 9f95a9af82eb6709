import { refuse } from '../refusal.ts';
import type { Json } from '../wire.ts';
import { codePoints, Issues, isChannelType, isRecord } from './issues.ts';

type At = readonly (string | number)[];

/** CHAT_INPUT, USER, MESSAGE: how many an application may have in one scope. */
const MOST: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 };
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const SUBCOMMAND = 1;
const GROUP = 2;

/** Throws 50035 or 30032 where Discord would refuse to register these commands together. */
export function checkCommands(bodies: readonly unknown[], bulk: boolean): void {
  const issues = new Issues();
  const seen = new Set<string>();
  const counts = new Map<number, number>();
  bodies.forEach((body, index) => {
    const at: At = bulk ? [index] : [];
    if (!isRecord(body)) {
      issues.add(at, 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
      return;
    }
    const type = issues.choice(body, 'type', at, [1, 2, 3]) ?? 1;
    const key = `${type}:${String(body.name)}`;
    if (seen.has(key)) {
      issues.add(
        [...at, 'name'],
        'APPLICATION_COMMANDS_DUPLICATE_NAME',
        'Application command names must be unique',
      );
    }
    seen.add(key);
    counts.set(type, (counts.get(type) ?? 0) + 1);
    checkCommand(body, type, at, issues);
  });
  issues.throwIfAny();
  for (const [type, count] of counts) if (count > (MOST[type] ?? 0)) throw refuse(30032);
}

function checkCommand(body: Json, type: number, at: At, issues: Issues): void {
  if (type === 1) {
    checkName(body, at, issues);
    issues.string(body, 'description', at, 1, 100, true);
    checkOptions(body, at, 0, issues);
    const size = sizeOf(body);
    if (size > 8000) {
      issues.add(
        at,
        'APPLICATION_COMMAND_TOO_LARGE',
        `Command exceeds maximum size (8000 characters, this one has ${size}).`,
      );
    }
  } else {
    issues.string(body, 'name', at, 1, 32, true);
    if (body.description)
      issues.add(
        [...at, 'description'],
        'APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED',
        'Context menu commands cannot have description',
      );
    if (Array.isArray(body.options) && body.options.length > 0) {
      issues.add(
        [...at, 'options'],
        'APPLICATION_COMMAND_OPTIONS_NOT_ALLOWED',
        'Context menu commands cannot have options',
      );
    }
  }
  issues.boolean(body, 'nsfw', at);
  issues.boolean(body, 'dm_permission', at);
  checkNumbers(body, 'contexts', [0, 1, 2], at, issues);
  checkNumbers(body, 'integration_types', [0, 1], at, issues);
  const rights = body.default_member_permissions;
  if (rights !== undefined && rights !== null && !/^\d+$/.test(String(rights))) {
    issues.add(
      [...at, 'default_member_permissions'],
      'BITFIELD_TYPE_CONVERT',
      'Could not interpret value as a bit field.',
    );
  }
}

function checkNumbers(body: Json, key: string, allowed: readonly number[], at: At, issues: Issues): void {
  const value = body[key];
  if (value === undefined || value === null) return;
  const list = Array.isArray(value) ? value : [];
  if (list.length === 0 || new Set(list).size !== list.length) {
    issues.add([...at, key], 'SET_TYPE_INVALID', 'Must be a list of different values, at least one.');
  }
  list.forEach((one, index) => {
    if (!allowed.includes(one)) {
      issues.add([...at, key, index], 'BASE_TYPE_CHOICES', `Value must be one of {${allowed.join(', ')}}.`);
    }
  });
}

function checkName(body: Json, at: At, issues: Issues): void {
  const name = issues.string(body, 'name', at, 1, 32, true);
  if (name !== undefined && (!NAME.test(name) || name !== name.toLowerCase())) {
    issues.add([...at, 'name'], 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  }
  issues.localizations(body, 'name_localizations', at, 32);
  issues.localizations(body, 'description_localizations', at, 100);
}

function checkOptions(body: Json, at: At, depth: number, issues: Issues): void {
  const names = new Set<unknown>();
  let optional = false;
  let mixed: 'nested' | 'flat' | undefined;
  for (const [index, option] of issues.list(body, 'options', at, 0, 25)) {
    const path = [...at, 'options', index];
    const nestable = depth === 0 ? [SUBCOMMAND, GROUP] : body.type === GROUP ? [SUBCOMMAND] : [];
    const type = issues.choice(option, 'type', path, [...nestable, 3, 4, 5, 6, 7, 8, 9, 10, 11], true);
    checkName(option, path, issues);
    issues.string(option, 'description', path, 1, 100, true);
    if (names.has(option.name)) {
      issues.add(
        [...path, 'name'],
        'APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED',
        'The specified option name is already used',
      );
    }
    names.add(option.name);
    const kind = type === SUBCOMMAND || type === GROUP ? 'nested' : 'flat';
    if (mixed && mixed !== kind) {
      issues.add(
        path,
        'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
        'Sub-command and sub-command group option types are mutually exclusive to all other types',
      );
    }
    mixed = kind;
    if (kind === 'nested') {
      checkOptions(option, path, depth + 1, issues);
      continue;
    }
    if (option.required === true && optional) {
      issues.add(
        path,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
    }
    optional ||= option.required !== true;
    checkValueOption(option, type, path, issues);
  }
}

function checkValueOption(option: Json, type: number | undefined, at: At, issues: Issues): void {
  issues.boolean(option, 'required', at);
  issues.boolean(option, 'autocomplete', at);
  if (type === 7) issues.set(option, 'channel_types', at, 25, isChannelType);
  const choices = issues.list(option, 'choices', at, 0, 25);
  if (option.autocomplete === true && (choices.length > 0 || ![3, 4, 10].includes(type ?? 0))) {
    issues.add(
      [...at, 'autocomplete'],
      'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID',
      'Autocomplete goes with string, integer and number options that have no choices',
    );
  }
  for (const [index, choice] of choices) checkChoice(choice, type ?? 3, [...at, 'choices', index], issues);
  if (type === 3) {
    issues.integer(option, 'min_length', at, 0, 6000);
    issues.integer(option, 'max_length', at, 1, 6000);
  }
  if (type === 4 || type === 10) {
    for (const key of ['min_value', 'max_value']) checkNumber(option, key, type, at, issues);
  }
}

/** A choice of an option or of an autocomplete answer: name 1-100, value 1-100 characters or a number. */
export function checkChoice(choice: Json, type: number, at: At, issues: Issues): void {
  issues.string(choice, 'name', at, 1, 100, true);
  issues.localizations(choice, 'name_localizations', at, 100);
  if (type === 3) issues.string(choice, 'value', at, 1, 100, true);
  else if (choice.value === undefined || choice.value === null) issues.required([...at, 'value']);
  else checkNumber(choice, 'value', type, at, issues);
}

/** An integer (type 4) or a number (10), that a float holds exactly. */
function checkNumber(body: Json, key: string, type: number, at: At, issues: Issues): void {
  const value = body[key];
  if (value === undefined || value === null) return;
  if (typeof value !== 'number' || (type === 4 && !Number.isInteger(value))) {
    issues.add(
      [...at, key],
      'NUMBER_TYPE_COERCE',
      `Value "${String(value)}" is not ${type === 4 ? 'int' : 'float'}.`,
    );
  } else if (Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    issues.add(
      [...at, key],
      'NUMBER_TYPE_MAX',
      `int value should be less than or equal to ${Number.MAX_SAFE_INTEGER}.`,
    );
  }
}

/** Names, descriptions and values, the longest localization of each counted. */
function sizeOf(body: Json): number {
  const longest = (key: string) => {
    const map = body[`${key}_localizations`];
    const texts = [body[key], ...(isRecord(map) ? Object.values(map) : [])];
    return Math.max(0, ...texts.map((text) => (typeof text === 'string' ? codePoints(text) : 0)));
  };
  let size = longest('name') + longest('description');
  for (const key of ['options', 'choices']) {
    const list = body[key];
    if (Array.isArray(list)) for (const one of list) if (isRecord(one)) size += sizeOf(one);
  }
  if (typeof body.value === 'string') size += codePoints(body.value);
  return size;
}
