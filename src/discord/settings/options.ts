import type { ApplicationCommandOptionChoiceData, AutocompleteInteraction } from 'discord.js';
import { UserError } from '../../runtime/user-error.ts';
import { readShare, shownShare } from '../../study/percent.ts';
import { DAY, learnerDay } from '../../study/schedule/day.ts';
import { SETTING_LIMITS } from '../../study/schedule/settings.ts';
import type { Context } from '../context.ts';
import { suggest } from '../platform/respond.ts';
import { zoneChoices } from '../platform/time-zones.ts';
import { isoDay } from './view.ts';

/** The choices of a break's end, in days from today. */
const BREAKS = [1, 2, 3, 7, 14, 21, 28];
const RETENTIONS = [0.8, 0.85, 0.9, 0.95, 0.97];

/** A desired retention as a person types it, 0.80 to 0.97. Throws UserError. */
export function typedRetention(typed: string): number {
  const { least, most } = SETTING_LIMITS.retention;
  const share = readShare(typed);
  if (share !== undefined && share >= least && share <= most) return share;
  throw new UserError({
    identifier: 'not-a-retention',
    message: `Desired retention is a percentage from ${shownShare(least)} to ${shownShare(most)}: type it as 90 %, 90 or 0.9.`,
  });
}

/** The last day of a break (`2026-12-24`) as a learner's day; null for `end`. Throws UserError. */
export function readBreak(typed: string, today: number): number | null {
  if (/^(end|off|none)$/i.test(typed.trim())) return null;
  const date = /^\d{4}-\d{2}-\d{2}$/.test(typed.trim())
    ? Date.parse(`${typed.trim()}T00:00:00Z`)
    : Number.NaN;
  const day = date / DAY;
  if (Number.isNaN(date) || isoDay(day) !== typed.trim()) {
    throw new UserError({
      identifier: 'not-a-date',
      message: `That is not a date. Type the last day of the break as year-month-day, for instance ${isoDay(today + 7)}, or “end”.`,
    });
  }
  if (day >= today) return day;
  throw new UserError({
    identifier: 'break-in-the-past',
    message: `${isoDay(day)} is in the past: today is ${isoDay(today)} for you. Type a later day, or “end”.`,
  });
}

/** Completes `zone`, `retention` and `break_until`. */
export async function completeSettings(
  interaction: AutocompleteInteraction,
  context: Context,
): Promise<void> {
  const { name, value } = interaction.options.getFocused(true);
  const now = context.now();
  if (name === 'zone') await suggest(interaction, context, zoneChoices(value, now));
  else if (name === 'retention') await suggest(interaction, context, retentionChoices(value.trim()));
  else {
    const settings = await context.store.settings(interaction.user.id);
    await suggest(interaction, context, breakChoices(value.trim(), learnerDay(now, settings)));
  }
}

function retentionChoices(typed: string): ApplicationCommandOptionChoiceData[] {
  const { least, most } = SETTING_LIMITS.retention;
  const share = readShare(typed);
  const own = share !== undefined && share >= least && share <= most ? [share] : [];
  return [...new Set([...own, ...RETENTIONS])]
    .map((each) => shownShare(each))
    .filter((each) => own.length > 0 || each.startsWith(typed))
    .map((each) => ({ name: each, value: each }));
}

function breakChoices(typed: string, today: number): ApplicationCommandOptionChoiceData[] {
  const days = BREAKS.map((days) => {
    const value = isoDay(today + days);
    return { name: `Until ${value} (${days === 1 ? 'tomorrow' : `${days} days`})`, value };
  });
  const all = [...days, { name: 'End the break now', value: 'end' }];
  return all.filter(({ value }) => value.startsWith(typed.toLowerCase()));
}
