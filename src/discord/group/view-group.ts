import type { Picture } from '../../pictures/index.ts';
import { examAhead, type GroupView } from '../../play/group.ts';
import { type GroupTopic, LEAST_PEOPLE, type Pair } from '../../study/group-memory.ts';
import { DECK_LIMITS } from '../../study/index.ts';
import { isoDay } from '../platform/calendar.ts';
import {
  ACCENT,
  type ActionRow,
  button,
  buttonRows,
  container,
  picture,
  text,
} from '../platform/components.ts';
import { matchEntries } from '../platform/entries.ts';
import { counted } from '../platform/intervals.ts';
import { sentence } from '../platform/markdown.ts';
import type { OutgoingMessage } from '../platform/message.ts';
import { groupIds } from './ids.ts';
import { dayAhead, onThatDay, WHAT_OTHERS_SEE } from './words.ts';

const FILE = 'group.png';
/** Topics that are listed; the rest is counted. Their names may be all marks, each of which takes two characters. */
const MOST_LISTED = 10;
/** As long as a deck lets a topic be. */
const NAME = DECK_LIMITS.topic;

/** null: there is nothing to draw. */
export type GroupPicture = Picture | 'failed' | null;

/** What everybody in the channel sees of the group. */
export function groupMessage(view: GroupView, drawn: GroupPicture): OutgoingMessage {
  const shown = drawn === null || drawn === 'failed' ? undefined : drawn;
  const failed = '-# The picture could not be drawn this time. Run /group show again in a minute to see it.';
  const texts = [
    `## What this group remembers\n${examLine(view)}\n${people(view)}`,
    ...(drawn === 'failed' ? [failed] : []),
  ];
  const below = [topicLines(view), pairLines(view.pairs)].filter((each) => each !== '');
  return {
    components: [
      container(ACCENT.neutral, [
        ...texts.map(text),
        ...(shown === undefined ? [] : [picture(FILE, shown.alt)]),
        ...below.map(text),
        ...buttons(view),
        text(`-# **If you join:** ${WHAT_OTHERS_SEE}`),
      ]),
    ],
    ...(shown === undefined ? {} : { files: [{ name: FILE, data: shown.png, description: shown.alt }] }),
  };
}

function examLine({ group, days }: GroupView): string {
  const { examDay, zone } = group;
  const ahead = examAhead(group, days);
  if (examDay === null || ahead === 'none') return 'No exam day is set.';
  if (ahead === 'over')
    return `The exam day that was set, ${isoDay(examDay)}, is over. Whoever manages this server can set a new one.`;
  if (ahead === 'today') return `**The exam is today**, ${isoDay(examDay)} (${zone}). Good luck!`;
  return `**Exam: ${dayAhead(examDay, days.today)}** (${zone})`;
}

function people({ members, topics }: GroupView): string {
  const missing = LEAST_PEOPLE - members;
  if (missing > 0)
    return `**${counted(missing, 'more person', 'more people')}** ${missing === 1 ? 'has' : 'have'} to join before anything is shown here.`;
  const joined = `${counted(members, 'person', 'people')} have joined.`;
  return topics.length > 0
    ? joined
    : `${joined} No topic can be shown yet: each needs at least ${LEAST_PEOPLE} of them who have answered a question about it. Begin with /quiz or /review.`;
}

function topicLines({ topics, hidden, days }: GroupView): string {
  const lines = topics.slice(0, MOST_LISTED).map((topic) => topicLine(topic));
  const more = topics.length - lines.length;
  const few =
    hidden === 0
      ? []
      : [
          `-# ${counted(hidden, 'more topic')} ${hidden === 1 ? 'is' : 'are'} not shown: fewer than ${LEAST_PEOPLE} people of the group have begun ${hidden === 1 ? 'it' : 'them'}.`,
        ];
  const head = `**What the group is about to forget**\nToday, and ${onThatDay(days)} if nobody reviews until then; what loses most comes first. What was answered today counts as it will be remembered tomorrow.`;
  return [
    ...(lines.length === 0 ? [] : [head]),
    ...lines,
    ...(more > 0 ? [`-# and ${counted(more, 'more topic')}`] : []),
    ...few,
  ].join('\n');
}

function topicLine({ topic, now, later }: GroupTopic): string {
  const name = sentence(topic, NAME).text;
  return now === later
    ? `- ${name}: **${now} %** today and then`
    : `- ${name}: **${now} %** today, **${later} %** then`;
}

function pairLines(pairs: readonly Pair[]): string {
  if (pairs.length === 0) return '';
  const lines = pairs.map(
    ({ topic, explains, learns }) =>
      `- <@${explains}> could explain **${sentence(topic, NAME).text}** to <@${learns}>`,
  );
  return ['**Who could explain what to whom**', ...lines].join('\n');
}

function buttons(view: GroupView): readonly ActionRow[] {
  const ahead = examAhead(view.group, view.days);
  const label = { none: 'Set our exam day…', over: 'Set a new exam day…' }[ahead as 'none' | 'over'];
  return buttonRows([
    ...(view.topics.length === 0
      ? []
      : [button(matchEntries.forgetting.id(), 'Start a match on these', 'primary')]),
    button(groupIds.join.id(), 'Join', 'success'),
    button(groupIds.mine.id(), 'My part…'),
    button(groupIds.exam.id(), label ?? 'Change our exam day…'),
  ]);
}

/** To everybody, once an exam day was set or taken away. */
export function examSetMessage({ group, days }: Pick<GroupView, 'group' | 'days'>): OutgoingMessage {
  const { examDay, zone } = group;
  const said =
    examDay === null
      ? 'This group has no exam day any more. Settings that were proposed for it stay as they are.'
      : `**The exam of this group: ${isoDay(examDay)}** (${zone}), ${examDay === days.today ? 'today' : `${counted(examDay - days.today, 'day')} to go`}.\nIf you have joined, press **My part…** to see how many new cards and reviews a day that takes. Only you see it.`;
  return {
    components: [
      container(ACCENT.neutral, [
        text(said),
        ...(examDay === null ? [] : buttonRows([button(groupIds.mine.id(), 'My part…', 'primary')])),
      ]),
    ],
  };
}
