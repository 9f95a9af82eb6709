import { type Json, Kind } from '../wire.ts';
import { type Issues, isChannelType, isRecord, isSnowflake } from './issues.ts';

type At = readonly (string | number)[];

const ONE_EMOJI =
  /^(?:\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3|\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?(?:\u200D\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})?)*)$/u;

export const SELECTS: readonly number[] = [
  Kind.stringSelect,
  Kind.userSelect,
  Kind.roleSelect,
  Kind.mentionableSelect,
  Kind.channelSelect,
];

/** A button: style 1-4 with custom_id, 5 with url, 6 with sku_id; label 80, and a label or an emoji. */
export function checkButton(button: Json, at: At, issues: Issues): void {
  const style = issues.choice(button, 'style', at, [1, 2, 3, 4, 5, 6], true);
  issues.boolean(button, 'disabled', at);
  issues.integer(button, 'id', at, 0, 2 ** 31 - 1);
  issues.string(button, 'label', at, 1, 80);
  checkEmoji(button, at, issues);
  if (style !== 6 && !button.label && !button.emoji) {
    issues.add(at, 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A button must have a label or an emoji.');
  }
  if (style === 5) {
    issues.string(button, 'url', at, 1, 512, true);
    if (typeof button.url === 'string' && !/^(https?|discord):\/\/\S+$/i.test(button.url)) {
      issues.add(
        [...at, 'url'],
        'URL_TYPE_INVALID_SCHEME',
        `Scheme "${button.url.split(':')[0]}" is not supported. Scheme must be one of ('http', 'https', 'discord').`,
      );
    }
    if (button.custom_id)
      issues.add(at, 'BUTTON_COMPONENT_CUSTOM_ID_AND_URL', 'A custom id and url cannot both be specified');
  } else if (style === 6) {
    issues.string(button, 'sku_id', at, 1, 20, true);
  } else if (style !== undefined) {
    issues.string(button, 'custom_id', at, 1, 100, true);
    if (button.url)
      issues.add(at, 'BUTTON_COMPONENT_CUSTOM_ID_AND_URL', 'A custom id and url cannot both be specified');
  }
}

/** An emoji is `{ id }` of a server's own or `{ name }` with one Unicode emoji. */
function checkEmoji(holder: Json, at: At, issues: Issues): void {
  const emoji = holder.emoji;
  if (emoji === undefined || emoji === null) return;
  if (!isRecord(emoji)) {
    issues.add([...at, 'emoji'], 'MODEL_TYPE_CONVERT', 'Only dictionaries may be used in a ModelType');
    return;
  }
  const byId = typeof emoji.id === 'string' && /^\d{15,21}$/.test(emoji.id);
  const byName = typeof emoji.name === 'string' && ONE_EMOJI.test(emoji.name);
  if (!byId && !byName)
    issues.add([...at, 'emoji', 'name'], 'BUTTON_COMPONENT_INVALID_EMOJI', 'Invalid emoji');
}

/** Selects of a message and of a modal differ: `required` there, no `disabled` there, 0 values only if optional. */
export function checkSelect(select: Json, at: At, issues: Issues, where: 'message' | 'modal'): void {
  issues.string(select, 'custom_id', at, 1, 100, true);
  issues.string(select, 'placeholder', at, 0, 150);
  issues.integer(select, 'id', at, 0, 2 ** 31 - 1);
  const min = issues.integer(select, 'min_values', at, 0, 25) ?? 1;
  const max = issues.integer(select, 'max_values', at, 1, 25) ?? 1;
  if (min > max)
    issues.add([...at, 'min_values'], 'BASE_TYPE_BAD_RANGE', 'min_values must not exceed max_values.');
  if (where === 'modal') {
    if (select.disabled === true) {
      issues.add([...at, 'disabled'], 'COMPONENT_DISABLED_IN_MODAL', 'Selects in modals cannot be disabled.');
    }
    issues.boolean(select, 'required', at);
    if (select.required !== false && select.min_values === 0) {
      issues.add(
        [...at, 'min_values'],
        'NUMBER_TYPE_MIN',
        'min_values must be 1 or more when the select is required.',
      );
    }
  } else issues.boolean(select, 'disabled', at);
  if (select.type === Kind.stringSelect) {
    const count = checkOptions(select, at, issues, 1, 25, max, true);
    if (max > count) {
      issues.add(
        [...at, 'max_values'],
        'BASE_TYPE_MAX_VALUES',
        `max_values (${max}) exceeds the number of options (${count}).`,
      );
    }
    return;
  }
  const kinds = DEFAULTS[Number(select.type)] ?? [];
  const defaults = issues.list(select, 'default_values', at, 0, 25);
  // "number of default values must be in the range defined by min_values and max_values" (Component reference)
  if (defaults.length > 0 && (defaults.length < min || defaults.length > max))
    issues.add(
      [...at, 'default_values'],
      'BASE_TYPE_BAD_LENGTH',
      `Must be between ${min} and ${max} in length.`,
    );
  for (const [index, one] of defaults) {
    const path = [...at, 'default_values', index];
    if (!isSnowflake(one.id))
      issues.add([...path, 'id'], 'NUMBER_TYPE_COERCE', `Value "${String(one.id)}" is not snowflake.`);
    if (!kinds.some((kind) => kind === one.type))
      issues.add([...path, 'type'], 'BASE_TYPE_CHOICES', `Value must be one of {${kinds.join(', ')}}.`);
  }
  if (select.type === Kind.channelSelect) issues.set(select, 'channel_types', at, 25, isChannelType);
}

/** What may be chosen from the start in a select that Discord fills. */
const DEFAULTS: Readonly<Record<number, readonly string[]>> = {
  [Kind.userSelect]: ['user'],
  [Kind.roleSelect]: ['role'],
  [Kind.mentionableSelect]: ['user', 'role'],
  [Kind.channelSelect]: ['channel'],
};

/** Options of a select, a radio group or a checkbox group; gives their number. */
export function checkOptions(
  holder: Json,
  at: At,
  issues: Issues,
  min: number,
  max: number,
  maxDefaults: number,
  emoji = false,
): number {
  const seen = new Set<unknown>();
  let defaults = 0;
  const options = issues.list(holder, 'options', at, min, max);
  for (const [index, option] of options) {
    const path = [...at, 'options', index];
    issues.string(option, 'label', path, 1, 100, true);
    issues.string(option, 'value', path, 1, 100, true);
    issues.string(option, 'description', path, 0, 100);
    issues.boolean(option, 'default', path);
    if (emoji) checkEmoji(option, path, issues);
    if (seen.has(option.value)) {
      issues.add(
        [...path, 'value'],
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      );
    }
    seen.add(option.value);
    if (option.default === true) defaults += 1;
  }
  if (defaults > maxDefaults) {
    issues.add(
      [...at, 'options'],
      'SELECT_COMPONENT_TOO_MANY_DEFAULT_OPTIONS',
      `Only ${maxDefaults} option(s) may be selected by default.`,
    );
  }
  return options.length;
}
