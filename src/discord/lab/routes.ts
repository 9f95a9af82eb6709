import { openExamLab } from '../../play/exams.ts';
import {
  labById,
  lastLab,
  leaveLab,
  openLab,
  openLabForReview,
  quickLines,
  resetLab,
  stepOf,
  tryManifest,
} from '../../play/labs.ts';
import { labOfCard } from '../../play/labs-card.ts';
import { checkLab, takeHint } from '../../play/labs-check.ts';
import { undoLab } from '../../play/labs-typing.ts';
import { type AtStep, manifestOf, placeAt } from '../../play/lessons.ts';
import { UserError } from '../../runtime/user-error.ts';
import { examOfLab } from '../../study/exams/exam-lab.ts';
import type { Context } from '../context.ts';
import { button } from '../platform/components.ts';
import { examEntries, labEntries } from '../platform/entries.ts';
import { code } from '../platform/markdown.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { PATIENT_MS, pasteOf } from '../platform/pasted.ts';
import { defer, openModal, reply, update } from '../platform/respond.ts';
import type { Route } from '../platform/route.ts';
import { LINE_INPUT, labIds } from './ids.ts';
import { typeModal } from './modals.ts';
import { patiently } from './patience.ts';
import {
  checked,
  fresh,
  list,
  OLDER,
  openAndShow,
  opened,
  opening,
  privately,
  terminal,
  typeAndShow,
} from './show.ts';
import { askMessage } from './view.ts';

/** What the buttons of a lab lead to; those about files stand beside. */
export const labRoutes: readonly Route[] = [
  labIds.open.leadsTo(async (interaction, [lab], context) => {
    await openAndShow(interaction, context, opening(interaction, context, lab));
  }),
  labIds.choose.leadsTo(async (interaction, _args, context) => {
    await openAndShow(interaction, context, opening(interaction, context, interaction.values[0] ?? ''));
  }),
  labIds.list.leadsTo(async (interaction, _args, context) => {
    await privately(interaction, context, await list(context, interaction.user.id));
  }),
  labEntries.review.leadsTo(async (interaction, [askId], context) => {
    const { question, userId } = await context.store.askFor(askId, interaction.user.id);
    const lab = labOfCard(question.card) ?? '';
    await openAndShow(interaction, context, openLabForReview(context, { userId }, lab, askId));
  }),
  labEntries.try.leadsTo(async (interaction, _args, context) => {
    await defer(interaction, context, { ephemeral: true });
    const manifest = await pasteOf(interaction, context, PATIENT_MS);
    const { session, repaired } = await tryManifest(context, { userId: interaction.user.id }, manifest);
    const shown = await terminal(context, session, { note: repaired ? TRIED_REPAIRED : TRIED });
    await reply(interaction, context, shown, { ephemeral: true });
  }),
  labEntries.lesson.leadsTo(async (interaction, [id, step], context) => {
    await defer(interaction, context, { ephemeral: true });
    await reply(interaction, context, await ofLesson(context, { id, userId: interaction.user.id, step }), {
      ephemeral: true,
    });
  }),
  examEntries.lab.leadsTo(async (interaction, [examId, item], context) => {
    const { id: userId } = interaction.user;
    const opening = openExamLab(context, { examId, userId, item }).then((session) => {
      if (session !== undefined) return session;
      throw new UserError({
        identifier: 'exam-over',
        message: 'The time of your exam is over. See its report with /exam open.',
      });
    });
    await openAndShow(interaction, context, opening);
  }),
  labIds.quick.leadsTo(async (interaction, [id, turn, step, index], context) => {
    const session = await labById(context, { userId: interaction.user.id }, id);
    const line = quickLines(session, step)[index];
    if (line === undefined) throw lineGone();
    await typeAndShow(interaction, context, { session, turn, typed: { kind: 'line', text: line } });
  }),
  labIds.exit.leadsTo(async (interaction, [id, turn], context) => {
    await typeAndShow(interaction, context, { session: { id }, turn, typed: { kind: 'line', text: 'exit' } });
  }),
  labIds.type.leadsTo(async (interaction, [id, turn], context) => {
    const { session, present } = await fresh(context, interaction.user.id, id, turn);
    if (present) await openModal(interaction, context, typeModal(session));
    else await update(interaction, context, await terminal(context, session, { note: OLDER }));
  }),
  labIds.typed.leadsTo(async (interaction, [id, turn], context, { [LINE_INPUT]: text }) => {
    await typeAndShow(interaction, context, { session: { id }, turn, typed: { kind: 'line', text } });
  }),
  labIds.check.leadsTo(async (interaction, [id, step], context) => {
    const { user, guildId, channelId } = interaction;
    const userId = user.id;
    const before = await labById(context, { userId }, id);
    if (!before.open) {
      await update(interaction, context, await terminal(context, before));
      return;
    }
    const place = { guildId, channelId: channelId ?? userId };
    const done = await patiently(
      interaction,
      context,
      checkLab(context, { session: before, userId, step, place }),
    );
    await update(interaction, context, await checked(context, userId, done, before));
  }),
  labIds.hint.leadsTo(async (interaction, [id, step, taken], context) => {
    const userId = interaction.user.id;
    const before = await labById(context, { userId }, id);
    if (!before.open || before.step !== step) {
      await update(interaction, context, await terminal(context, before, { note: OLDER }));
      return;
    }
    const session = await takeHint(context, { session: before, userId, step, taken });
    await update(interaction, context, await terminal(context, session, { hinted: true }));
  }),
  labIds.askAnswer.leadsTo(async (interaction, [id, step], context) => {
    const session = await labById(context, { userId: interaction.user.id }, id);
    const hints = stepOf(session)?.hints ?? [];
    const yes = button(labIds.hint.id(id, step, hints.length), 'Show the answer', 'danger');
    await update(interaction, context, askMessage(session, ANSWER, [yes], 'Let me try'));
  }),
  labIds.show.leadsTo(async (interaction, [id], context) => {
    const session = await labById(context, { userId: interaction.user.id }, id);
    await update(interaction, context, await terminal(context, session));
  }),
  labIds.more.leadsTo(async (interaction, [id], context) => {
    const session = await labById(context, { userId: interaction.user.id }, id);
    await update(interaction, context, await terminal(context, session, { more: true }));
  }),
  labIds.undo.leadsTo(async (interaction, [id, turn], context) => {
    const userId = interaction.user.id;
    const before = await labById(context, { userId }, id);
    if (!before.open) {
      await update(interaction, context, await terminal(context, before));
      return;
    }
    const { session, undone } = await patiently(
      interaction,
      context,
      undoLab(context, { session: before, userId, turn }),
    );
    const line =
      undone?.typed.kind === 'line' ? code(undone.typed.text, 80).text : 'what was done in the editor';
    // A second press finds that one more thing was done: the first one's undoing.
    const again = undone === null && session.turn === turn + 1;
    const note =
      undone !== null
        ? `**Taken back:** ${line}.`
        : again
          ? undefined
          : session.turn === turn
            ? NOTHING
            : OLDER;
    await update(interaction, context, await terminal(context, session, note === undefined ? {} : { note }));
  }),
  labIds.askReset.leadsTo(async (interaction, [id], context) => {
    const session = await labById(context, { userId: interaction.user.id }, id);
    const yes = [
      button(labIds.reset.id(id), session.finishedAt === null ? 'Reset' : 'Begin again', 'danger'),
      ...(session.finishedAt === null && examOfLab(session.lab.id) === undefined
        ? [button(labIds.leave.id(id), 'Leave this lab')]
        : []),
    ];
    const words = session.finishedAt === null ? RESET : AGAIN;
    await update(interaction, context, askMessage(session, words, yes, 'Back'));
  }),
  labIds.reset.leadsTo(async (interaction, [id], context) => {
    const userId = interaction.user.id;
    const session = await patiently(interaction, context, resetLab(context, { session: { id }, userId }));
    const note = '**Begun again**, on a fresh cluster.';
    await update(interaction, context, await terminal(context, session, session.turn === 0 ? { note } : {}));
  }),
  labIds.leave.leadsTo(async (interaction, [id], context) => {
    const userId = interaction.user.id;
    await leaveLab(context, { session: { id }, userId });
    const last = await lastLab(context, { userId });
    await update(
      interaction,
      context,
      last === undefined ? await list(context, userId) : await terminal(context, last),
    );
  }),
];

