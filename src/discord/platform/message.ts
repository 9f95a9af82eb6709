import type { APIMessageTopLevelComponent } from 'discord.js';

/** A file that goes with a message. */
export interface OutgoingFile {
  /** Only `[\w.-]`: Discord rewrites anything else, and `attachment://` references would miss it. */
  readonly name: string;
  readonly data: Buffer | string;
  /** What a screen reader says; at most 1024 characters. */
  readonly description?: string;
}

/**
 * What views produce: a card (Components V2) or, when `content` is there, a short plain text with optional
 * rows of buttons. Flags and mentions are not theirs to set: encode.ts does it for every message.
 */
export interface OutgoingMessage {
  readonly content?: string;
  readonly components?: readonly APIMessageTopLevelComponent[];
  readonly files?: readonly OutgoingFile[];
}

/** Whether the message must be sent with IS_COMPONENTS_V2; such a message can never become a plain one again. */
export function isV2(message: OutgoingMessage): boolean {
  return message.content === undefined;
}
