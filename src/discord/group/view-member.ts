import type { MemberPlan } from '../../play/group.ts';
import type { GroupMember } from '../../store/store.ts';
import type { ExamPlan } from '../../study/exam-plan.ts';
import { MOST_NEW } from '../../study/exam-plan.ts';
import { shownShare } from '../../study/percent.ts';
import type { ScheduleSettings } from '../../study/schedule/settings.ts';
import { ACCENT, type ActionRow, button, container, row, separator, text } from '../platform/components.ts';
import { counted } from '../platform/intervals.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { groupIds } from './ids.ts';
import { dayAhead, WHAT_NAMED_MEANS, WHAT_OTHERS_SEE } from './words.ts';

/** What a member sees of their own part. */
export interface MemberView {
  readonly member: GroupMember;
  /** What is proposed for the exam; null where none is ahead. */
  readonly proposed: MemberPlan | null;
  readonly settings: ScheduleSettings;
  /** They joined just now. */
  readonly joined: boolean;
}

/** A member's own part, for them alone. */
export function memberMessage(view: MemberView): OutgoingMessage {
  const { member, joined } = view;
  const named = member.named
    ? 'You let yourself be named. Nobody is named alone: only next to somebody who allowed the same.'
    : WHAT_NAMED_MEANS;
  return {
    components: [
      container(joined ? ACCENT.right : ACCENT.neutral, [
        text(`## ${joined ? 'You have joined this group' : 'Your part in this group'}\n${WHAT_OTHERS_SEE}`),
        text(named),
        row([
          member.named
            ? button(groupIds.named.id('off'), 'Name me no more')
            : button(groupIds.named.id('on'), 'I may be named'),
          button(groupIds.leave.id(), 'Leave the group'),
        ]),
        ...proposal(view),
      ]),
    ],
  };
}

/** The same, of who has not joined. */
export function notJoinedMessage(): OutgoingMessage {
  return {
    components: [
      container(ACCENT.neutral, [
        text(`## You have not joined this group\nIf you join, your memory counts in it. ${WHAT_OTHERS_SEE}`),
        row([button(groupIds.join.id(), 'Join', 'success')]),
      ]),
    ],
  };
}

/** Whoever left. */
export function leftMessage(wasThere: boolean): OutgoingMessage {
  const said = wasThere
    ? 'You have left the group: from now on your memory counts in nothing that is shown here, and you are not named. Messages that were posted before stay as they are. Your own cards and settings stay, too.'
    : 'You are not in this group, so there is nothing to leave.';
  return { components: [container(ACCENT.neutral, [text(said), row([button(groupIds.join.id(), 'Join')])])] };
}

/** Whether there is something to decide on, or to be told, for the exam. */
export function isUndecided({ member, proposed }: Pick<MemberView, 'member' | 'proposed'>): boolean {
  return proposed !== null && member.planned !== proposed.examDay;
}

type Row = ReturnType<typeof separator> | ReturnType<typeof text> | ActionRow;

function proposal(view: MemberView): readonly Row[] {
  const { proposed, member, settings } = view;
  if (proposed === null) return [];
  const { examDay, plan, today } = proposed;
  const head = `**For the exam: ${dayAhead(examDay, today)}**`;
  if (suits(plan, settings))
    return [separator(), text(`${head}\nYour settings suit it as they are.\n${expectation(plan)}`)];
  if (member.planned === examDay)
    return [
      separator(),
      text(`${head}\nYou have decided on your settings for it. Change them with /settings.`),
    ];
  const percent = Math.round(100 * plan.retention);
  return [
    separator(),
    text(`${head}\nThese settings make the most of the days that are left:\n${lines(plan, settings)}`),
    text(expectation(plan)),
    row([
      button(
        groupIds.use.id(examDay, plan.newPerDay, plan.reviewsPerDay, percent),
        'Use these settings',
        'primary',
      ),
      button(groupIds.decline.id(examDay), 'Keep mine'),
    ]),
  ];
}

function lines(plan: ExamPlan, settings: ScheduleSettings): string {
  return [
    `- New cards a day: **${plan.newPerDay}** (now ${settings.newPerDay})`,
    `- Reviews a day: **${plan.reviewsPerDay}** (now ${settings.reviewsPerDay})`,
    `- Desired retention: **${shownShare(plan.retention)}** (now ${shownShare(settings.retention)})`,
  ].join('\n');
}

function expectation({ expected, left }: ExamPlan): string {
  const share = `-# With them, and if you keep to them, the schedule expects that you know ${Math.round(100 * expected)} % of all cards on that day.`;
  return left === 0
    ? share
    : `${share}\n-# ${counted(left, 'new card')} cannot be introduced in time, at ${MOST_NEW} a day: \`topic:\` and \`deck:\` of /review choose what comes first.`;
}

/** Whether what is set already is what would be proposed. */
function suits(plan: ExamPlan, settings: ScheduleSettings): boolean {
  return (
    plan.newPerDay === settings.newPerDay &&
    plan.reviewsPerDay === settings.reviewsPerDay &&
    plan.retention === settings.retention
  );
}
