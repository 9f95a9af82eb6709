import { parseImageUsers } from '../../play/image-users.ts';
import { pasteQuizRoutes } from '../ask/routes-paste.ts';
import { defer, deferUpdate, openModal, reply, update } from '../platform/respond.ts';
import { onButton, oneOf, onModal, optional, type Route, text } from '../platform/route.ts';
import { answerTo, HASTY_MS, PATIENT_MS, pasteOf } from './answer.ts';
import { ROUTE, withImageUsers } from './buttons.ts';
import { corrections } from './corrections.ts';
import { FIELD, imageUserModal, pasteModal } from './modals.ts';
import { correctedMessage } from './view-corrected.ts';

/** The image users as typed, in the buttons that carry them. */
const said = optional(text);

/** What the modal of `/explain` and the buttons under an explanation lead to. */
export const explainRoutes: Readonly<Record<string, Route>> = {
  /** Answers at once: a paste of 4000 characters takes a few milliseconds. An error is never shared. */
  [ROUTE.paste]: onModal(
    [oneOf(['share', 'private'])],
    [FIELD.manifest, FIELD.imageUser],
    async (interaction, [visibility], context, typed) => {
      const { message, explained } = answerTo({
        paste: typed[FIELD.manifest],
        imageUsers: typed[FIELD.imageUser],
        owner: interaction.user.id,
      });
      await reply(interaction, context, message, { ephemeral: visibility !== 'share' || !explained });
    },
  ),

  [ROUTE.imageUser]: onButton([text, said], async (interaction, [owner, imageUsers], context) => {
    const id = withImageUsers(ROUTE.imageUserSaid, owner, '');
    await openModal(interaction, context, imageUserModal(id, imageUsers ?? ''));
  }),

  /** The one who asked sees the answer itself change; anyone else gets an answer of their own. */
  [ROUTE.imageUserSaid]: onModal(
    [text],
    [FIELD.imageUser],
    async (interaction, [owner], context, { [FIELD.imageUser]: imageUsers }) => {
      parseImageUsers(imageUsers);
      const mine = owner === interaction.user.id;
      if (mine) await deferUpdate(interaction, context);
      else await defer(interaction, context, { ephemeral: true });
      const paste = await pasteOf(interaction, context, PATIENT_MS);
      const { message } = answerTo({ paste, imageUsers, owner: interaction.user.id });
      if (mine) await update(interaction, context, message);
      else await reply(interaction, context, message, { ephemeral: true });
    },
  ),

  [ROUTE.corrected]: onButton([], async (interaction, _args, context) => {
    await defer(interaction, context, { ephemeral: true });
    const paste = await pasteOf(interaction, context, PATIENT_MS);
    const message = correctedMessage(corrections(paste), interaction.user.id);
    await reply(interaction, context, message, { ephemeral: true });
  }),

  /** A modal cannot be deferred, so the file must come quickly. */
  [ROUTE.change]: onButton([text, said], async (interaction, [, imageUsers], context) => {
    const manifest = await pasteOf(interaction, context, HASTY_MS);
    await openModal(
      interaction,
      context,
      pasteModal({ share: false, manifest, imageUser: imageUsers ?? '' }),
    );
  }),

  ...pasteQuizRoutes,
};
