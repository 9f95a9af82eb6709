import { MessageFlags } from 'discord.js';
import type { Logger } from 'pino';
import { isV2, type OutgoingFile, type OutgoingMessage } from './message.ts';
import { fitMessage } from './payload-limits.ts';

/** What does not lie in the message itself but in how it leaves. */
export interface Manner {
  /** Only this person sees it. Discord takes it from the first answer and from follow-ups, never from an edit. */
  readonly ephemeral?: boolean;
  /** It takes the place of a message: files that are not listed go. */
  readonly replaces?: boolean;
  /** In a channel: sent twice with the same nonce within minutes, it arrives once (at most 25 characters). */
  readonly nonce?: string;
}

/** A message in the API's own form. */
export interface Encoded {
  readonly body: Readonly<Record<string, unknown>>;
  readonly files: readonly OutgoingFile[];
}

/**
 * The one way a message takes to Discord, whichever way it leaves: reply, edit, follow-up, channel post or direct
 * message. What does not fit in Discord's limits is cut and logged; mentions are off in every one, since an edit
 * would parse them again.
 */
export function encode(
  message: OutgoingMessage,
  log: Pick<Logger, 'error'>,
  { ephemeral = false, replaces = false, nonce }: Manner = {},
): Encoded {
  const fitted = fitMessage(message, log);
  const files = fitted.files ?? [];
  const flags = (isV2(fitted) ? MessageFlags.IsComponentsV2 : 0) | (ephemeral ? MessageFlags.Ephemeral : 0);
  return {
    body: {
      ...(fitted.content === undefined ? {} : { content: fitted.content }),
      components: fitted.components ?? [],
      ...(flags === 0 ? {} : { flags }),
      allowed_mentions: { parse: [] },
      ...(files.length > 0 || replaces ? { attachments: files.map(described) } : {}),
      ...(nonce === undefined ? {} : { nonce, enforce_nonce: true }),
    },
    files,
  };
}

function described({ name, description }: OutgoingFile, id: number) {
  return { id, filename: name, ...(description === undefined ? {} : { description }) };
}
