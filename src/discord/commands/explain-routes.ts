import type { ModalSubmitInteraction } from 'discord.js';
import type { Route } from '../command.ts';
import { parseImageUsers } from '../image-users.ts';
import { defer, deferUpdate, openModal, reply, update } from '../respond.ts';
import { ROUTE, withImageUsers } from '../views/explanation-buttons.ts';
import { correctedMessage } from '../views/explanation-corrected.ts';
import { FIELD, imageUserModal, pasteModal } from '../views/explanation-modals.ts';
import { answerTo, HASTY_MS, PATIENT_MS, pasteOf } from './explain-answer.ts';
import { corrections } from './explain-corrections.ts';
import { pasteQuizRoutes } from './explain-quiz.ts';

/** What the modal of `/explain` and the buttons under an explanation lead to. */
export const explainRoutes: Readonly<Record<string, Route>> = {
  [ROUTE.paste]: explainPasted,
  [ROUTE.imageUser]: askImageUser,
  [ROUTE.imageUserSaid]: explainWithImageUser,
  [ROUTE.corrected]: showCorrected,
  [ROUTE.change]: changePaste,
  ...pasteQuizRoutes,
};

/** Answers at once: a paste of 4000 characters takes a few milliseconds. An error is never shared. */
async function explainPasted(...[interaction, args, context]: Parameters<Route>): Promise<void> {
  const modal = submitted(interaction);
  const { message, explained } = answerTo({
    paste: modal.fields.getTextInputValue(FIELD.manifest),
    imageUsers: modal.fields.getTextInputValue(FIELD.imageUser),
    owner: interaction.user.id,
  });
  await reply(interaction, context, message, { ephemeral: args[0] !== 'share' || !explained });
}

async function askImageUser(...[interaction, args, context]: Parameters<Route>): Promise<void> {
  const [owner = '', said = ''] = args;
  if (interaction.isModalSubmit()) throw new TypeError(`${ROUTE.imageUser} is a button`);
  await openModal(interaction, context, imageUserModal(withImageUsers(ROUTE.imageUserSaid, owner, ''), said));
}

/** The one who asked sees the answer itself change; anyone else gets an answer of their own. */
async function explainWithImageUser(...[interaction, args, context]: Parameters<Route>): Promise<void> {
  const imageUsers = submitted(interaction).fields.getTextInputValue(FIELD.imageUser);
  parseImageUsers(imageUsers);
  const mine = args[0] === interaction.user.id;
  if (mine) await deferUpdate(interaction, context);
  else await defer(interaction, context, { ephemeral: true });
  const paste = await pasteOf(interaction, context, PATIENT_MS);
  const { message } = answerTo({ paste, imageUsers, owner: interaction.user.id });
  if (mine) await update(interaction, context, message);
  else await reply(interaction, context, message, { ephemeral: true });
}

async function showCorrected(...[interaction, , context]: Parameters<Route>): Promise<void> {
  await defer(interaction, context, { ephemeral: true });
  const paste = await pasteOf(interaction, context, PATIENT_MS);
  await reply(interaction, context, correctedMessage(corrections(paste), interaction.user.id), {
    ephemeral: true,
  });
}

/** A modal cannot be deferred, so the file must come quickly. */
async function changePaste(...[interaction, args, context]: Parameters<Route>): Promise<void> {
  if (interaction.isModalSubmit()) throw new TypeError(`${ROUTE.change} is a button`);
  const manifest = await pasteOf(interaction, context, HASTY_MS);
  await openModal(interaction, context, pasteModal({ share: false, manifest, imageUser: args[1] ?? '' }));
}

function submitted(interaction: Parameters<Route>[0]): ModalSubmitInteraction {
  if (!interaction.isModalSubmit()) throw new TypeError('this route belongs to a modal');
  return interaction;
}
