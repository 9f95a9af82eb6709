import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import { parseImageUsers } from '../../play/image-users.ts';
import { UserError } from '../../runtime/user-error.ts';
import { checkDownloadable } from '../platform/attachments.ts';
import type { Command } from '../platform/command.ts';
import { fileText, PATIENT_MS } from '../platform/pasted.ts';
import { everywhere } from '../platform/reach.ts';
import { defer, openModal, reply } from '../platform/respond.ts';
import { MODAL_PASTE } from './buttons.ts';
import { pasteModal } from './modals.ts';

/** `/explain`: a modal to paste into, the manifest itself, or a file. */
export const explain: Command = {
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'explain',
    description: 'Who does each container of a manifest run as, and why? Opens a box to paste into',
    ...everywhere(),
    options: [
      {
        // Older clients turn its line breaks into spaces; the engine reads both.
        type: ApplicationCommandOptionType.String,
        name: 'manifest',
        description: 'The manifest itself, instead of the box that opens; a longer one as a file',
        max_length: MODAL_PASTE,
      },
      {
        type: ApplicationCommandOptionType.Attachment,
        name: 'file',
        description: 'The manifest as a file (YAML or JSON, up to 256 KiB) instead of pasting it',
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'image-user',
        description: 'The USER of the images, if you know it: 101, or app=101,sidecar=nginx',
        max_length: 500,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'share',
        description: 'Show the answer to everyone here (otherwise only you see it)',
      },
    ],
  },
  help: 'Who each container of your manifest runs as, and why. Paste it or attach it.',
  async execute(interaction, context) {
    if (!interaction.isChatInputCommand()) throw new TypeError('/explain is a slash command');
    const share = interaction.options.getBoolean('share') ?? false;
    const imageUsers = interaction.options.getString('image-user') ?? '';
    parseImageUsers(imageUsers);
    const { id: owner } = interaction.user;
    const manifest = interaction.options.getString('manifest');
    const file = interaction.options.getAttachment('file');
    if (manifest !== null && file !== null) throw oneOfThem();
    if (manifest !== null) {
      const { message, explained } = await context.pastes.explain({ paste: manifest, imageUsers, owner });
      await reply(interaction, context, message, { ephemeral: !share || !explained });
      return;
    }
    if (file === null) {
      await openModal(interaction, context, pasteModal({ share, imageUser: imageUsers }));
      return;
    }
    checkDownloadable(file, { cdnUrl: context.config.cdnUrl });
    await defer(interaction, context, { ephemeral: !share });
    const paste = await fileText(file, context, PATIENT_MS);
    const { message } = await context.pastes.explain({ paste, imageUsers, owner });
    await reply(interaction, context, message, { ephemeral: !share });
  },
};

function oneOfThem(): UserError {
  return new UserError({
    identifier: 'manifest-and-file',
    message:
      'You gave me a `manifest:` and a `file:`, and I explain one at a time. Run `/explain` again with one of them.',
  });
}
