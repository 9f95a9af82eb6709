import type { RepliableInteraction } from 'discord.js';
import { lessonPicture } from '../../play/lesson-picture.ts';
import { askedAt, type LessonPlace } from '../../play/lessons.ts';
import { listLessons } from '../../play/lessons-list.ts';
import type { Context } from '../context.ts';
import { loggableError } from '../platform/api-error.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { deferUpdate, update } from '../platform/respond.ts';
import { finishedMessage } from './view-finished.ts';
import { listMessage } from './view-list.ts';
import { type StepView, stepMessage } from './view-step.ts';

/** A step in the place of the message that a button stands on; for a command as its answer, for this person alone. */
export async function showStep(
  interaction: RepliableInteraction,
  context: Context,
  place: LessonPlace,
): Promise<void> {
  // The first picture starts a thread, which takes longer than a moment.
  if (place.step.picture !== undefined) await deferUpdate(interaction, context);
  const ask = await askedAt(context, place);
  const { lessons } = await listLessons(context, place.row.userId);
  const missing = lessons.find(({ lesson }) => lesson.id === place.lesson.id)?.missing ?? [];
  const drawn = await pictureOf(context, place);
  const shown = stepMessage({ place, drawn, missing, ...(ask === undefined ? {} : { ask }) });
  await update(interaction, context, shown);
}

/** The picture of the step, or `failed` and a line in the log: the step is worth reading without it. */
async function pictureOf({ pictures, log }: Context, place: LessonPlace): Promise<StepView['drawn']> {
  const sheet = lessonPicture(place.lesson, place.index);
  if (sheet === null) return null;
  try {
    return await pictures.made(sheet);
  } catch (error) {
    log.error({ what: '/learn', error: loggableError(error) }, 'the picture could not be drawn');
    return 'failed';
  }
}

/** That a lesson is done, and what leads on. */
export async function finished(context: Context, place: LessonPlace): Promise<OutgoingMessage> {
  const list = await listLessons(context, place.row.userId);
  const step = place.lesson.steps.findLast(({ lab }) => lab !== undefined);
  const lab = context.labs.find(step?.lab?.lab ?? '');
  return finishedMessage({
    place,
    list,
    lab: lab === undefined || step === undefined ? null : { lab, step: step.id },
  });
}

/** The course, for this person. */
export async function list(context: Context, userId: string): Promise<OutgoingMessage> {
  return listMessage(await listLessons(context, userId));
}
