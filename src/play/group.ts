import { setImmediate as turn } from 'node:timers/promises';
import { UserError } from '../runtime/user-error.ts';
import type { GroupMember, GroupPerson, Store, StudyGroup } from '../store/store.ts';
import { type ExamPlan, examPlan } from '../study/exam-plan.ts';
import {
  type GroupDays,
  type GroupMemory,
  groupMemory,
  LEAST_PEOPLE,
  type MemberTopics,
  topicsOf,
} from '../study/group-memory.ts';
import { learnerDay } from '../study/schedule/day.ts';
import { topicsOfOurs } from './group-topics.ts';
import { labOfCard } from './labs-card.ts';
import type { LabSource } from './labs-source.ts';
import type { QuestionSource } from './library.ts';
import type { Play } from './session.ts';

/** Where no exam is ahead, the picture looks so many days ahead. */
const AHEAD = 14;
/** Members whose cards are read at once: between two lots others are served. */
const LOT = 4;
/** What was made for a group is shown again for so long, ms, as long as the same people take part. */
const FRESH_MS = 15_000;
/** Groups of which that is kept. */
const MOST_KEPT = 50;
/** Topics that a match on what is forgotten asks about. */
const MATCH_TOPICS = 3;

/** What others see of a study group today. */
export interface GroupView extends GroupMemory {
  readonly group: StudyGroup;
  readonly days: GroupDays;
  /** How many have joined. */
  readonly members: number;
}

/** Makes what is shown of study groups. */
export interface Groups {
  /** What the group of a server remembers. Takes a while where many have joined, and lets others be served meanwhile. */
  view(guildId: string): Promise<GroupView>;
}

interface Kept {
  readonly of: string;
  readonly at: number;
  readonly view: Promise<GroupView>;
}

/** What is made is the same for everybody, so that many who look at once cost one reading. */
export function openGroups(
  store: Store,
  questions: QuestionSource,
  labs: LabSource,
  now: () => number,
): Groups {
  const kept = new Map<string, Kept>();
  let ours: ReadonlyMap<string, string> | undefined;

  async function made(
    guildId: string,
    group: StudyGroup,
    members: readonly GroupMember[],
  ): Promise<GroupView> {
    const days = daysOf(group, now());
    const nobody = { group, days, members: members.length, topics: [], hidden: 0, pairs: [] };
    if (members.length < LEAST_PEOPLE) return nobody;
    ours ??= topicsOfOurs(questions, labs);
    const topicOf = new Map([...ours, ...(await store.serverTopics(guildId))]);
    const known: MemberTopics[] = [];
    for (let from = 0; from < members.length; from += LOT) {
      const lot = members.slice(from, from + LOT);
      const memories = await store.memberMemories(lot.map(({ userId }) => userId));
      for (const { userId, named } of lot) {
        const own = memories.filter((memory) => memory.userId === userId);
        known.push({ userId, named, topics: topicsOf(own, topicOf, days) });
      }
      await turn();
    }
    return { ...nobody, ...groupMemory(known, group.salt) };
  }

  return {
    async view(guildId) {
      const [group, members] = await Promise.all([store.studyGroup(guildId), store.groupMembers(guildId)]);
      const of = JSON.stringify([group, members.map(({ userId, named }) => [userId, named])]);
      const before = kept.get(guildId);
      if (before !== undefined && before.of === of && now() - before.at < FRESH_MS) return before.view;
      const view = made(guildId, group, members);
      kept.delete(guildId);
      for (const oldest of kept.keys()) {
        if (kept.size < MOST_KEPT) break;
        kept.delete(oldest);
      }
      kept.set(guildId, { of, at: now(), view });
      view.catch(() => kept.delete(guildId));
      return view;
    },
  };
}

/** Today on the group's calendar, and the exam's day where it is ahead, else two weeks from now. */
export function daysOf({ zone, examDay }: StudyGroup, now: number): GroupDays {
  const today = learnerDay(now, { zone, rollover: 0 });
  return { today, later: examDay !== null && examDay > today ? examDay : today + AHEAD };
}

/** Where the exam stands: none is set, it is ahead, today, or over. */
export type ExamAhead = 'none' | 'ahead' | 'today' | 'over';

export function examAhead({ examDay }: StudyGroup, { today }: GroupDays): ExamAhead {
  if (examDay === null) return 'none';
  if (examDay === today) return 'today';
  return examDay > today ? 'ahead' : 'over';
}

/**
 * The topics that the group is about to lose most of, for a match; at most {@link MATCH_TOPICS}.
 * @throws UserError `nothing-told` where too few take part.
 */
export async function topicsForMatch(groups: Groups, guildId: string): Promise<readonly string[]> {
  const { topics } = await groups.view(guildId);
  if (topics.length > 0) return topics.slice(0, MATCH_TOPICS).map(({ topic }) => topic);
  throw new UserError({
    identifier: 'nothing-told',
    message: `I know too little of what this group remembers: ${LEAST_PEOPLE} people have to join and answer questions about the same topic. Until then, start a match with /match.`,
  });
}

/** What is proposed to a member for the group's exam: what it is for, and what they have set now. */
export interface MemberPlan {
  readonly plan: ExamPlan;
  readonly examDay: number;
  /** On the group's calendar. */
  readonly today: number;
}

/** What to set until the group's exam; null where none is ahead. */
export async function memberPlan(
  { store, shelf, now }: Play,
  { guildId, userId }: GroupPerson,
): Promise<MemberPlan | null> {
  const group = await store.studyGroup(guildId);
  const { examDay } = group;
  const days = daysOf(group, now());
  if (examDay === null || examAhead(group, days) !== 'ahead') return null;
  const settings = await store.settings(userId);
  const own = await store.ownMemories(userId);
  const all = await shelf.pool({ userId, guildId }, { deck: null, topic: null });
  const pool = new Set(all.map(({ card }) => card).filter((card) => labOfCard(card) === undefined));
  const suspended = new Set(await store.suspendedCards(userId));
  const met = own.filter(({ card }) => pool.has(card));
  const unmet = [...pool].filter((card) => !suspended.has(card)).length - met.length;
  // A learner far in the west may not have begun the day before the exam.
  const today = Math.min(learnerDay(now(), settings), examDay - 1);
  const memories = met.map(({ memory }) => memory);
  const { newPerDay } = settings;
  return { plan: examPlan({ memories, unmet, today, examDay, newPerDay }), examDay, today: days.today };
}
