import { parseImageUsers } from '../image-users.ts';
import { defer, deferUpdate, openModal, reply, update } from '../respond.ts';
import { onButton, oneOf, onModal, optional, type Route, text } from '../route.ts';
import { ROUTE, withImageUsers } from '../views/explanation-buttons.ts';
import { correctedMessage } from '../views/explanation-corrected.ts';
import { FIELD, imageUserModal, pasteModal } from '../views/explanation-modals.ts';
import { answerTo, HASTY_MS, PATIENT_MS, pasteOf } from './explain-answer.ts';
import { corrections } from './explain-corrections.ts';
import { pasteQuizRoutes } from './explain-quiz.ts';

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
