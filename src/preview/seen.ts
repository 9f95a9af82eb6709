import { cdnPath } from './addresses.ts';
import { messageObject } from './echo.ts';
import { type Attachment, type Component, everyComponent, Flag, type Message } from './wire.ts';
import type { StoredMessage, World } from './world.ts';

/** A button as a person sees it. */
export interface SeenButton {
  readonly label: string;
  readonly emoji: string | null;
  /** Undefined for links. */
  readonly customId: string | undefined;
  readonly url: string | undefined;
  readonly disabled: boolean;
  /** 1 primary, 2 secondary, 3 success, 4 danger, 5 link. */
  readonly style: number;
}

/** A message as it is now: it follows edits, so read it again after an act. */
export class Seen {
  readonly stored: StoredMessage;
  private readonly world: World;

  constructor(world: World, stored: StoredMessage) {
    this.world = world;
    this.stored = stored;
  }

  /** The message as Discord would send it; a snapshot. */
  get raw(): Message {
    return messageObject(this.world, this.stored);
  }

  get id(): string {
    return this.raw.id;
  }

  get content(): string {
    return this.raw.content;
  }

  /** “Only you can see this”. */
  get ephemeral(): boolean {
    return (this.raw.flags & Flag.ephemeral) !== 0;
  }

  /** “… is thinking”. */
  get thinking(): boolean {
    return (this.raw.flags & Flag.loading) !== 0;
  }

  get deleted(): boolean {
    return !this.world.messages.has(this.id);
  }

  /** All text a person can read: content, embeds, Text Displays, labels of buttons and options, one piece a line. */
  get text(): string {
    const parts: (string | null | undefined)[] = [this.content];
    for (const embed of this.raw.embeds) {
      parts.push(embed.author?.name, embed.title, embed.description);
      for (const field of embed.fields ?? []) parts.push(field.name, field.value);
      parts.push(embed.footer?.text);
    }
    for (const one of everyComponent(this.raw.components)) {
      parts.push(one.content, one.label, one.placeholder);
      for (const option of one.options ?? []) parts.push(option.label, option.description);
    }
    return parts.filter(Boolean).join('\n');
  }

  get buttons(): SeenButton[] {
    return this.ofType((type) => type === 2).map((one) => ({
      label: one.label ?? '',
      emoji: one.emoji?.name ?? null,
      customId: one.custom_id,
      url: one.url,
      disabled: one.disabled === true,
      style: one.style ?? 0,
    }));
  }

  get selects(): Component[] {
    return this.ofType((type) => type === 3 || (type >= 5 && type <= 8));
  }

  /** Pictures of galleries and thumbnails, with what a screen reader says of them. */
  get pictures(): { readonly url: string; readonly description: string | null }[] {
    return [...everyComponent(this.raw.components)].flatMap((one) =>
      [...(one.items ?? []), ...(one.media ? [{ media: one.media, description: one.description }] : [])].map(
        ({ media, description }) => ({ url: media.url, description: description ?? null }),
      ),
    );
  }

  /**
   * The files a person sees: of a card those that a component shows, of another message those that are attached.
   * Unlike Discord's `attachments`, whose list leaves out what is shown.
   */
  get files(): readonly Attachment[] {
    const { flags, attachments, components } = this.stored.message;
    if ((flags & Flag.v2) === 0) return attachments;
    const media = [...everyComponent(components)].flatMap(({ file, media, items }) => [
      file,
      media,
      ...(items ?? []).map((item) => item.media),
    ]);
    return this.stored.files.filter(({ id }) => media.some((one) => one?.attachment_id === id));
  }

  /** The text of an attached file, by name or the first. Throws when there is none. */
  file(name?: string): string {
    const found = this.files.find((one) => name === undefined || one.filename === name);
    const stored = found && this.world.files.get(cdnPath(this.world, found.url) ?? '');
    if (!stored)
      throw new Error(
        `The message has no file ${name ?? ''}; it has ${this.files.map((one) => one.filename).join(', ') || 'none'}.`,
      );
    return Buffer.from(stored.bytes).toString('utf8');
  }

  private ofType(fits: (type: number) => boolean): Component[] {
    return [...everyComponent(this.raw.components)].filter((one) => fits(one.type));
  }
}
