import { type Attachment, ComponentType, type TopLevelComponent } from 'discord.js';
import type { Downloadable } from './attachments.ts';

/** What of a message says which files it has and what is written on it: discord.js' Message, or one of its snapshots. */
export interface FileHolder {
  readonly attachments: { values(): Iterable<Pick<Attachment, 'url' | 'name' | 'size'>> };
  readonly components: readonly TopLevelComponent[];
}

type Part = TopLevelComponent | Extract<TopLevelComponent, { components: unknown }>['components'][number];

/**
 * Every file of a message. Discord leaves those that a component shows out of `attachments`, on purpose (message
 * resource: "any attached files that are not referenced in embeds or components"; discord-api-docs 8277, 8279): their
 * address, name and size stand in the File component. Addresses are signed and expire, but those in a payload that
 * has just come are valid (reference, "Signed Attachment CDN URLs"), so they are read from it and never kept.
 */
export function messageFiles(message: FileHolder): readonly Downloadable[] {
  const listed = [...message.attachments.values()].map(({ url, name, size }) => ({ url, name, size }));
  return [...listed, ...everyPart(message.components).flatMap(shownFile)];
}

/** What a card has written on it, one text after another: a card's `content` is empty. */
export function messageTexts(message: FileHolder): readonly string[] {
  return everyPart(message.components).flatMap((part) =>
    part.type === ComponentType.TextDisplay ? [part.content] : [],
  );
}

function shownFile(part: Part): readonly Downloadable[] {
  if (part.type !== ComponentType.File) return [];
  const { file, data } = part;
  // `name` and `size` may be missing; the address has the name, and the size is checked while it is read.
  return [{ url: file.url, name: data.name ?? lastSegment(file.url), size: data.size ?? 0 }];
}

function everyPart(parts: readonly Part[]): readonly Part[] {
  return parts.flatMap((part) =>
    'components' in part ? [part, ...everyPart(part.components as readonly Part[])] : [part],
  );
}

function lastSegment(url: string): string {
  return URL.canParse(url) ? (new URL(url).pathname.split('/').at(-1) ?? '') : '';
}
