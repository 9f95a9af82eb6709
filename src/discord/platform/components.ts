import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIChannelSelectComponent,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIContainerComponent,
  type APIMediaGalleryComponent,
  type APIRoleSelectComponent,
  type APISelectMenuOption,
  type APISeparatorComponent,
  type APIStringSelectComponent,
  type APITextDisplayComponent,
  ButtonStyle,
  type ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
} from 'discord-api-types/v10';

/** Accent colours of cards, as Discord takes them (0xRRGGBB). */
export const ACCENT = { neutral: 0x326ce5, right: 0x2e8b57, wrong: 0xc0392b, hint: 0xb7791f } as const;

export function text(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}

export function container(
  accent: number,
  components: readonly APIComponentInContainer[],
): APIContainerComponent {
  return { type: ComponentType.Container, accent_color: accent, components: [...components] };
}

export function separator(): APISeparatorComponent {
  return { type: ComponentType.Separator, divider: true };
}

/** An attached picture, by the name of its file, with what a screen reader says. */
export function picture(file: string, description: string): APIMediaGalleryComponent {
  return {
    type: ComponentType.MediaGallery,
    items: [{ media: { url: `attachment://${file}` }, description }],
  };
}

/** Up to five buttons, or one select. */
export type ActionRow = APIActionRowComponent<APIComponentInMessageActionRow>;

export function row(components: readonly APIComponentInMessageActionRow[]): ActionRow {
  return { type: ComponentType.ActionRow, components: [...components] };
}

/** Discord: the buttons of one row. */
const BUTTONS_PER_ROW = 5;

/** Buttons in as many rows as they need. */
export function buttonRows(buttons: readonly APIButtonComponent[]): readonly ActionRow[] {
  if (buttons.length === 0) return [];
  return [row(buttons.slice(0, BUTTONS_PER_ROW)), ...buttonRows(buttons.slice(BUTTONS_PER_ROW))];
}

export type ButtonWord = 'primary' | 'secondary' | 'success' | 'danger';

/** A button that leads to a route. `id` comes from the feature’s table of routes. */
export function button(
  id: string,
  label: string,
  style: ButtonWord = 'secondary',
  disabled = false,
): APIButtonComponent {
  const styles = {
    primary: ButtonStyle.Primary,
    secondary: ButtonStyle.Secondary,
    success: ButtonStyle.Success,
    danger: ButtonStyle.Danger,
  } as const;
  return {
    type: ComponentType.Button,
    custom_id: id,
    label: unmarked(label),
    style: styles[style],
    disabled,
  };
}

/**
 * A text for where Discord renders no Markdown, in labels, descriptions and suggestions: without the marks of code and
 * of bold. A text that is nothing else stays.
 */
export function unmarked(content: string): string {
  const plain = content.replace(/`|\*\*/g, '');
  return plain.trim() === '' ? content : plain;
}

export function linkButton(url: string, label: string): APIButtonComponent {
  return { type: ComponentType.Button, style: ButtonStyle.Link, url, label };
}

export function stringSelect(
  id: string,
  options: readonly APISelectMenuOption[],
  settings: { readonly placeholder?: string; readonly min?: number; readonly max?: number } = {},
): APIStringSelectComponent {
  return {
    type: ComponentType.StringSelect,
    custom_id: id,
    options: options.map((option) => ({
      ...option,
      label: unmarked(option.label),
      ...(option.description === undefined ? {} : { description: unmarked(option.description) }),
    })),
    ...(settings.placeholder === undefined ? {} : { placeholder: settings.placeholder }),
    min_values: settings.min ?? 1,
    max_values: settings.max ?? 1,
  };
}

/** How a select that Discord fills is shown. */
interface FilledSelect {
  readonly placeholder: string;
  /** At most; none is always possible. */
  readonly most: number;
  /** Ids of what is chosen now, at most as many. */
  readonly chosen: readonly string[];
}

/** A select of the server's channels of these types. */
export function channelSelect(
  id: string,
  types: readonly ChannelType[],
  { placeholder, most, chosen }: FilledSelect,
): APIChannelSelectComponent {
  return {
    type: ComponentType.ChannelSelect,
    custom_id: id,
    channel_types: [...types],
    placeholder,
    min_values: 0,
    max_values: most,
    ...defaults(chosen, SelectMenuDefaultValueType.Channel),
  };
}

/** A select of the server's roles. */
export function roleSelect(id: string, { placeholder, most, chosen }: FilledSelect): APIRoleSelectComponent {
  return {
    type: ComponentType.RoleSelect,
    custom_id: id,
    placeholder,
    min_values: 0,
    max_values: most,
    ...defaults(chosen, SelectMenuDefaultValueType.Role),
  };
}

/** What is chosen from the start, where something is. */
function defaults<T extends SelectMenuDefaultValueType>(chosen: readonly string[], type: T) {
  return chosen.length === 0 ? {} : { default_values: chosen.map((id) => ({ id, type })) };
}

/** A fenced block that nothing inside can close: three backticks in a row are kept apart by a zero-width space. */
export function codeBlock(language: string, content: string): string {
  return `\`\`\`${language}\n${inFence(content)}\n\`\`\``;
}

/** A text as it stands inside a fenced block. */
export function inFence(content: string): string {
  // Of five in a row, what is put into the first three must not leave three.
  return content.replace(/`(?=``)/g, '`\u200b');
}

/** A text as it is shown, and whether anything of what it tells was left out. */
export interface Shown {
  readonly text: string;
  readonly cut: boolean;
}

/** At most `max` UTF-16 units (always within Discord's count of code points), never half a character, with an ellipsis. */
export function clip(content: string, max: number): Shown {
  if (content.length <= max) return { text: content, cut: false };
  return { text: `${content.slice(0, max - 1).replace(/[\ud800-\udbff]$/, '')}…`, cut: true };
}

/** A template of parts: cut where one of them is. */
export function said(words: TemplateStringsArray, ...parts: readonly (Shown | string | number)[]): Shown {
  let text = words[0] ?? '';
  let cut = false;
  for (const [index, part] of parts.entries()) {
    if (typeof part === 'object') {
      text += part.text;
      cut ||= part.cut;
    } else text += part;
    text += words[index + 1] ?? '';
  }
  return { text, cut };
}

/** Parts with something between them: cut where one of them is. */
export function joined(parts: readonly (Shown | string)[], between: string): Shown {
  const texts = parts.map((part) => (typeof part === 'object' ? part.text : part));
  return { text: texts.join(between), cut: parts.some((part) => typeof part === 'object' && part.cut) };
}
