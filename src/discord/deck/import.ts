import type { Attachment, ChatInputCommandInteraction } from 'discord.js';
import { type DeckText, deckTextOf, NotTextError, type Problem } from '../../decks/index.ts';
import { serverDeckId } from '../../play/shelf.ts';
import { ThreadError } from '../../runtime/thread.ts';
import { UserError } from '../../runtime/user-error.ts';
import { DECK_LIMITS, type Deck } from '../../study/index.ts';
import type { Context } from '../context.ts';
import { checkDownloadable, download } from '../platform/attachments.ts';
import { managedServer } from '../platform/deck-rights.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { PATIENT_MS } from '../platform/pasted.ts';
import { defer, reply } from '../platform/respond.ts';
import { importedDeck, refusedDeck } from './view-import.ts';
import { replaceMessage } from './view-replace.ts';

const DECK_FILE = /\.(ya?ml|csv|tsv|txt)$/i;

/** Servers whose import is being checked: one at a time each, so that nobody fills the queue. */
const importing = new Set<string>();

/** `/deck import`: the file is checked whole, then kept whole; with one error nothing is. */
export async function importDeck(interaction: ChatInputCommandInteraction, context: Context): Promise<void> {
  const guildId = await managedServer(interaction, context);
  const file = interaction.options.getAttachment('file', true);
  checkFile(file, context);
  if (importing.has(guildId)) {
    throw new UserError({
      identifier: 'import-running',
      message: 'Another deck is being imported into this server right now. Try again when it is done.',
    });
  }
  let answer: OutgoingMessage;
  importing.add(guildId);
  try {
    await defer(interaction, context, { ephemeral: true });
    answer = await take(file, { guildId, userId: interaction.user.id }, context);
  } finally {
    importing.delete(guildId);
  }
  await reply(interaction, context, answer, { ephemeral: true });
}

/** Whose import it is, and of which server. */
interface Importer {
  readonly guildId: string;
  readonly userId: string;
}

/** Reads and checks the deck, and keeps it, or asks first where cards would go or change; gives what to say of it. */
async function take(
  file: Attachment,
  { guildId, userId }: Importer,
  context: Context,
): Promise<OutgoingMessage> {
  const { deck, problems } = await checked(await textOf(file, context), context);
  if (deck === undefined) return refusedDeck(file.name, problems);
  const proposed = await context.store.proposeImport({
    guildId,
    userId,
    deck,
    remarks: problems,
    now: context.now(),
  });
  if (proposed.kind === 'asked') return replaceMessage(proposed);
  return importedDeck(deck, proposed.result, problems, serverDeckId(guildId, deck.id), proposed.voided);
}

function checkFile(file: Attachment, { config }: Context): void {
  if (!DECK_FILE.test(file.name)) {
    throw new UserError({
      identifier: 'not-a-deck-file',
      message:
        'A deck is a `.yaml`, a `.csv` or a `.txt` file (the last from Anki: File → Export → Notes in Plain Text). Attach one of these.',
    });
  }
  if (file.size > DECK_LIMITS.bytes) {
    throw new UserError({
      identifier: 'deck-too-large',
      message: `That file has ${Math.ceil(file.size / 1024)} KiB; a deck has at most ${DECK_LIMITS.bytes / 1024} KiB and ${DECK_LIMITS.cards} cards. Split it into two decks.`,
    });
  }
  checkDownloadable(file, { cdnUrl: config.cdnUrl, maxBytes: DECK_LIMITS.bytes });
}

async function textOf(file: Attachment, { config }: Context): Promise<DeckText> {
  const bytes = await download(file, {
    cdnUrl: config.cdnUrl,
    timeoutMs: PATIENT_MS,
    maxBytes: DECK_LIMITS.bytes,
  });
  try {
    return deckTextOf(file.name, bytes);
  } catch (error) {
    if (!(error instanceof NotTextError)) throw error;
    throw new UserError({
      identifier: 'deck-not-text',
      message: `Nothing was imported: \`${file.name}\` ${error.message}.`,
    });
  }
}

interface Checked {
  /** undefined when there is an error. */
  readonly deck: Deck | undefined;
  readonly problems: readonly Problem[];
}

async function checked(file: DeckText, { checkDeck, questions }: Context): Promise<Checked> {
  try {
    const taken = questions.decks.map(({ id, title }) => ({ id, title }));
    const { decks, problems } = await checkDeck({ file, taken });
    const [deck] = problems.some((each) => each.severity === 'error') ? [] : decks;
    return { deck, problems };
  } catch (error) {
    if (!(error instanceof ThreadError)) throw error;
    throw new UserError({
      identifier: 'deck-check-stopped',
      message:
        'Nothing was imported: checking that file took too long. Split it into smaller decks and import them one by one.',
      context: { reason: error.message },
    });
  }
}
