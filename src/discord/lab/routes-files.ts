import type { ModalSubmitInteraction } from 'discord.js';
import { type LabSession, labById, labEntries } from '../../play/labs.ts';
import { labFiles, savingLine, shortPath } from '../../play/labs-files.ts';
import { type TypedInLab, typeInLab } from '../../play/labs-typing.ts';
import { UserError } from '../../runtime/user-error.ts';
import { StoreError } from '../../store/engine/store-error.ts';
import type { Typed } from '../../study/labs/index.ts';
import type { Context } from '../context.ts';
import { openModal, reply, update } from '../platform/respond.ts';
import type { Route } from '../platform/route.ts';
import { labIds, PATH_INPUT, TEXT_INPUT } from './ids.ts';
import { BOX, editModal, fileModal } from './modals.ts';
import { patiently } from './patience.ts';
import { progressLine } from './progress.ts';
import { fresh, OLDER, terminal, typeAndShow } from './show.ts';
import { filesMessage, outputMessage, sharedMessage, tooLongMessage, unsavedMessage } from './view-files.ts';

/** What the buttons of a lab lead to that are about its files: the editor, what is attached, what is shared. */
export const labFileRoutes: readonly Route[] = [
  labIds.edit.leadsTo(async (interaction, [id, turn], context) => {
    const { session, present } = await fresh(context, interaction.user.id, id, turn);
    const { edit } = session;
    if (!present || edit === null) {
      await update(interaction, context, await terminal(context, session, { note: OLDER }));
    } else if (edit.text.length <= BOX) {
      await openModal(interaction, context, editModal(session, edit));
    } else {
      await reply(interaction, context, tooLongMessage(edit.path, edit.text), { ephemeral: true });
    }
  }),
  labIds.edited.leadsTo(async (interaction, [id, turn], context, { [TEXT_INPUT]: text }) => {
    const { session, present } = await fresh(context, interaction.user.id, id, turn);
    if (!present || session.edit === null) await unsaved(interaction, context, MOVED_ON, text);
    else await save(interaction, context, { session, turn, typed: { kind: 'edit', text } }, text);
  }),
  labIds.close.leadsTo(async (interaction, [id, turn], context) => {
    await typeAndShow(interaction, context, { session: { id }, turn, typed: { kind: 'edit', text: null } });
  }),
  labIds.files.leadsTo(async (interaction, [id], context) => {
    const session = await labById(context, { userId: interaction.user.id }, id);
    const shown = session.open ? filesMessage(session, labFiles(session)) : await terminal(context, session);
    await update(interaction, context, shown);
  }),
  labIds.file.leadsTo(async (interaction, [id, turn], context) => {
    const { session, present } = await fresh(context, interaction.user.id, id, turn);
    const path = interaction.values[0] ?? '';
    const files = present ? labFiles(session) : [];
    const found = files.find((each) => shortPath(session, each.path) === path);
    if (found === undefined) {
      await update(interaction, context, await terminal(context, session, { note: OLDER }));
    } else if (found.text.length <= BOX) {
      await openModal(interaction, context, fileModal(session, { path, text: found.text }));
    } else {
      await reply(interaction, context, tooLongMessage(path, found.text), { ephemeral: true });
    }
  }),
  labIds.newFile.leadsTo(async (interaction, [id, turn], context) => {
    const { session, present } = await fresh(context, interaction.user.id, id, turn);
    if (present) await openModal(interaction, context, fileModal(session, { path: '', text: '' }));
    else await update(interaction, context, await terminal(context, session, { note: OLDER }));
  }),
  labIds.saved.leadsTo(async (interaction, [id, turn], context, typed) => {
    const text = typed[TEXT_INPUT];
    const path = typed[PATH_INPUT].trim();
    const { session, present } = await fresh(context, interaction.user.id, id, turn);
    if (!present || session.inside) await unsaved(interaction, context, MOVED_ON, text);
    else if (path === '' || path.endsWith('/')) await unsaved(interaction, context, NO_NAME, text);
    else {
      const line = { kind: 'line', text: savingLine(homePath(session, path), text) } as const;
      await save(interaction, context, { session, turn, typed: line }, text);
    }
  }),
  labIds.output.leadsTo(async (interaction, [id], context) => {
    const session = await labById(context, { userId: interaction.user.id }, id);
    const entries = await labEntries(context, session);
    await reply(interaction, context, outputMessage(session, entries), { ephemeral: true });
  }),
  labIds.share.leadsTo(async (interaction, [id], context) => {
    const session = await labById(context, { userId: interaction.user.id }, id);
    const entries = await labEntries(context, session);
    const shown = sharedMessage(session, entries, progressLine(session, entries.length));
    await reply(interaction, context, shown, { ephemeral: false });
  }),
];

const MOVED_ON =
  '**That was not saved:** something else was done in the lab since the box was opened, so it might have undone it.';
const NO_NAME = '**That was not saved:** the name of a file is missing.';

/** The names that Files shows are seen from the home directory, wherever one is. */
function homePath({ cluster }: LabSession, path: string): string {
  const home = cluster.machine.env.HOME ?? '/root';
  if (path.startsWith('/') || cluster.machine.cwd === home) return path;
  return `${home}/${path.replace(/^~\//, '')}`;
}

/** Saves what was written in a box; where that cannot be, the text comes back with the reason. */
async function save(
  interaction: ModalSubmitInteraction,
  context: Context,
  what: { readonly session: LabSession; readonly turn: number; readonly typed: Typed },
  text: string,
): Promise<void> {
  let done: TypedInLab;
  try {
    const userId = interaction.user.id;
    done = await patiently(interaction, context, typeInLab(context, { ...what, userId }));
  } catch (error) {
    if (!(error instanceof UserError || error instanceof StoreError)) throw error;
    await unsaved(interaction, context, error.message, text);
    return;
  }
  const same = done.entry?.typed.kind === what.typed.kind && done.entry.typed.text === what.typed.text;
  if (done.again && !same) await unsaved(interaction, context, MOVED_ON, text);
  else await update(interaction, context, await terminal(context, done.session));
}

async function unsaved(
  interaction: ModalSubmitInteraction,
  context: Context,
  words: string,
  text: string,
): Promise<void> {
  await reply(interaction, context, unsavedMessage(words, text), { ephemeral: true });
}
