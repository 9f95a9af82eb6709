/**
 * The shapes of Discord's API as far as the preview stores or sends them. Loose on purpose: what comes in is
 * `Json` until the rules have looked at it, what is stored has passed them.
 */

export type Json = { [key: string]: unknown };

export interface User {
  readonly id: string;
  readonly username: string;
  readonly global_name: string | null;
  readonly discriminator: '0';
  readonly avatar: null;
  readonly bot: boolean;
  readonly public_flags: number;
  readonly flags: number;
  readonly primary_guild: null;
  readonly avatar_decoration_data: null;
  readonly collectibles: null;
}

/** A file as Discord describes it; `ephemeral` marks one that came with a command or a modal. */
export interface Attachment {
  readonly id: string;
  readonly filename: string;
  /** The name it was uploaded under, where Discord had to change that. */
  readonly title?: string;
  readonly size: number;
  readonly url: string;
  readonly proxy_url: string;
  readonly content_type: string;
  readonly description?: string;
  readonly width?: number;
  readonly height?: number;
  readonly ephemeral?: boolean;
}

export interface SelectOption {
  readonly label: string;
  readonly value: string;
  readonly description?: string | null;
  readonly default?: boolean | null;
  readonly emoji?: Emoji;
}

interface Emoji {
  readonly id?: string | null;
  readonly name?: string | null;
}

/** A picture or a file that a component shows. The bot gives the `url`; the rest is there when Discord sends it. */
export interface Media {
  readonly url: string;
  readonly id?: string;
  readonly proxy_url?: string;
  readonly width?: number | null;
  readonly height?: number | null;
  readonly content_type?: string | null;
  /** Only of what was uploaded with the message. */
  readonly attachment_id?: string;
}

/** Any component of a message or a modal; which members are present depends on `type`. */
export interface Component {
  readonly type: number;
  readonly id?: number;
  readonly custom_id?: string;
  readonly label?: string;
  readonly description?: string | null;
  readonly style?: number;
  readonly url?: string;
  readonly emoji?: Emoji;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  readonly options?: readonly SelectOption[];
  /** Of a select that Discord fills. */
  readonly default_values?: readonly { readonly id: string; readonly type: string }[];
  readonly channel_types?: readonly number[];
  readonly min_values?: number;
  readonly max_values?: number;
  readonly min_length?: number;
  readonly max_length?: number;
  readonly required?: boolean;
  readonly value?: string;
  readonly default?: boolean;
  readonly content?: string;
  readonly components?: readonly Component[];
  readonly component?: Component;
  readonly accessory?: Component;
  readonly items?: readonly {
    readonly media: Media;
    readonly description?: string | null;
    readonly spoiler?: boolean;
  }[];
  readonly media?: Media;
  readonly file?: Media;
  /** Of a file, as Discord sends it. */
  readonly name?: string | null;
  readonly size?: number | null;
  readonly spoiler?: boolean;
  readonly accent_color?: number | null;
  readonly divider?: boolean;
  readonly spacing?: number;
}

export interface Embed {
  readonly title?: string;
  readonly description?: string;
  readonly url?: string;
  readonly timestamp?: string;
  readonly color?: number;
  readonly type?: string;
  readonly footer?: { readonly text: string; readonly icon_url?: string; readonly proxy_icon_url?: string };
  readonly image?: Media;
  readonly thumbnail?: Media;
  readonly author?: {
    readonly name: string;
    readonly url?: string;
    readonly icon_url?: string;
    readonly proxy_icon_url?: string;
  };
  readonly fields?: readonly { readonly name: string; readonly value: string; readonly inline?: boolean }[];
}

export interface Message {
  readonly id: string;
  readonly type: number;
  readonly channel_id: string;
  readonly author: User;
  readonly content: string;
  readonly timestamp: string;
  readonly edited_timestamp: string | null;
  readonly flags: number;
  readonly embeds: readonly Embed[];
  readonly components: readonly Component[];
  readonly attachments: readonly Attachment[];
  readonly mentions: readonly User[];
  readonly mention_everyone: boolean;
  readonly mention_roles: readonly string[];
  readonly pinned: boolean;
  readonly tts: boolean;
  readonly application_id?: string;
  readonly webhook_id?: string;
  readonly interaction_metadata?: Json;
  readonly interaction?: Json;
  readonly message_reference?: Json;
  readonly nonce?: string | number;
}

export interface Modal {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly Component[];
}

export interface CommandOption {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly Choice[];
  /** Of a channel option. */
  readonly channel_types?: readonly number[];
  readonly options?: readonly CommandOption[];
  readonly min_value?: number;
  readonly max_value?: number;
  readonly min_length?: number;
  readonly max_length?: number;
}

export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

export interface Command {
  readonly id: string;
  readonly application_id: string;
  readonly guild_id?: string;
  readonly version: string;
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly options?: readonly CommandOption[];
  readonly default_member_permissions: string | null;
  readonly contexts: readonly number[] | null;
  readonly integration_types: readonly number[];
  readonly nsfw: boolean;
}

/** What is drawn from the bits of `flags`. */
export const Flag = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  voice: 1 << 13,
  v2: 1 << 15,
} as const;

/** Component types by name, as in Discord's component reference. */
export const Kind = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  text: 10,
  thumbnail: 11,
  gallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  fileUpload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
} as const;

/** Every component of a tree, outermost first, with accessories and the children of labels. */
export function* everyComponent(components: readonly Component[]): Generator<Component> {
  for (const component of components) {
    yield component;
    if (component.components) yield* everyComponent(component.components);
    if (component.accessory) yield* everyComponent([component.accessory]);
    if (component.component) yield* everyComponent([component.component]);
  }
}
