import type { RepliableInteraction } from 'discord.js';
import type { Picture, Sheet } from '../../pictures/index.ts';
import { UserError } from '../../runtime/user-error.ts';
import type { Context } from '../context.ts';
import { loggableError } from '../platform/api-error.ts';
import { ACCENT, container, picture } from '../platform/components.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { PATIENT_MS, pasteOf } from '../platform/pasted.ts';
import { defer, reply } from '../platform/respond.ts';

const FILE = 'two-levels.png';

/** What **Show as picture** leads to: the picture, for whoever pressed it. */
export async function replyWithPicture(
  interaction: RepliableInteraction,
  imageUsers: string,
  context: Context,
): Promise<void> {
  await defer(interaction, context, { ephemeral: true });
  const paste = await pasteOf(interaction, context, PATIENT_MS);
  const drawn = await context.pastes.draw({ paste, imageUsers, owner: interaction.user.id });
  const message = 'message' in drawn ? drawn.message : pictureMessage(await made(drawn.sheet, context));
  await reply(interaction, context, message, { ephemeral: true });
}

async function made(sheet: Sheet | null, { pictures, log }: Context): Promise<Picture> {
  if (sheet === null)
    throw new UserError({
      identifier: 'no-levels',
      message:
        'There is no pod in this paste, so there are no two levels to draw. Paste the manifest of one.',
    });
  try {
    return await pictures.made(sheet);
  } catch (error) {
    log.error({ what: 'Show as picture', error: loggableError(error) }, 'the picture could not be drawn');
    throw new UserError({
      identifier: 'picture-not-drawn',
      message: 'The picture could not be drawn this time. Press the button again in a minute.',
    });
  }
}

function pictureMessage({ png, alt }: Picture): OutgoingMessage {
  return {
    components: [container(ACCENT.neutral, [picture(FILE, alt)])],
    files: [{ name: FILE, data: png, description: alt }],
  };
}
