import { MessageFlags, type RepliableInteraction } from 'discord.js';
import { type LabSession, labById, labEntries, openLab } from '../../play/labs.ts';
import { type CheckedLab, checkLab } from '../../play/labs-check.ts';
import { listLabs } from '../../play/labs-list.ts';
import { type TypedInLab, typeInLab } from '../../play/labs-typing.ts';
import { lessonOfLab } from '../../play/lessons-list.ts';
import { examOfLab } from '../../study/exams/exam-lab.ts';
import type { Typed } from '../../study/labs/index.ts';
import type { Context } from '../context.ts';
import { clip } from '../platform/components.ts';
import { code } from '../platform/markdown.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { reply, update } from '../platform/respond.ts';
import { patiently } from './patience.ts';
import { type LabView, labMessage } from './view.ts';
import { finishedMessage } from './view-finished.ts';
import { endedMessage, listMessage } from './view-list.ts';

/** Entries that may still be seen in the block: no terminal shows more lines. */
const ENTRIES = 24;

type Beside = Omit<LabView, 'session' | 'entries' | 'others'>;

/** Where a lab stands, as a message. */
export async function terminal(
  context: Context,
  session: LabSession,
  beside: Beside = {},
): Promise<OutgoingMessage> {
  if (!session.open) return afterEnd(context, session);
  const entries = await labEntries(context, session, ENTRIES);
  const open = await context.store.openLabSessions(session.userId);
  const others = open.filter(
    ({ id, finishedAt, lab }) => id !== session.id && finishedAt === null && examOfLab(lab) === undefined,
  ).length;
  const inExam = examOfLab(session.lab.id) !== undefined;
  const address = inExam ? null : (context.labAddress?.(session.userId, session.lab.id) ?? null);
  const ends = inExam ? ((await context.store.liveExam(session.userId))?.deadlineAt ?? null) : null;
  return labMessage({ session, entries, others, address, ends, ...beside });
}

/** A session was left or begun again: where its lab is open now, that is shown. */
async function afterEnd(context: Context, session: LabSession): Promise<OutgoingMessage> {
  const { userId, lab } = session;
  const now = await context.store.openLabSession(userId, lab.id);
  if (now === undefined || now.id === session.id) return endedMessage(lab, now !== undefined);
  return terminal(context, await labById(context, { userId }, now.id), {
    note: '**That message was of an earlier run of this lab, so nothing was done.** Here is the present one.',
  });
}

/** Said where a press came from a message that shows an earlier moment. */
export const OLDER =
  '**That message showed an earlier moment of this lab, so nothing was done.** Here is where it stands now.';

/** The session of a button, and whether the message it stands on still shows the present. */
export async function fresh(
  context: Context,
  userId: string,
  id: number,
  turn: number,
): Promise<{ readonly session: LabSession; readonly present: boolean }> {
  const session = await labById(context, { userId }, id);
  return { session, present: session.open && session.turn === turn };
}

/** Types something, and shows what came of it; a second press of the same button shows what came of the first. */
export async function typeAndShow(
  interaction: RepliableInteraction,
  context: Context,
  what: {
    readonly session: Pick<LabSession, 'id'>;
    readonly turn: number | null;
    readonly typed: Typed;
  },
): Promise<void> {
  const userId = interaction.user.id;
  const once = what.turn === null ? { once: interaction.id } : {};
  const session = await labById(context, { userId }, what.session.id);
  if (!session.open) {
    await update(interaction, context, await terminal(context, session));
    return;
  }
  const done = await patiently(interaction, context, typeInLab(context, { ...what, userId, ...once }));
  const note = noteOf(done, what.typed);
  const shown = await terminal(context, done.session, note === undefined ? {} : { note });
  await update(interaction, context, shown);
}

/** What to say of something that did not run; undefined where it did, now or by the first of two presses. */
function noteOf({ again, entry, session }: TypedInLab, typed: Typed): string | undefined {
  if (!again) return undefined;
  const same = entry !== null && entry.typed.kind === typed.kind && entry.typed.text === typed.text;
  if (same && entry.turn + 1 === session.turn) return undefined;
  if (same || typed.text === null) return OLDER;
  const line = code(clip(typed.text.split('\n')[0] ?? '', 80).text).text;
  return `**${line} was not run**, because you have done something else since that message. This is your lab as it is now.`;
}

/** What a check says, and what follows from it. */
export async function checked(
  context: Context,
  userId: string,
  done: CheckedLab,
  before: LabSession,
): Promise<OutgoingMessage> {
  const { session, results, remark, stepDone, finished } = done;
  if (finished) return finishedView(context, userId, done);
  if (!stepDone) return terminal(context, session, { check: { results, remark } });
  const title = before.lab.steps[before.step]?.title ?? '';
  const note =
    results.length === 0
      ? '**That step is done already.** Here is the next one.'
      : `✓ **Step ${before.step + 1} done:** ${/[.?!]$/.test(title) ? title : `${title}.`}`;
  return terminal(context, session, { note });
}

async function finishedView(
  context: Context,
  userId: string,
  { session, ask, results }: CheckedLab,
): Promise<OutgoingMessage> {
  const { next } = await listLabs(context, userId);
  const clock = await context.store.settings(userId);
  const from = await lessonOfLab(context, userId, session.lab.id);
  const lesson = from === undefined ? {} : { lesson: { row: from.row.id, step: from.step } };
  return finishedMessage({ session, ask, results, next: next?.lab ?? null, clock, ...lesson });
}

/** Opens a lab for who asked, in the place of a private message that a button stands on, or beside a public one. */
export async function openAndShow(
  interaction: RepliableInteraction,
  context: Context,
  open: Promise<LabSession>,
): Promise<void> {
  const session = await patiently(interaction, context, open);
  await privately(interaction, context, await opened(context, session));
}

/** Where a lab stands that was opened: its terminal, or that it is done. */
export async function opened(context: Context, session: LabSession): Promise<OutgoingMessage> {
  const { userId } = session;
  if (session.finishedAt === null) return terminal(context, session);
  return finishedView(context, userId, await checkLab(context, { session, userId }));
}

/** A lab by its id. */
export function opening(
  interaction: RepliableInteraction,
  context: Context,
  lab: string,
): Promise<LabSession> {
  return openLab(context, { userId: interaction.user.id }, lab);
}

/** In the place of the private message that a button stands on; beside everybody's message, for this person alone. */
export async function privately(
  interaction: RepliableInteraction,
  context: Context,
  message: OutgoingMessage,
): Promise<void> {
  const onPrivate =
    (interaction.isMessageComponent() || (interaction.isModalSubmit() && interaction.isFromMessage())) &&
    interaction.message.flags.has(MessageFlags.Ephemeral);
  if (onPrivate) await update(interaction, context, message);
  else await reply(interaction, context, message, { ephemeral: true });
}

/** Every lab, for this person. */
export async function list(context: Context, userId: string): Promise<OutgoingMessage> {
  return listMessage(await listLabs(context, userId));
}
