import { typedNumber } from '../../play/answer.ts';
import { answerInExam, sitting, submitExam, taskOf } from '../../play/exams.ts';
import type { Answer } from '../../study/question.ts';
import type { Context } from '../context.ts';
import { examEntries } from '../platform/entries.ts';
import { VALUE_INPUT } from '../platform/private-answer.ts';
import { deferUpdate, openModal, update } from '../platform/respond.ts';
import type { Route, RouteInteraction } from '../platform/route.ts';
import { TEXT_INPUT } from '../platform/typed-question.ts';
import { examIds } from './ids.ts';
import { giveRole } from './role.ts';
import { firstOpen, marked, report, shown, shownOf } from './show.ts';
import { droppedMessage, listMessage } from './view-list.ts';
import { answerModal } from './view-task.ts';

/** What the buttons, selects and modals of an exam lead to; all of it stays in one private message. */
export const examRoutes: readonly Route[] = [
  examIds.begin.leadsTo(async (interaction, [examId, roleId], context) => {
    const { id: userId } = interaction.user;
    await context.store.beginExam({ examId, userId, roleId, now: context.now() });
    await update(interaction, context, await shown(context, { examId, userId }));
  }),
  examIds.drop.leadsTo(async (interaction, [examId], context) => {
    await context.store.dropExam({ examId, userId: interaction.user.id, now: context.now() });
    await update(interaction, context, droppedMessage());
  }),
  examIds.task.leadsTo(async (interaction, [examId, item], context) => {
    await update(interaction, context, await shown(context, of(interaction, examId), item));
  }),
  examIds.flag.leadsTo(async (interaction, [examId, item, word], context) => {
    const flagged = word === 'on';
    const at = of(interaction, examId);
    await context.store.flagExam({ ...at, item, flagged, now: context.now() });
    await update(interaction, context, await shown(context, at, item));
  }),
  examIds.answer.leadsTo(async (interaction, [examId, item, key], context) => {
    await answer(interaction, context, examId, item, { kind: 'options', keys: [key] });
  }),
  examIds.pick.leadsTo(async (interaction, [examId, item], context) => {
    const keys = [...interaction.values].sort();
    await answer(interaction, context, examId, item, { kind: 'options', keys });
  }),
  examIds.type.leadsTo(async (interaction, [examId, item], context) => {
    const view = await sitting(context, of(interaction, examId));
    if (view.exam.state !== 'running') await update(interaction, context, await shownOf(context, view));
    else await openModal(interaction, context, answerModal(examId, taskOf(view, item)));
  }),
  examIds.number.leadsTo(async (interaction, [examId, item], context, typed) => {
    const value = typedNumber(typed[VALUE_INPUT]);
    await answer(interaction, context, examId, item, { kind: 'number', value });
  }),
  examIds.typed.leadsTo(async (interaction, [examId, item], context, typed) => {
    await answer(interaction, context, examId, item, { kind: 'text', text: typed[TEXT_INPUT] });
  }),
  examIds.overview.leadsTo(async (interaction, [examId, item], context) => {
    await update(interaction, context, await shown(context, of(interaction, examId), item, 'overview'));
  }),
  examIds.jump.leadsTo(async (interaction, [examId], context) => {
    const item = Number(interaction.values[0] ?? 0);
    await update(interaction, context, await shown(context, of(interaction, examId), item));
  }),
  examIds.askSubmit.leadsTo(async (interaction, [examId, item], context) => {
    await update(interaction, context, await shown(context, of(interaction, examId), item, 'submit'));
  }),
  examIds.submit.leadsTo(async (interaction, [examId], context) => {
    const at = of(interaction, examId);
    // Judging labs and giving a role may take longer than Discord waits.
    await deferUpdate(interaction, context);
    const { view } = await submitExam(context, at);
    await giveRole(interaction.client.rest, context, view.exam);
    await update(interaction, context, report(context, await context.store.examView(examId, at.userId)));
  }),
  examIds.report.leadsTo(async (interaction, [examId], context) => {
    await update(interaction, context, await shown(context, of(interaction, examId)));
  }),
  examIds.marked.leadsTo(async (interaction, [examId, item], context) => {
    const view = await sitting(context, of(interaction, examId));
    const message =
      view.exam.state === 'reported' ? marked(context, view, item) : shownOf(context, view, item);
    await update(interaction, context, await message);
  }),
  examIds.list.leadsTo(async (interaction, _args, context) => {
    await update(interaction, context, listMessage(await context.store.earlierExams(interaction.user.id)));
  }),
  examIds.earlier.leadsTo(async (interaction, _args, context) => {
    const examId = Number(interaction.values[0] ?? 0);
    await update(interaction, context, await shown(context, of(interaction, examId)));
  }),
  examEntries.back.leadsTo(async (interaction, [examId, lab], context) => {
    const view = await sitting(context, of(interaction, examId));
    const item = view.items.find(({ question }) => question.card === `lab/${lab}`)?.item ?? firstOpen(view);
    await update(interaction, context, await shownOf(context, view, item));
  }),
];

function of(interaction: RouteInteraction, examId: number) {
  return { examId, userId: interaction.user.id };
}

/** Keeps an answer and shows the task with it; the report where the time was over. */
async function answer(
  interaction: RouteInteraction,
  context: Context,
  examId: number,
  item: number,
  given: Answer,
): Promise<void> {
  const view = await answerInExam(context, { ...of(interaction, examId), item, answer: given });
  await update(interaction, context, await shownOf(context, view, item));
}
