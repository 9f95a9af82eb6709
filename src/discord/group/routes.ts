import type { RepliableInteraction } from 'discord.js';
import { daysOf } from '../../play/group.ts';
import { UserError } from '../../runtime/user-error.ts';
import type { GroupPerson } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { openModal, reply, tell, updateOwn } from '../platform/respond.ts';
import type { Route } from '../platform/route.ts';
import { examModal, setExam } from './exam-day.ts';
import { groupIds } from './ids.ts';
import { groupServer, managedGroup } from './place.ts';
import { shownPart } from './show.ts';
import { examSetMessage } from './view-group.ts';
import { leftMessage } from './view-member.ts';

/** What the buttons of `/group` lead to; they act for whoever presses them. */
export const groupRoutes: readonly Route[] = [
  groupIds.join.leadsTo(async (interaction, _args, context) => {
    await updateOwn(interaction, context, await joined(interaction, context));
  }),
  groupIds.leave.leadsTo(async (interaction, _args, context) => {
    await updateOwn(interaction, context, leftMessage(await context.store.leaveGroup(personOf(interaction))));
  }),
  groupIds.mine.leadsTo(async (interaction, _args, context) => {
    await reply(interaction, context, await shownPart(context, personOf(interaction)), { ephemeral: true });
  }),
  groupIds.named.leadsTo(async (interaction, [word], context) => {
    const person = personOf(interaction);
    await context.store.allowNaming({ ...person, named: word === 'on' });
    await updateOwn(interaction, context, await shownPart(context, person));
  }),
  groupIds.use.leadsTo(async (interaction, [examDay, newPerDay, reviewsPerDay, percent], context) => {
    const person = personOf(interaction);
    await checkExam(context, person, examDay);
    const { store, now } = context;
    await store.saveSettings(person.userId, { newPerDay, reviewsPerDay, retention: percent / 100 }, now());
    await store.planSettled({ ...person, examDay });
    await updateOwn(interaction, context, await shownPart(context, person));
  }),
  groupIds.decline.leadsTo(async (interaction, [examDay], context) => {
    const person = personOf(interaction);
    await checkExam(context, person, examDay);
    await context.store.planSettled({ ...person, examDay });
    await updateOwn(interaction, context, await shownPart(context, person));
  }),
  groupIds.exam.leadsTo(async (interaction, _args, context) => {
    const guildId = managedGroup(interaction);
    await openModal(interaction, context, examModal(await context.store.studyGroup(guildId)));
  }),
  groupIds.examDay.leadsTo(async (interaction, _args, context, { day, zone }) => {
    const guildId = managedGroup(interaction);
    if (day.trim() === '') return tell(interaction, context, 'Nothing was typed, so nothing has changed.');
    const group = await setExam(context, { guildId, userId: interaction.user.id }, { day, zone });
    const days = daysOf(group, context.now());
    return reply(interaction, context, examSetMessage({ group, days }), { ephemeral: false });
  }),
];

/** Joins, and shows what that means. */
export async function joined(interaction: RepliableInteraction, context: Context) {
  const person = personOf(interaction);
  const { store, seed, now } = context;
  await store.joinGroup({ ...person, salt: seed(), now: now() });
  return shownPart(context, person, true);
}

/** Whoever presses, in this server. Throws UserError outside of servers. */
export function personOf(interaction: RepliableInteraction): GroupPerson {
  return { guildId: groupServer(interaction), userId: interaction.user.id };
}

/** Settings are used for the exam that they were proposed for. Throws UserError. */
async function checkExam({ store }: Context, { guildId }: GroupPerson, examDay: number): Promise<void> {
  const group = await store.studyGroup(guildId);
  if (group.examDay === examDay) return;
  throw new UserError({
    identifier: 'another-exam',
    message:
      'The exam day of this group was changed, so this proposal no longer holds. Run /group join to see what fits now.',
  });
}
