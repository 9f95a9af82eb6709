import { goOn, goToStep, manifestOf, openLesson, placeAt, typedImageUsers } from '../../play/lessons.ts';
import { listLessons } from '../../play/lessons-list.ts';
import { lessonEntries } from '../platform/entries.ts';
import { defer, reply, update } from '../platform/respond.ts';
import type { Route } from '../platform/route.ts';
import { learnIds } from './ids.ts';
import { finished, list, showStep } from './show.ts';

/** What the buttons of a lesson lead to; its question and its lab are led to by those who have them. */
export const learnRoutes: readonly Route[] = [
  learnIds.open.leadsTo(async (interaction, [lesson], context) => {
    await showStep(interaction, context, await openLesson(context, interaction.user.id, lesson));
  }),
  learnIds.choose.leadsTo(async (interaction, _args, context) => {
    const [lesson = ''] = interaction.values;
    await showStep(interaction, context, await openLesson(context, interaction.user.id, lesson));
  }),
  learnIds.list.leadsTo(async (interaction, _args, context) => {
    await update(interaction, context, await list(context, interaction.user.id));
  }),
  lessonEntries.next.leadsTo(async (interaction, _args, context) => {
    // In a message of its own: what led here stays to be read.
    await defer(interaction, context, { ephemeral: true });
    const { next } = await listLessons(context, interaction.user.id);
    if (next === null) {
      await reply(interaction, context, await list(context, interaction.user.id), { ephemeral: true });
      return;
    }
    await showStep(interaction, context, await openLesson(context, interaction.user.id, next.lesson.id));
  }),
  lessonEntries.step.leadsTo(async (interaction, [id, step], context) => {
    await showStep(interaction, context, await goToStep(context, { id, userId: interaction.user.id, step }));
  }),
  lessonEntries.on.leadsTo(async (interaction, [id, step], context) => {
    const { place, finished: done } = await goOn(context, { id, userId: interaction.user.id, step });
    if (done) await update(interaction, context, await finished(context, place));
    else await showStep(interaction, context, place);
  }),
  learnIds.explain.leadsTo(async (interaction, [id, step], context) => {
    const owner = interaction.user.id;
    const manifest = manifestOf(await placeAt(context, { id, userId: owner, step }));
    const { message } = await context.pastes.explain({
      paste: manifest.text,
      imageUsers: typedImageUsers(manifest),
      owner,
    });
    await reply(interaction, context, message, { ephemeral: true });
  }),
];
