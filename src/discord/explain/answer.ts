import type { RepliableInteraction } from 'discord.js';
import { explain, ManifestError } from '../../manifest/index.ts';
import { decodeText } from '../../manifest/yaml/index.ts';
import { parseImageUsers } from '../../play/image-users.ts';
import { canAskOn } from '../../play/on-paste.ts';
import { UserError } from '../../runtime/user-error.ts';
import type { Context } from '../context.ts';
import { type Downloadable, download } from '../platform/attachments.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { messageFiles } from '../platform/message-files.ts';
import { PASTE_FILE } from '../platform/paste-file.ts';
import { explanationMessage } from './view.ts';
import { manifestErrorMessage } from './view-error.ts';

/** Time for a file behind a deferred answer, and for one that must be there before a modal opens (3 s in all). */
export const PATIENT_MS = 10_000;
export const HASTY_MS = 1800;

export interface Asked {
  readonly paste: string;
  /** As typed: `app=101`. */
  readonly imageUsers: string;
  /** User id of whoever asked. */
  readonly owner: string;
}

export interface Answered {
  readonly message: OutgoingMessage;
  readonly explained: boolean;
}

/**
 * A paste explained, or why it cannot be. Nothing of it is kept or logged.
 * @throws UserError when the image users are not readable.
 */
export function answerTo(asked: Asked): Answered {
  const imageUsers = parseImageUsers(asked.imageUsers);
  try {
    const explanation = explain(asked.paste, imageUsers === undefined ? {} : { imageUsers });
    const quiz = canAskOn(asked.paste, explanation, imageUsers);
    return { message: explanationMessage({ ...asked, explanation, quiz }), explained: true };
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    return {
      message: manifestErrorMessage(error, asked.paste, asked.owner, asked.imageUsers),
      explained: false,
    };
  }
}

/**
 * A file as text.
 * @throws UserError when it cannot be had or is not text.
 */
export async function fileText(file: Downloadable, context: Context, timeoutMs: number): Promise<string> {
  const bytes = await download(file, {
    cdnUrl: context.config.cdnUrl,
    timeoutMs,
    otherwise: 'paste the manifest: `/explain` without a file',
  });
  try {
    return decodeText(bytes);
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    throw new UserError({ identifier: `file-${error.code}`, message: error.message });
  }
}

/**
 * The paste behind a button: the file that its message shows.
 * @throws UserError `paste-gone` when the message has none any more or Discord dropped it, or what {@link download}
 *   throws.
 */
export async function pasteOf(
  interaction: RepliableInteraction,
  context: Context,
  timeoutMs: number,
): Promise<string> {
  const message =
    interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage())
      ? interaction.message
      : undefined;
  const files = message === undefined ? [] : messageFiles(message);
  const file = files.find((each) => each.name === PASTE_FILE);
  if (file === undefined) throw pasteGone();
  try {
    return await fileText(file, context, timeoutMs);
  } catch (error) {
    throw error instanceof UserError && error.identifier === 'file-gone' ? pasteGone() : error;
  }
}

function pasteGone(): UserError {
  return new UserError({
    identifier: 'paste-gone',
    message: `The file \`${PASTE_FILE}\` is no longer with that message, and I keep no copy. Paste the manifest again with \`/explain\`.`,
  });
}
