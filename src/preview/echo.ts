import { cdnPath, freshAddresses } from './addresses.ts';
import {
  type Attachment,
  type Component,
  type Embed,
  everyComponent,
  Kind,
  type Media,
  type Message,
} from './wire.ts';
import type { StoredMessage, World } from './world.ts';

/** A message as Discord sends it now: in an answer, in an interaction, in an event. Its addresses are fresh. */
export function messageObject(world: World, stored: StoredMessage): Message {
  return freshAddresses(world, stored.message);
}

/**
 * Components as Discord gives them back: each with an `id`, with what was left out filled in, `attachment://` turned
 * into a media item, a file with its name and size, and without what the API does not know.
 */
export function echoComponents(
  world: World,
  components: readonly Component[],
  files: readonly Attachment[],
): Component[] {
  const used = new Set([...everyComponent(components)].map((one) => one.id ?? 0));
  let next = 1;
  const idOf = ({ id }: Component): number => {
    if (id) return id;
    while (used.has(next)) next += 1;
    return next++;
  };
  const echo = (component: Component): Component => {
    const base = { type: component.type, id: idOf(component) };
    switch (component.type) {
      case Kind.row:
        return { ...base, components: (component.components ?? []).map(echo) };
      case Kind.button:
        return {
          ...base,
          ...only(component, ['custom_id', 'style', 'label', 'disabled', 'emoji', 'url', 'sku_id']),
        };
      case Kind.section:
        return {
          ...base,
          components: (component.components ?? []).map(echo),
          ...(component.accessory ? { accessory: echo(component.accessory) } : {}),
        };
      case Kind.text:
        return { ...base, content: component.content ?? '' };
      case Kind.thumbnail:
        return { ...base, ...described(component) };
      case Kind.gallery:
        return { ...base, items: (component.items ?? []).map(described) };
      case Kind.file:
        return { ...base, ...shownFile(component) };
      case Kind.separator:
        return { ...base, spacing: component.spacing ?? 1, divider: component.divider ?? true };
      case Kind.container:
        return {
          ...base,
          accent_color: component.accent_color ?? null,
          components: (component.components ?? []).map(echo),
          spoiler: component.spoiler ?? false,
        };
      default:
        return {
          ...base,
          ...only(component, ['custom_id', 'placeholder', 'disabled', 'default_values', 'channel_types']),
          ...(component.options
            ? {
                options: component.options.map((one) =>
                  only(one, ['label', 'value', 'description', 'emoji', 'default']),
                ),
              }
            : {}),
          min_values: component.min_values ?? 1,
          max_values: component.max_values ?? 1,
        };
    }
  };
  const described = ({
    media,
    description,
    spoiler,
  }: Pick<Component, 'media' | 'description' | 'spoiler'>) => ({
    media: mediaItem(world, media?.url ?? '', files),
    description: description ?? null,
    spoiler: spoiler ?? false,
  });
  const shownFile = ({ file, spoiler }: Component) => {
    const named = attachedFile(file?.url ?? '', files);
    return {
      file: mediaItem(world, file?.url ?? '', files),
      name: named?.filename ?? null,
      size: named?.size ?? null,
      spoiler: spoiler ?? false,
    };
  };
  return components.map(echo);
}

/** Embeds as Discord gives them back: of type `rich`, with the addresses of what they show. */
export function echoEmbeds(world: World, embeds: readonly Embed[], files: readonly Attachment[]): Embed[] {
  const picture = (media: Media | null | undefined) =>
    media ? only(mediaItem(world, media.url, files), EMBEDDED) : undefined;
  const withIcon = <T extends { icon_url?: string }>(holder: T | null | undefined) => {
    if (!holder) return undefined;
    const plain = only(holder, ['text', 'name', 'url']);
    if (!holder.icon_url) return plain;
    const { url, proxy_url } = mediaItem(world, holder.icon_url, files);
    return { ...plain, icon_url: url, proxy_icon_url: proxy_url };
  };
  return embeds.map((embed) => {
    const { image, thumbnail, footer, author, fields, timestamp } = embed;
    const whole = {
      ...only(embed, ['title', 'description', 'url', 'color']),
      type: 'rich',
      timestamp: timestamp ? new Date(timestamp).toISOString() : undefined,
      fields: fields?.map((field) => ({ ...field, inline: field.inline ?? false })),
      image: picture(image),
      thumbnail: picture(thumbnail),
      footer: withIcon(footer),
      author: withIcon(author),
    };
    return only(whole, Object.keys(whole)) as Embed;
  });
}

/** The files that `message.attachments` lists: those that neither an embed nor a component shows. */
export function notShown(world: World, message: Message, files: readonly Attachment[]): Attachment[] {
  const shown = new Set(addresses([message.components, message.embeds]).map((url) => cdnPath(world, url)));
  return files.filter((file) => !shown.has(cdnPath(world, file.url)));
}

/** What an embed says of a picture. */
const EMBEDDED = ['url', 'proxy_url', 'width', 'height', 'content_type'];

function mediaItem(world: World, url: string, files: readonly Attachment[]): Media {
  const file = attachedFile(url, files);
  const known = file === undefined ? { url, proxy_url: url } : { url: file.url, proxy_url: file.proxy_url };
  return {
    id: world.id(),
    ...known,
    width: file?.width ?? null,
    height: file?.height ?? null,
    content_type: file?.content_type ?? null,
    ...(file === undefined ? {} : { attachment_id: file.id }),
  };
}

function attachedFile(url: string, files: readonly Attachment[]): Attachment | undefined {
  return files.find((file) => url === `attachment://${file.filename}`);
}

function addresses(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(addresses) : [];
}

/** These members, where they are set. */
function only<T extends object>(value: T, keys: readonly string[]): T {
  return Object.fromEntries(
    Object.entries(value).filter(([key, one]) => keys.includes(key) && one !== undefined && one !== null),
  ) as T;
}