/** The lab of a lesson's step, or the step's manifest in a fresh one. */
async function ofLesson(context: Context, at: AtStep): Promise<OutgoingMessage> {
  const place = await placeAt(context, at);
  const { userId } = at;
  const { lab } = place.step;
  if (lab !== undefined && !place.moved) return opened(context, await openLab(context, { userId }, lab.lab));
  const { session } = await tryManifest(context, { userId }, manifestOf(place).text);
  return terminal(context, session, { note: TRIED_LESSON });
}

const TRIED_LESSON = 'The manifest of this step is in `manifest.yaml`, on a fresh cluster.';
const TRIED = 'Your manifest is in `manifest.yaml`, on a fresh cluster.';
const TRIED_REPAIRED =
  'Your manifest is in `manifest.yaml`, on a fresh cluster: as I read it, with the repairs that the explanation names.';
const ANSWER =
  '**Show the answer?** It brings no points then, and the lab comes back in /review soon (graded Again). A hint costs less: look at what **Check** finds, and at your last output.';
const RESET =
  '**Begin this lab again?** Everything you did in it goes, and it cannot be brought back. A single line is taken back with **Undo**.';
const AGAIN =
  '**Do this lab again?** On a fresh cluster, from the first step. Its points and its place in /review stay.';
const NOTHING = '**There is nothing to take back:** this is how the lab began.';

function lineGone(): UserError {
  return new UserError({
    identifier: 'lab-line-gone',
    message:
      'That line is no longer part of this step, because the lab has changed. Type it with **Type** or /k.',
  });
}
