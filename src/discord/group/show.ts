import type { RepliableInteraction } from 'discord.js';
import { groupSheet } from '../../pictures/index.ts';
import { examAhead, type GroupView, memberPlan } from '../../play/group.ts';
import type { GroupMember, GroupPerson } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { loggableError } from '../platform/api-error.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { reply } from '../platform/respond.ts';
import { type GroupPicture, groupMessage } from './view-group.ts';
import { isUndecided, type MemberView, memberMessage, notJoinedMessage } from './view-member.ts';

/** What everybody sees of the group of a server, with its picture. */
export async function shownGroup(context: Context, guildId: string): Promise<OutgoingMessage> {
  const view = await context.groups.view(guildId);
  return groupMessage(view, await drawn(context, view));
}

/** The picture, or `failed` and a line in the log: the figures are told without it. */
async function drawn({ pictures, log }: Context, view: GroupView): Promise<GroupPicture> {
  const { topics, days, group } = view;
  if (topics.length === 0) return null;
  const exam = examAhead(group, days) === 'ahead';
  try {
    return await pictures.made(groupSheet({ ...days, exam, topics }));
  } catch (error) {
    log.error({ what: '/group', error: loggableError(error) }, 'the picture could not be drawn');
    return 'failed';
  }
}

/** A person's own part, or how to join. */
export async function shownPart(
  context: Context,
  person: GroupPerson,
  joined = false,
): Promise<OutgoingMessage> {
  const member = await context.store.groupMember(person);
  if (member === undefined) return notJoinedMessage();
  return memberMessage(await partOf(context, person, member, joined));
}

/** After the group was shown: whoever asked is proposed settings for the exam, as long as they have not decided. */
export async function propose(
  interaction: RepliableInteraction,
  context: Context,
  person: GroupPerson,
): Promise<void> {
  const member = await context.store.groupMember(person);
  if (member === undefined) return;
  const part = await partOf(context, person, member, false);
  if (isUndecided(part)) await reply(interaction, context, memberMessage(part), { ephemeral: true });
}

async function partOf(
  context: Context,
  person: GroupPerson,
  member: GroupMember,
  joined: boolean,
): Promise<MemberView> {
  const settings = await context.store.settings(person.userId);
  const proposed = await memberPlan(context, person);
  return { member, proposed, settings, joined };
}
