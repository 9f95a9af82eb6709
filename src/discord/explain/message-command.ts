import { ApplicationCommandType, type Message } from 'discord.js';
import { explain, ManifestError } from '../../manifest/index.ts';
import { UserError } from '../../runtime/user-error.ts';
import type { Context } from '../context.ts';
import { type Downloadable, FILE_MAX } from '../platform/attachments.ts';
import type { Command } from '../platform/command.ts';
import { type FileHolder, messageFiles, messageTexts } from '../platform/message-files.ts';
import { fileText, PATIENT_MS } from '../platform/pasted.ts';
import { everywhere } from '../platform/reach.ts';
import { defer, reply } from '../platform/respond.ts';

/** Discord makes `message.txt` of a text that is too long for a message. */
const FILE_NAME = /\.(ya?ml|json|txt)$/i;
const FENCED = /```(?:[\w+-]*\n)?([\s\S]*?)```/g;

type Written = FileHolder & Pick<Message, 'content'>;

/** **Explain manifest** in the Apps menu of a message. */
export const explainMessage: Command = {
  data: {
    type: ApplicationCommandType.Message,
    name: 'Explain manifest',
    ...everywhere(),
  },
  help: 'Explains the manifest in that message, for you alone.',
  async execute(interaction, context) {
    if (!interaction.isMessageContextMenuCommand())
      throw new TypeError('Explain manifest is a message command');
    const target = interaction.targetMessage;
    const files = filesOf(target);
    const written = manifestIn(textOf(target));
    const owner = interaction.user.id;
    if (written === undefined && files.length === 0) throw nothingThere();
    if (written !== undefined && (files.length === 0 || holdsPods(written))) {
      const { message } = await context.pastes.explain({ paste: written, imageUsers: '', owner });
      await reply(interaction, context, message, { ephemeral: true });
      return;
    }
    await defer(interaction, context, { ephemeral: true });
    const paste = await filesText(files, context);
    const { message } = await context.pastes.explain({ paste, imageUsers: '', owner });
    await reply(interaction, context, message, { ephemeral: true });
  },
};

/** The content, of a card its texts; for a forwarded message those of the original. */
function textOf(message: Message): string {
  const written = withOriginal(message).map((each) => each.content || messageTexts(each).join('\n'));
  return written.find((each) => each !== '') ?? '';
}

function filesOf(message: Message): readonly Downloadable[] {
  return withOriginal(message)
    .flatMap(messageFiles)
    .filter((file) => FILE_NAME.test(file.name));
}

/** The message and, where it forwards another, that one. */
function withOriginal(message: Message): readonly Written[] {
  const original = message.messageSnapshots.first();
  return original === undefined ? [message] : [message, original];
}

/**
 * The code blocks that hold a manifest; all of them when none does, so that the answer says why; without code
 * blocks the text itself. undefined for an empty message.
 */
function manifestIn(content: string): string | undefined {
  if (content.trim() === '') return undefined;
  const blocks = [...content.matchAll(FENCED)]
    .map((match) => match[1] ?? '')
    .filter((each) => each.trim() !== '');
  if (blocks.length === 0) return content;
  const good = blocks.filter(holdsPods);
  return (good.length === 0 ? blocks : good).map((each) => each.replace(/\n$/, '')).join('\n---\n');
}

/** What a card says of a refusal is no manifest, though it can be explained as a message of the cluster. */
function holdsPods(paste: string): boolean {
  try {
    return explain(paste).pods.length > 0;
  } catch (error) {
    if (error instanceof ManifestError) return false;
    throw error;
  }
}

async function filesText(files: readonly Downloadable[], context: Context): Promise<string> {
  if (files.reduce((sum, file) => sum + file.size, 0) > FILE_MAX) {
    throw new UserError({
      identifier: 'files-too-large',
      message: `The files of that message are together larger than ${FILE_MAX / 1024} KiB, which is more than I read. Give me the one that matters: \`/explain file:\`.`,
    });
  }
  const texts = await Promise.all(files.map((file) => fileText(file, context, PATIENT_MS)));
  return texts.join('\n---\n');
}

function nothingThere(): UserError {
  return new UserError({
    identifier: 'no-manifest-in-message',
    message:
      'There is no manifest in that message: no text and no `.yaml`, `.yml`, `.json` or `.txt` file. Choose a message that has one, or paste yours with `/explain`.',
  });
}
