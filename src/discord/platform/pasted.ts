import type { RepliableInteraction } from 'discord.js';
import { ManifestError } from '../../manifest/index.ts';
import { decodeText } from '../../manifest/yaml/index.ts';
import { UserError } from '../../runtime/user-error.ts';
import type { Context } from '../context.ts';
import { type Downloadable, download } from './attachments.ts';
import { CUSTOM_ID_MAX } from './custom-id.ts';
import { messageFiles } from './message-files.ts';
import { type CORRECTED_FILE, PASTE_FILE } from './paste-file.ts';

/** Time for a file behind a deferred answer, and for one that must be there before a modal opens (3 s in all). */
export const PATIENT_MS = 10_000;
export const HASTY_MS = 1800;

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
 * The paste behind a button: the file that its message shows, or the corrected manifest there.
 * @throws UserError `paste-gone` when the message has none any more or Discord dropped it, or what {@link download}
 *   throws.
 */
export async function pasteOf(
  interaction: RepliableInteraction,
  context: Context,
  timeoutMs: number,
  name: typeof PASTE_FILE | typeof CORRECTED_FILE = PASTE_FILE,
): Promise<string> {
  const message =
    interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage())
      ? interaction.message
      : undefined;
  const files = message === undefined ? [] : messageFiles(message);
  const file = files.find((each) => each.name === name);
  if (file === undefined) throw pasteGone(name);
  try {
    return await fileText(file, context, timeoutMs);
  } catch (error) {
    throw error instanceof UserError && error.identifier === 'file-gone' ? pasteGone(name) : error;
  }
}

function pasteGone(name: string): UserError {
  return new UserError({
    identifier: 'paste-gone',
    message: `The file \`${name}\` is no longer with that message, and I keep no copy. Paste the manifest again with \`/explain\`.`,
  });
}

/**
 * The custom_id that `id` builds, with what was typed for image users at its end, left out where the 100 characters do
 * not hold it.
 */
export function withImageUsers<Key extends string | number>(
  id: (key: Key, imageUsers: string | null) => string,
  key: Key,
  imageUsers: string,
): string {
  const plain = id(key, null);
  const fits = plain.length + encodeURIComponent(imageUsers).length + 1 <= CUSTOM_ID_MAX;
  return imageUsers !== '' && fits ? id(key, imageUsers) : plain;
}
