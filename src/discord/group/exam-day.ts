import type { APIModalInteractionResponseCallbackData, ApplicationCommandOptionChoiceData } from 'discord.js';
import { UserError } from '../../runtime/user-error.ts';
import type { StudyGroup } from '../../store/store.ts';
import { learnerDay } from '../../study/schedule/day.ts';
import type { Context } from '../context.ts';
import { isoDay, readDay } from '../platform/calendar.ts';
import { shortInputs } from '../platform/short-inputs.ts';
import { typedZone } from '../platform/time-zones.ts';
import { EXAM_INPUTS, groupIds } from './ids.ts';

/** An exam later than this is a slip of the pen. */
const MOST_DAYS = 730;
/** Exam days that are offered, in days from today. */
const OFFERED = [7, 14, 21, 28, 42, 56, 84];

/** What was typed; null where nothing was. */
export interface TypedExam {
  readonly day: string | null;
  readonly zone: string | null;
}

/**
 * Sets the exam day of a server's group, or takes it away where `off` was typed. Where no zone was typed it is the
 * group's, and of a group that has none yet, that of who sets it. Throws UserError for a day that cannot be.
 */
export async function setExam(
  { store, now, seed }: Context,
  { guildId, userId }: { readonly guildId: string; readonly userId: string },
  typed: TypedExam,
): Promise<StudyGroup> {
  const zone = await zoneOf(store, guildId, userId, typed.zone, now());
  const today = learnerDay(now(), { zone, rollover: 0 });
  const examDay = examDayOf(typed.day ?? '', today, zone);
  return store.setExamDay({ guildId, examDay, zone, salt: seed() });
}

async function zoneOf(
  store: Context['store'],
  guildId: string,
  userId: string,
  typed: string | null,
  now: number,
): Promise<string> {
  if (typed !== null && typed.trim() !== '') return typedZone(typed, now);
  const group = await store.studyGroup(guildId);
  return group.examDay === null ? (await store.settings(userId)).zone : group.zone;
}

function examDayOf(typed: string, today: number, zone: string): number | null {
  if (/^(off|none|remove)$/i.test(typed.trim())) return null;
  const day = readDay(typed);
  if (day === undefined)
    throw new UserError({
      identifier: 'not-a-date',
      message: `That is not a date. Type the day of the exam as year-month-day, for instance ${isoDay(today + 28)}, or “off” to take it away.`,
    });
  if (day < today)
    throw new UserError({
      identifier: 'exam-in-the-past',
      message: `${isoDay(day)} is in the past: today is ${isoDay(today)} in ${zone}. Set a later day, or type “off” to take it away.`,
    });
  if (day > today + MOST_DAYS)
    throw new UserError({
      identifier: 'exam-too-far',
      message: `${isoDay(day)} is more than two years away. Set a day before ${isoDay(today + MOST_DAYS + 1)}.`,
    });
  return day;
}

/** The box for the exam day, with what is set. */
export function examModal({ examDay, zone }: StudyGroup): APIModalInteractionResponseCallbackData {
  const [day, where] = EXAM_INPUTS;
  return shortInputs(groupIds.examDay.id(), 'Our exam day', [
    [
      day,
      {
        label: 'Day of the exam',
        description: 'Year-month-day, for instance 2026-12-24; or off',
        value: examDay === null ? '' : isoDay(examDay),
      },
    ],
    [
      where,
      {
        label: 'Time zone of the group',
        description: 'A city in it, for instance Berlin; yours if left empty',
        value: examDay === null ? '' : zone,
      },
    ],
  ]);
}

/** Suggestions for the day. */
export function examChoices(typed: string, today: number): ApplicationCommandOptionChoiceData[] {
  const days = OFFERED.map((days) => {
    const value = isoDay(today + days);
    return { name: `${value} (in ${days / 7 === 1 ? 'a week' : `${days / 7} weeks`})`, value };
  });
  const all = [...days, { name: 'Take the exam day away', value: 'off' }];
  const own = readDay(typed) === undefined ? [] : [{ name: typed.trim(), value: typed.trim() }];
  return [...own, ...all.filter(({ value }) => value.startsWith(typed.trim().toLowerCase()))];
}
