import type { RepliableInteraction } from 'discord.js';
import type { Picture, Sheet } from '../../pictures/index.ts';
import { UserError } from '../../runtime/user-error.ts';
import type { Context } from '../context.ts';
import { ackedState } from './ack.ts';
import { loggableError } from './api-error.ts';
import { ACCENT, container, picture } from './components.ts';
import type { OutgoingMessage } from './message.ts';
import { defer, reply } from './respond.ts';

const FILE = 'two-levels.png';

/** A manifest to draw, and what is known of its images, as typed (`app=101`). */
interface Drawable {
  readonly paste: string;
  readonly imageUsers: string;
}

/**
 * The two levels of a manifest as a picture, to whoever asked for it alone. The interaction may be deferred already;
 * where it is not, it is.
 */
export async function replyWithLevels(
  interaction: RepliableInteraction,
  { paste, imageUsers }: Drawable,
  context: Context,
): Promise<void> {
  if (ackedState(interaction) === 'none') await defer(interaction, context, { ephemeral: true });
  const drawn = await context.pastes.draw({ paste, imageUsers, owner: interaction.user.id });
  const message = 'message' in drawn ? drawn.message : pictureMessage(await made(drawn.sheet, context));
  await reply(interaction, context, message, { ephemeral: true });
}

async function made(sheet: Sheet | null, { pictures, log }: Context): Promise<Picture> {
  if (sheet === null)
    throw new UserError({
      identifier: 'no-levels',
      message:
        'There is no pod in this manifest, so there are no two levels to draw. Paste the manifest of one.',
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
