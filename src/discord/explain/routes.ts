import { parseImageUsers } from '../../play/image-users.ts';
import { explainEntries, pasteEntries } from '../platform/entries.ts';
import { CORRECTED_FILE } from '../platform/paste-file.ts';
import { HASTY_MS, PATIENT_MS, pasteOf } from '../platform/pasted.ts';
import { defer, deferUpdate, openModal, reply, update } from '../platform/respond.ts';
import type { Route } from '../platform/route.ts';
import { explainIds, FIELD } from './ids.ts';
import { imageUserModal, pasteModal } from './modals.ts';
import { replyWithPicture } from './picture.ts';

/** What the modal of `/explain` and the buttons under an explanation lead to. */
export const explainRoutes: readonly Route[] = [
  explainEntries.open.leadsTo((interaction, _args, context) =>
    openModal(interaction, context, pasteModal({ share: false })),
  ),

  /** Answers at once: a paste of 4000 characters takes a few milliseconds. An error is never shared. */
  explainIds.paste.leadsTo(async (interaction, [visibility], context, typed) => {
    const { message, explained } = await context.pastes.explain({
      paste: typed[FIELD.manifest],
      imageUsers: typed[FIELD.imageUser],
      owner: interaction.user.id,
    });
    await reply(interaction, context, message, { ephemeral: visibility !== 'share' || !explained });
  }),

  explainIds.imageUser.leadsTo(async (interaction, [owner, imageUsers], context) => {
    const id = explainIds.imageUserSaid.id(owner);
    await openModal(interaction, context, imageUserModal(id, imageUsers ?? ''));
  }),

  /** The one who asked sees the answer itself change; anyone else gets an answer of their own. */
  explainIds.imageUserSaid.leadsTo(
    async (interaction, [owner], context, { [FIELD.imageUser]: imageUsers }) => {
      parseImageUsers(imageUsers);
      const mine = owner === interaction.user.id;
      if (mine) await deferUpdate(interaction, context);
      else await defer(interaction, context, { ephemeral: true });
      const paste = await pasteOf(interaction, context, PATIENT_MS);
      const { message } = await context.pastes.explain({ paste, imageUsers, owner: interaction.user.id });
      if (mine) await update(interaction, context, message);
      else await reply(interaction, context, message, { ephemeral: true });
    },
  ),

  explainIds.corrected.leadsTo(async (interaction, _args, context) => {
    await defer(interaction, context, { ephemeral: true });
    const paste = await pasteOf(interaction, context, PATIENT_MS);
    const message = await context.pastes.correct({ paste, owner: interaction.user.id });
    await reply(interaction, context, message, { ephemeral: true });
  }),

  /** What the card leaves out is told to whoever asks for it, alone. */
  explainIds.details.leadsTo(async (interaction, [, imageUsers], context) => {
    await defer(interaction, context, { ephemeral: true });
    const paste = await pasteOf(interaction, context, PATIENT_MS);
    const message = await context.pastes.details({
      paste,
      imageUsers: imageUsers ?? '',
      owner: interaction.user.id,
    });
    await reply(interaction, context, message, { ephemeral: true });
  }),

  explainIds.container.leadsTo(async (interaction, [, imageUsers], context) => {
    await defer(interaction, context, { ephemeral: true });
    const paste = await pasteOf(interaction, context, PATIENT_MS);
    const [which = ''] = interaction.values;
    const asked = { paste, imageUsers: imageUsers ?? '', owner: interaction.user.id, which };
    await reply(interaction, context, await context.pastes.container(asked), { ephemeral: true });
  }),

  explainIds.explainCorrected.leadsTo(async (interaction, _args, context) => {
    await defer(interaction, context, { ephemeral: true });
    const paste = await pasteOf(interaction, context, PATIENT_MS, CORRECTED_FILE);
    const owner = interaction.user.id;
    const { message } = await context.pastes.explain({ paste, imageUsers: '', owner });
    await reply(interaction, context, message, { ephemeral: true });
  }),

  explainIds.changeCorrected.leadsTo(async (interaction, _args, context) => {
    const manifest = await pasteOf(interaction, context, HASTY_MS, CORRECTED_FILE);
    await openModal(interaction, context, pasteModal({ share: false, manifest }));
  }),

  pasteEntries.picture.leadsTo((interaction, [, imageUsers], context) =>
    replyWithPicture(interaction, imageUsers ?? '', context),
  ),

  /** A modal cannot be deferred, so the file must come quickly. */
  explainIds.change.leadsTo(async (interaction, [, imageUsers], context) => {
    const manifest = await pasteOf(interaction, context, HASTY_MS);
    await openModal(
      interaction,
      context,
      pasteModal({ share: false, manifest, imageUser: imageUsers ?? '' }),
    );
  }),
];
