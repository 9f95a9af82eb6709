import type { ApplicationCommandOptionChoiceData } from 'discord.js';
import { UserError } from '../../runtime/user-error.ts';
import { clockTime, readClock } from '../../study/schedule/clock-time.ts';

/** Times that are offered where none was typed, in minutes of the day. */
const USUAL = [7, 8, 9, 12, 17, 18, 20].map((hour) => hour * 60);

/** The minute of the day that was typed as a time. Throws UserError. */
export function typedTime(typed: string): number {
  const minute = readClock(typed);
  if (minute !== undefined) return minute;
  throw new UserError({
    identifier: 'not-a-time',
    message: `“${typed.trim().slice(0, 20)}” is not a time. Type hours and minutes, for instance 09:30, 18:00 or 6 pm.`,
  });
}

/** What was typed as it is read; usual times where nothing was. */
export function timeChoices(typed: string): ApplicationCommandOptionChoiceData[] {
  const minute = readClock(typed);
  const minutes =
    minute === undefined ? USUAL.filter((each) => clockTime(each).startsWith(typed.trim())) : [minute];
  return minutes.map(clockTime).map((time) => ({ name: time, value: time }));
}
