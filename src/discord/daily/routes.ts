import { typedNumber } from '../../play/answer.ts';
import { answerDaily } from '../../play/daily.ts';
import type { Answer } from '../../study/question.ts';
import type { Context } from '../context.ts';
import { VALUE_INPUT } from '../platform/private-answer.ts';
import { openModal, reply, tell, updateOwn } from '../platform/respond.ts';
import type { Route, RouteInteraction } from '../platform/route.ts';
import { numberModal } from '../platform/typed-question.ts';
import { dailyIds } from './ids.ts';
import { serverOf } from './rights.ts';
import { sharedMessage, takenMessage } from './view-answer.ts';

/** What the buttons, the select and the box of a daily question lead to. How many have answered is shown there soon. */
export const dailyRoutes: readonly Route[] = [
  dailyIds.answer.leadsTo(async (interaction, [id, key], context) => {
    await answer(interaction, context, id, { kind: 'options', keys: [key] });
  }),
  dailyIds.pick.leadsTo(async (interaction, [id], context) => {
    await answer(interaction, context, id, { kind: 'options', keys: [...interaction.values].sort() });
  }),
  dailyIds.type.leadsTo(async (interaction, [id], context) => {
    const { question } = (await context.store.dailyView(id)).question;
    if (question?.kind !== 'number')
      return tell(interaction, context, 'This question is answered with the buttons of its message.');
    return openModal(
      interaction,
      context,
      numberModal(question, {
        title: 'Your answer',
        customId: dailyIds.number.id(id),
        input: VALUE_INPUT,
      }),
    );
  }),
  dailyIds.number.leadsTo(async (interaction, [id], context, typed) => {
    await answer(interaction, context, id, { kind: 'number', value: typedNumber(typed[VALUE_INPUT]) });
  }),
  dailyIds.share.leadsTo(async (interaction, [word], context) => {
    const streak = await context.store.shareDailyStreak({
      guildId: serverOf(interaction),
      userId: interaction.user.id,
      shares: word === 'on',
    });
    await updateOwn(interaction, context, sharedMessage(streak));
  }),
];

async function answer(
  interaction: RouteInteraction,
  context: Context,
  questionId: number,
  given: Answer,
): Promise<void> {
  const messageId = interaction.message?.id ?? null;
  const { id: userId } = interaction.user;
  const taken = await answerDaily(context, { questionId, userId, messageId, answer: given });
  context.wake('daily');
  await reply(interaction, context, takenMessage(taken, given), { ephemeral: true });
}
