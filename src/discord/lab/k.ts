import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { type LabSession, lastLab } from '../../play/labs.ts';
import { savingLine } from '../../play/labs-files.ts';
import { UserError } from '../../runtime/user-error.ts';
import type { Typed } from '../../study/labs/index.ts';
import type { Context } from '../context.ts';
import { checkDownloadable } from '../platform/attachments.ts';
import type { Command } from '../platform/command.ts';
import { fileText, PATIENT_MS } from '../platform/pasted.ts';
import { everywhere } from '../platform/reach.ts';
import { defer, reply, suggest } from '../platform/respond.ts';
import { terminal, typeAndShow } from './show.ts';
import { suggestions } from './suggestions.ts';

/** Characters of a file that is sent into a lab: what one input of a terminal takes. */
const FILE_CHARACTERS = 60_000;
/** Discord's own limit of a string option. */
const LINE = 6000;

/** `/k`: a line in the lab used last. */
export const k: Command = {
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'k',
    description: 'Type a line in your lab; without one, see where it stands',
    ...everywhere(),
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'line',
        description: 'What you type: kubectl get pods',
        autocomplete: true,
        max_length: LINE,
      },
      {
        type: ApplicationCommandOptionType.Attachment,
        name: 'file',
        description: 'A text file, put into the directory you are in, or into the editor that is open',
      },
    ],
  },
  help: 'Types a `line` in the lab you used last, or puts a `file` there.',
  async execute(interaction, context) {
    if (!interaction.isChatInputCommand()) throw new TypeError('/k is a chat input command');
    const userId = interaction.user.id;
    const line = interaction.options.getString('line');
    const file = interaction.options.getAttachment('file');
    const session = await lastLab(context, { userId });
    if (session === undefined) throw noLab();
    if (file !== null) checkDownloadable(file, { cdnUrl: context.config.cdnUrl });
    const typed = file === null ? lineOf(line) : await fileOf(interaction, context, session);
    if (typed === null)
      await reply(interaction, context, await terminal(context, session), { ephemeral: true });
    else await typeAndShow(interaction, context, { session, turn: null, typed });
  },
  autocomplete: completeTyped,
};

function lineOf(line: string | null): Typed | null {
  return line === null || line.trim() === '' ? null : { kind: 'line', text: line };
}

/** What an attached file is in the lab: the text that the open editor saves, or a file of its name, and then the line. */
async function fileOf(
  interaction: ChatInputCommandInteraction,
  context: Context,
  session: LabSession,
): Promise<Typed> {
  const file = interaction.options.getAttachment('file', true);
  if (session.inside && session.edit === null) throw insideAContainer();
  await defer(interaction, context, { ephemeral: true });
  const text = await fileText(file, context, PATIENT_MS);
  if (text.length > FILE_CHARACTERS) throw fileTooLong();
  if (session.edit !== null) return { kind: 'edit', text };
  const line = interaction.options.getString('line');
  const saving = savingLine(fileName(file.name), text);
  return { kind: 'line', text: line === null ? saving : `${saving}\n${line}` };
}

/** A name as a shell takes it without quotes, and none that leads elsewhere. */
function fileName(name: string): string {
  const plain = name.replace(/[^\w.-]/g, '-').replace(/^[.-]+/, '');
  return plain === '' ? 'file.txt' : plain.slice(0, 100);
}

async function completeTyped(interaction: AutocompleteInteraction, context: Context): Promise<void> {
  const session = await lastLab(context, { userId: interaction.user.id });
  const lines = session === undefined ? [] : suggestions(session, interaction.options.getFocused());
  await suggest(
    interaction,
    context,
    lines.map((line) => ({ name: line, value: line })),
  );
}

function noLab(): UserError {
  return new UserError({
    identifier: 'no-lab-open',
    message: 'You have no lab open. Open one with /lab; then `/k line:` types there.',
  });
}

function insideAContainer(): UserError {
  return new UserError({
    identifier: 'lab-file-inside',
    message:
      'You are inside of a container, and a file goes to your own machine. Type `exit` first, then send the file again.',
  });
}

function fileTooLong(): UserError {
  return new UserError({
    identifier: 'lab-file-too-long',
    message: `That file has more than ${FILE_CHARACTERS} characters, which is more than a lab takes. Send a shorter one.`,
  });
}
